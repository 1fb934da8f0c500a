"""Checks: what the program's own checks ask, in words for whoever never saw one."""

from __future__ import annotations

from utgivelse.findings import said

SOURCES = "sources"
"""What is asked of articles and translations before anything is built of them."""

ASKED = {
    SOURCES: said("the articles and their translation: headings in order, alternative texts, links that lead on"),
    "book_claims": said("what the book says of how it can be read is true"),
    "book_contents": said("what has a heading stands in the contents, by the heading's own words"),
    "book_headings": said("headings follow each other level by level"),
    "book_language": said("every file names its language, and it is the book's"),
    "book_notes": said("each note leads back to where it is referred to"),
    "book_pages": said("the pages of the printed edition are named in order, each once"),
    "book_pictures": said(
        "each picture is described or marked as decoration, and none is larger than a reader can use"
    ),
    "book_resources": said("the book brings all that it shows, and asks nobody for it"),
    "book_styles": said("letters can be enlarged and colours changed"),
    "book_tables": said("each table has heads that say what they are for"),
    "book_texts": said("no chapter is empty, and no text waits to be filled in"),
    "contrast": said("every text stands out from its ground"),
    "fonts": said("every font is in the file"),
    "glyphs": said("every character can be shown"),
    "package": said("the book is whole and says what it is"),
    "reading_set_up": said("the file says its title and its language, has tags and bookmarks, and lets itself be read"),
    "tag_tree": said("headings, pictures, tables, lists, links and notes are tagged as what they are"),
    "untagged": said("everything is either read aloud or marked as decoration, and every letter can be said"),
}


def asked(name: str) -> str:
    """What a check asks; of a plug-in's check the program knows only its name."""
    return ASKED.get(name, name)
