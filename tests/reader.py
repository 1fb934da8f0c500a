"""A reading system as a judge: epub.js in headless Chromium walks through a whole book, in each view.

Law: where Node, Chromium or epub.js is not installed the test is skipped by that name.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

import judges
from utgivelse import tools

NODE = Path(__file__).parents[1] / "tools/node"


@dataclass(frozen=True)
class View:
    """How a reader looks at a book."""

    name: str
    width: int
    height: int
    dark: bool = False
    paginated: bool = False

    @property
    def ground(self) -> str:
        """The page's colour."""
        return "#111111" if self.dark else "#ffffff"


VIEWS = (
    View("phone-light", 390, 844),
    View("phone-dark", 390, 844, dark=True),
    View("phone-pages", 390, 844, paginated=True),
    View("desktop-light", 1280, 900),
    View("desktop-dark", 1280, 900, dark=True),
)


def walk(book: Path, views: Sequence[View] = VIEWS, pictures: Path | None = None) -> list[dict[str, Any]]:
    """What the reading system met in each view; pictures of every item of the spine lie in `pictures`."""
    judges.need("node", "chromium")
    if not (NODE / "node_modules/epubjs").is_dir():
        pytest.skip("the outside judge «epubjs» is not installed: npm ci in tools/node")
    order = {
        "book": str(book),
        "chromium": str(tools.require("chromium")),
        "pictures": str(pictures or ""),
        "views": [{**asdict(view), "ground": view.ground} for view in views],
    }
    paper = book.with_suffix(".order.json")
    paper.write_text(json.dumps(order))
    command = ["node", str(NODE / "reader.mjs"), str(paper)]
    done = subprocess.run(command, capture_output=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr.decode()
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def complaints(answers: Sequence[dict[str, Any]], items: int, language: str) -> Iterator[str]:
    """Everything that is not as a reader wants it, with its view."""
    for answer in answers:
        view = answer["view"]
        yield from (f"{view}: error {text}" for text in answer["errors"])
        yield from (f"{view}: outside {url}" for url in answer["outside"])
        shown = [item for item in answer["items"] if item["letters"] or item["pictures"]]
        if len(shown) != items:
            yield f"{view}: {len(shown)} of {items} items are shown"
        for item in answer["items"]:
            for kind in ("wide", "broken", "faint"):
                yield from (f"{view}: {kind} {item['href']} {what}" for what in item[kind])
            if item["language"] != language:
                yield f"{view}: language {item['language']}"
