"""Names: those that the project protects are spelt as in the source, and no other is misspelt by a letter.

`names` in `utgivelse.toml` lists what is protected. A language that changes the endings of names may change them;
one in another script writes them its own way, and is asked only for forms that the project gave.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair, Side
from utgivelse.proofreading.wanted import pattern
from utgivelse.writing_rules import are_near

_CAPITALISED = re.compile(r"(?<=[\w,;)] )[^\W\d_a-z]\w{4,}")


def read(pair: Pair) -> Iterator[Doubt]:
    """Protected names that are gone, and names that differ by one letter."""
    lost = [
        name
        for name in pair.brief.names
        if name in pair.source.prose and _stands(name, pair.source) and not _kept(name, pair)
    ]
    if lost:
        told = said("the name {names} is not in it", names=", ".join(f"«{name}»" for name in lost))
        yield Doubt("M42", told, said("names stay as they are; the endings are the language's"))
    known = pair.brief.names
    for name, found in _misspelt(pair):
        if name not in known:
            told = said("«{found}» looks like a misspelt «{name}»", found=found, name=name)
            yield Doubt("M42", told)


def _stands(name: str, side: Side, cut: int = 0) -> bool:
    return bool(pattern(name, side.tag, cut, cased=True).search(side.prose))


def _kept(name: str, pair: Pair) -> bool:
    forms = pair.brief.names[name]
    if forms:
        return any(_stands(form, pair.target) for form in forms)
    if pair.target.language.script != pair.source.language.script:
        return True
    return _stands(name, pair.target, 2 if pair.target.rules.inflects else 0)


def _misspelt(pair: Pair) -> Iterator[tuple[str, str]]:
    """Capitalised words inside a sentence that differ from one of the source by one slip of the fingers."""
    if pair.target.rules.inflects or are_near(pair.source.tag, pair.target.tag):
        return
    mine = set(_CAPITALISED.findall(pair.source.prose))
    if not mine:
        return
    theirs = {word for word in pair.target.words if len(word) > 4 and word[0].isupper()} - set(pair.source.words)
    for name in sorted(mine - set(pair.target.words)):
        for word in sorted(theirs):
            if _is_slip(name, word):
                yield name, word


def _is_slip(one: str, other: str) -> bool:
    """Whether two neighbouring letters changed places, or one letter inside was doubled or halved."""
    if one[0] != other[0]:
        return False
    if len(one) == len(other):
        odd = [place for place in range(len(one)) if one[place] != other[place]]
        return len(odd) == 2 and odd[1] == odd[0] + 1 and one[odd[0]] == other[odd[1]] and one[odd[1]] == other[odd[0]]
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(
        long[:place] + long[place + 1 :] == short and long[place] == long[place - 1] for place in range(1, len(short))
    )


PROOFREADER = Proofreader("names", Severity.WARNING, read)
