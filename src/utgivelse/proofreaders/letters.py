"""Letters: a long text without any letter of the language's own, and letters that only its neighbours have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair

_STEM, _CUT = 3, 2


def read(pair: Pair) -> Iterator[Doubt]:
    """Letters that are missing altogether, and letters that the language has not; names of the source are let be."""
    rules = pair.target.rules
    new = [word for word in pair.target.words if word.casefold() not in pair.known_words]
    if rules.letters and sum(map(len, new)) > rules.within:
        found = set("".join(new).lower())
        if not found & set(rules.letters) and len({*new}) > 5:
            yield Doubt("M53", said("none of the letters {letters} is in so long a text", letters=rules.letters))
    strange = _both(rules.strange)
    wrong = [word for word in new if not strange.isdisjoint(word) and not _is_inflected(word, pair)] if strange else []
    if wrong:
        told = said(
            "«{words}» has letters that {language} has not", words=", ".join(wrong[:3]), language=pair.target.tag
        )
        yield Doubt("M53", told)


def _is_inflected(word: str, pair: Pair) -> bool:
    """Whether it is a name of the source with another ending."""
    names = [name for name in pair.source.words if len(name) >= _STEM and name[0].isupper()]
    return word[0].isupper() and any(word.startswith(name[: max(_STEM, len(name) - _CUT)]) for name in names)


@cache
def _both(letters: str) -> frozenset[str]:
    return frozenset(letters + letters.upper())


PROOFREADER = Proofreader("letters", Severity.WARNING, read)
