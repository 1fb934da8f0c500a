"""Addresses: web and mail addresses that readers see are the source's; a translator adds none and changes none.

Another address for one language stands in the article's front matter (`links`), never in a catalog.
"""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair

_HINT = said("copy it from the source; an address of this language's own stands in the article under `links`")


def read(pair: Pair) -> Iterator[Doubt]:
    """Addresses of one side only."""
    mine, theirs = map(_bare, (pair.source.addresses, pair.target.addresses))
    explained = "\n".join(pair.message.comments).casefold()
    for address in sorted(mine.keys() - theirs.keys()):
        severity = None if "@" in address else Severity.WARNING
        yield Doubt("M39", said("the address {address} is not in it", address=mine[address]), _HINT, severity)
    for address in sorted(theirs.keys() - mine.keys()):
        if address not in explained:
            yield Doubt("M39", said("the address {address} is not in the source", address=theirs[address]), _HINT)


def _bare(addresses: tuple[str, ...]) -> dict[str, str]:
    return {_plain(address): address for address in addresses}


def _plain(address: str) -> str:
    text = address.casefold().removeprefix("mailto:")
    return text.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


PROOFREADER = Proofreader("addresses", Severity.ERROR, read)
