"""Statement: how far everyone can read one edition, from what was checked and what a person confirmed.

Laws:
- Its parts are those of the model statement of Decision (EU) 2018/1523: status, what is not accessible, how
  the statement was prepared, dates, contact, and a pointer to the authority.
- «Conforms» stands only where a person confirmed exactly this content and no machine objected; the words
  follow from one table (`rules`). Of a judge that was not run nothing is said but that.
- It speaks the edition's language, as far as the program does, and marks what is in another.
- It knows no clock: the same edition, judged alike, gives the same bytes. A new edition gets a new statement.

`model` is the statement as data, with its published schema (`docs/schema/accessibility.json`); `judges` asks
outside programs, `facts` gathers, `page` writes the HTML by `statement.html.j2`.
"""

from utgivelse.statement.checks import asked
from utgivelse.statement.facts import Judged, fill_in
from utgivelse.statement.judges import judge
from utgivelse.statement.model import Statement, statement_schema, write_json
from utgivelse.statement.page import write_html

__all__ = ["Judged", "Statement", "asked", "fill_in", "judge", "statement_schema", "write_html", "write_json"]
