"""Vocabulary: what is known of one language, as a value."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Vocabulary:
    """The words of one language that a question asks for.

    - `link_words`: texts that say nothing as a link; `picture_words`: names for a picture, with or
      without a number; `openings`: how an alternative text begins that says it is a picture.
    - `colours`: words for colours before a noun; `in_colour`: those behind «marked in».
    - `things`: what is on a page and nowhere else; `doubtful`: what may be in the world as well, and
      counts beside a word of `page`; `naming`: what follows a colour that is explained.
    - `marked`: «marked in»; `shown`: the same, where only a page can be meant; `tinted`: «in red letters».
    - `outside`: the sentence is about the world; `cues`: it says something else than a colour as well.
    - `shows`: what a position is told of; `beside`: where it is; `around`: where it is, if the sentence
      goes on with a mark or one of `follows`, so that no other noun can be meant; `look`: «see above»; `moves`:
      what is done with a thing and no pointing at it.
    - `function`: its commonest small words; `clause`: those that make a sentence, and are in few titles.
    """

    link_words: frozenset[str] = frozenset()
    picture_words: frozenset[str] = frozenset()
    openings: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    in_colour: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    tinted: tuple[str, ...] = ()
    page: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    look: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    function: frozenset[str] = frozenset()
    clause: frozenset[str] = frozenset()


def joined(one: Vocabulary, other: Vocabulary) -> Vocabulary:
    """The words of both."""
    return Vocabulary(
        **{field.name: _both(getattr(one, field.name), getattr(other, field.name)) for field in fields(one)}
    )


def _both(one: Any, other: Any) -> Any:
    return one | other if isinstance(one, frozenset) else (*one, *other)
