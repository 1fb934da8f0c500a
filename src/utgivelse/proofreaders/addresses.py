"""Addresses: web and mail addresses that readers see are the source's; a translator adds none and changes none.

Languages put an ending behind one: «nav.no-sivustolta». What only looks like one («ładnie.no») is a warning.
Another address for one language stands in the article's front matter (`links`), never in a catalog.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair

_HINT = said("copy it from the source; an address of this language's own stands in the article under `links`")
_SURE = re.compile(r"@|//|www\.")
_ENDING = re.compile(r"/?[-:][^\W\d_]+")


def read(pair: Pair) -> Iterator[Doubt]:
    """Addresses of one side only."""
    mine = _bare(pair.source.addresses)
    theirs = {_uninflected(plain, mine): shown for plain, shown in _bare(pair.target.addresses).items()}
    explained = "\n".join(pair.message.comments).casefold()
    for address in sorted(mine.keys() - theirs.keys()):
        severity = None if "@" in address else Severity.WARNING
        yield Doubt("M39", said("the address {address} is not in it", address=mine[address]), _HINT, severity)
    for address in sorted(theirs.keys() - mine.keys()):
        if address not in explained:
            severity = None if _SURE.search(theirs[address]) else Severity.WARNING
            told = said("the address {address} is not in the source", address=theirs[address])
            yield Doubt("M39", told, _HINT, severity)


def _bare(addresses: tuple[str, ...]) -> dict[str, str]:
    return {_plain(address): address for address in addresses}


def _uninflected(address: str, known: Iterable[str]) -> str:
    """The address of the source that this one is with an ending, else itself."""
    return next((one for one in known if address.startswith(one) and _ENDING.fullmatch(address[len(one) :])), address)


def _plain(address: str) -> str:
    text = address.casefold().removeprefix("mailto:")
    return text.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


PROOFREADER = Proofreader("addresses", Severity.ERROR, read)
