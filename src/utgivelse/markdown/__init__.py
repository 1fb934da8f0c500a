"""markdown: the article format, text ↔ `Article`.

CommonMark with tables, footnotes, definition lists, attributes, directives, variables and YAML
front matter; docs/articles.md describes it for those who write.

Laws:
- Reading never raises for what somebody wrote; findings carry file and line.
- Every character of an article ends in the tree, in an attribute or in a finding.
- `write_article` and `write_inlines` are inverses of `read_article` and `parse_inlines`.
"""

from utgivelse.addresses import picture_fault, target_fault
from utgivelse.markdown.inlines import parse_inlines, read_inlines
from utgivelse.markdown.normal import normalised
from utgivelse.markdown.read import anchored, read_article, slug_of, slugged
from utgivelse.markdown.references import anchors_of, check_cross_references
from utgivelse.markdown.report import Report
from utgivelse.markdown.write import write_article
from utgivelse.markdown.write_inlines import write_inlines

__all__ = [
    "Report",
    "anchored",
    "anchors_of",
    "check_cross_references",
    "normalised",
    "parse_inlines",
    "picture_fault",
    "read_article",
    "read_inlines",
    "slug_of",
    "slugged",
    "target_fault",
    "write_article",
    "write_inlines",
]
