"""Checks: what the program's own checks ask, in words for whoever never saw one."""

from __future__ import annotations

from utgivelse.findings import said

SOURCES = "sources"
"""What is asked of articles and translations before anything is built of them."""

ASKED = {
    SOURCES: said("the articles and their translation: headings in order, alternative texts, links that lead on"),
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
