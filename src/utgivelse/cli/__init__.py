"""The command line: what a person types, and what they read.

Each verb is a thin caller of the corridor; texts are made with `said` and put into the reader's
language here and nowhere else.

Laws:
- Results go to standard output, progress and findings to standard error.
- No failure shows a traceback: what somebody can mend is said with place and hint; our own bug is
  said to be one, with the file that holds its traceback.
- Nothing heavy is imported until a verb needs it, and Rich only for a terminal with work going on.
"""

from utgivelse.cli.main import main

__all__ = ["main"]
