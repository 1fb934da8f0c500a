"""Review: what is wrong with translations before anybody prints them.

Laws:
- An error stops the edition: what a translation lost or invented of links, variables, footnotes
  and code, and characters that nobody sees. A warning is somebody's to judge: direct speech without
  its language's mark, numbers that differ.
- A number counts by its digits, however it is grouped; numbers to twelve may be words, and dates
  and times of day are written differently everywhere, so they are not compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from utgivelse.findings import Finding, Place, Said, error, said, warning
from utgivelse.inline import Text
from utgivelse.language import PSEUDO, language
from utgivelse.localize.texts import VARIABLE, Words, flatten, read
from utgivelse.message import Message, State, Translation

_NUMBER = re.compile(
    r"(?P<time>(?<!\d)\d{1,2}[.:]\d{2}(?![\d.,]\d))|(?P<date>(?<!\d)\d{1,2}\.\s?\d{1,2}\.(?=\s?\d{4}))"
    r"|(?<!\d)\d{1,3}(?:[ .,\u00a0]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
)
_WORDED = 12


def check_translation(messages: Iterable[Message], translation: Translation, catalog: str) -> tuple[Finding, ...]:
    """What is wrong with the translations of these messages; an error is to stop the edition."""
    place = Place(catalog)
    return tuple(finding for message in messages for finding in _check(message, translation, place))


def _check(message: Message, translation: Translation, place: Place) -> Iterator[Finding]:
    found = translation.find(*message.key)
    if found.state is not State.TRANSLATED or translation.language == PSEUDO:
        return
    back = read(found.text, message.text, message.plain)
    for problem in back.problems:
        yield error("M31", _about(message, problem), _HINT, place)
    if strange := sorted({f"U+{ord(sign):04X}" for sign in found.text if _is_strange(sign)}):
        signs = said("it has the invisible or broken character {signs}", signs=", ".join(strange))
        yield error("M32", _about(message, signs), said("type the place again"), place)
    if message.context.split("/")[0] == "dialogue" and not language(translation.language).opens_dialogue(found.text):
        yield warning("M33", _about(message, _unmarked(translation.language)), place=place)
    if not back.problems:
        source = read(message.text, message.text, message.plain).value
        yield from (warning("M34", _about(message, doubt), place=place) for doubt in _doubts(source, back.value))


def _doubts(source: Words, translated: Words) -> Iterator[Said]:
    """The numbers of which one side has more than the other."""
    mine, theirs = Counter(_numbers(source)), Counter(_numbers(translated))
    if lost := sorted(mine - theirs):
        yield said("it lacks the number {numbers}", numbers=", ".join(lost))
    if strange := sorted(theirs - mine):
        yield said("the source has no number {numbers}", numbers=", ".join(strange))


def _numbers(value: Words) -> Iterator[str]:
    """The digits of every number that can be compared, in European figures."""
    parts = (value,) if isinstance(value, str) else (part.text for part in flatten(value) if isinstance(part, Text))
    for part in parts:
        text = "".join(_figure(letter) for letter in VARIABLE.sub(" ", part))
        for found in _NUMBER.finditer(text):
            digits = "".join(re.findall(r"\d", found.group()))
            if not (found["time"] or found["date"] or int(digits) <= _WORDED):
                yield digits


def _figure(letter: str) -> str:
    return str(unicodedata.digit(letter)) if letter.isdecimal() else letter


_HINT = said("put the numbers, variables and code of the source into the translation as they are there: `[text](#1)`")


def _about(message: Message, problem: Said) -> Said:
    text = message.text if len(message.text) <= 50 else message.text[:49].rstrip() + "…"
    return said(
        "the translation of «{text}» ({context}): {problem}", text=text, context=message.context or "–", problem=problem
    )


def _unmarked(tag: str) -> Said:
    if language(tag).dialogue == "dash":
        return said("direct speech begins with a dash in {language}", language=tag)
    return said("direct speech stands in quotation marks in {language}", language=tag)


def _is_strange(sign: str) -> bool:
    """Controls, the replacement character, and unisolated overrides of direction."""
    return (
        (ord(sign) < 32 and sign != "\n") or sign in "\ufffd\ufeff\u202a\u202b\u202d\u202e" or "\x7f" <= sign <= "\x9f"
    )
