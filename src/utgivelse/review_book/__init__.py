"""Review book: source and translation side by side, each text with its place on the pages, in one HTML file.

Laws:
- It asks for nothing outside itself, and remembers nothing; without a script it is a list to read and print.
- Each page's picture is in it once. Every frame on it comes from the map of the layout, none from a guess.
- What is on no page says why, as the files themselves tell it.
- Nothing of it ever stands in a catalog: pages, limits and pictures change without a translator's doing.
- Same editions, articles and catalog, same bytes: it knows no clock.

`facts` gathers a `Book` (`model`) from two editions: `framing` finds the places, `room` what is left in a last
line, `absence` why there is none; `wording` shows markup. `page` writes the HTML by `book.html.j2`.
"""

from utgivelse.review_book.facts import Manuscript, gather
from utgivelse.review_book.model import Book, Edited
from utgivelse.review_book.page import write_html

__all__ = ["Book", "Edited", "Manuscript", "gather", "write_html"]
