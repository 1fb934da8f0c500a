"""Catalogs at the size of real projects: an update beside Babel's one reading and writing, and beside msgmerge.

Whole processes, from a template on disk. Called by `bench.py`; the catalogs are those of `tests/catalog_truth.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from catalog_truth import make_truth

BABEL = """
import sys
from babel.messages.pofile import read_po, write_po
with open(sys.argv[1], "rb") as file:
    catalog = read_po(file)
with open(sys.argv[2], "wb") as file:
    write_po(file, catalog, width=76)
"""
Row = tuple[str, float, str]
Timed = Callable[..., float]
Run = Callable[..., None]


def catalogs(place: Path, timed: Timed, run: Run) -> Iterator[Row]:
    """20,000 paragraphs of which 5 and 30 in a hundred changed; 2,000 beside msgmerge."""
    for share, most in ((0.05, 3), (0.3, 8)):
        files = _files(place, 20_000, share)
        babel = timed(3, partial(run, sys.executable, "-c", BABEL, files[0], place / "babel.po"))
        own = timed(3, partial(_update, run, files), before=partial(_renew, files))
        yield f"20,000 messages, Babel reads and writes them once ({share:.0%} changed)", babel, ""
        yield f"the same, updated from a template, {share:.0%} changed", own, f"{own / babel:.2f} ×, at most {most}"
    files = _files(place, 2_000, 0.05)
    theirs = timed(1, partial(run, "msgmerge", "-q", "--previous", "-o", place / "merged.po", files[0], files[1]))
    own = timed(3, partial(_update, run, files), before=partial(_renew, files))
    yield "2,000 messages, 5% changed, msgmerge --previous", theirs, ""
    yield "the same, our update", own, f"{own / theirs:.2f} ×, at most 0.10"


def _files(place: Path, count: int, share: float) -> tuple[Path, Path, Path]:
    truth = make_truth(count, share)
    catalog, template, fresh = (place / f"{count}-{share}.{end}" for end in ("po", "pot", "fresh.po"))
    catalog.write_bytes(truth.catalog)
    template.write_bytes(truth.template)
    return catalog, template, fresh


def _renew(files: tuple[Path, Path, Path]) -> None:
    files[2].write_bytes(files[0].read_bytes())


def _update(run: Run, files: tuple[Path, Path, Path]) -> None:
    run(sys.executable, "-m", "utgivelse.po", files[1], files[2], "en")
