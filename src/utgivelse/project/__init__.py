"""project: `utgivelse.toml` → `Project` (step 1), and the two changes that the program makes to it.

Laws:
- Every error is reported at once, in one ProjectError, each with the line of its key.
- An unknown key, name or value is an error that names the nearest known one.
- `add_article` and `set_confirmation` keep every comment and the layout of what somebody wrote.
"""

from utgivelse.project.confirm import set_confirmation
from utgivelse.project.edit import add_article
from utgivelse.project.load import CONFIGURATION, load_project
from utgivelse.project.press import PRESS
from utgivelse.project.schema import SHEETS

__all__ = ["CONFIGURATION", "PRESS", "SHEETS", "add_article", "load_project", "set_confirmation"]
