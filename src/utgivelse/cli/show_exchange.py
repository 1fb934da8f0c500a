"""What the verbs of exchange print: what went out, and what became of what came back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from utgivelse.cli.show import Page
from utgivelse.findings import ExitCode, Said, Severity, said
from utgivelse.receiving import Fate

if TYPE_CHECKING:
    from utgivelse.exchange import Receipt, Sent


def _counted(fate: Fate, count: int) -> Said:
    match fate:
        case Fate.TAKEN:
            return said("{count} taken", count=count)
        case Fate.UNCHANGED:
            return said("{count} unchanged", count=count)
        case Fate.KEPT:
            return said("{count} kept as the catalog has them now", count=count)
        case Fate.STALE:
            return said("{count} too late, their source has changed", count=count)
        case Fate.CONFLICT:
            return said("{count} edited on both sides", count=count)
        case Fate.REFUSED:
            return said("{count} refused", count=count)


def sent(page: Page, one: Sent) -> int:
    """The file that went out."""
    page.put("sent", {"file": str(one.file), "language": one.language, "texts": one.texts, "words": one.words})
    page.findings(one.findings)
    page.line(said("{file}: {texts} texts, {words} words", file=one.file, texts=one.texts, words=one.words))
    return page.flush(ExitCode.OK)


def received(page: Page, receipts: Sequence[Receipt], *, dry: bool) -> int:
    """What became of each file; the exit code says whether all of it could be taken in."""
    page.put("received", [_data(one) for one in receipts])
    for one in receipts:
        page.findings(one.findings)
        if one.fates is not None:
            counts = ", ".join(page.say(_counted(fate, one.fates[fate])) for fate in Fate if one.fates.get(fate))
            page.line(f"{one.file} → {one.catalog}  {counts or '–'}")
    if dry:
        page.line(said("nothing was written"))
    is_refused = any(finding.severity is Severity.ERROR for one in receipts for finding in one.findings)
    return page.flush(ExitCode.REFUSED if is_refused else ExitCode.OK)


def _data(one: Receipt) -> dict[str, object]:
    fates = {fate.value: (one.fates or {}).get(fate, 0) for fate in Fate}
    return {
        "file": one.file,
        "catalog": one.catalog,
        "language": one.language,
        "is_changed": one.is_changed,
        **fates,
    }
