"""Localize: steps 3 and 4 of the walk, face to face.

3 extract   Article → messages: one block, one message (`extraction`)
4 localize  Article × Translation → Article, same type in and out (`translating`)

Both go through one `walk`. `texts` turns inline trees into messages and back, `numbers` writes
numbers that stand alone, `variables` puts values in last, `words` counts what there is to translate,
`pseudo` makes the language that shows what escaped. Laws (tests/test_localize.py):
- an identity catalog gives the same article;
- a pseudo-translation leaves no plain word of the source in sight.
"""

from utgivelse.localize.extraction import (
    Occurrence,
    babel_extract,
    extract_messages,
    extract_project,
    is_for_all,
    join_messages,
    messages_of,
    occurrences,
    of_article,
    spoken,
    with_articles,
)
from utgivelse.localize.pseudo import pseudo_translation
from utgivelse.localize.texts import read as read_text
from utgivelse.localize.translating import localize, shown, untranslated
from utgivelse.localize.variables import put_variables

__all__ = [
    "Occurrence",
    "babel_extract",
    "extract_messages",
    "extract_project",
    "is_for_all",
    "join_messages",
    "localize",
    "messages_of",
    "occurrences",
    "of_article",
    "pseudo_translation",
    "put_variables",
    "read_text",
    "shown",
    "spoken",
    "untranslated",
    "with_articles",
]
