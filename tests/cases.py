"""Cases that stand in Markdown, so that anybody can add one.

A file of cases begins with a heading `# …` and free text. Each `## name` is a case; inside it each
`### part` is followed by one fenced block, whose content is the part (four backticks round a part
that has three inside). What parts there are is for the test to say: usually `given` and `expect`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"
_FENCE = re.compile(r"(`{3,})[^`]*")


@dataclass(frozen=True)
class Case:
    """One case: its name, its parts, and where it stands."""

    name: str
    parts: Mapping[str, str]
    place: str

    def lines(self, part: str) -> list[str]:
        """The lines of a part that are not blank; none when the part is absent."""
        return [line for line in self.parts.get(part, "").split("\n") if line.strip()]


def load_cases(folder: str) -> list[Case]:
    """Every case of the files in a folder below `tests/cases/`."""
    cases = [case for path in sorted((CASES / folder).glob("*.md")) for case in read_cases(path)]
    assert cases, f"there are no cases in {folder}"
    return cases


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of one file."""
    name, parts, part, place = "", dict[str, str](), "", ""
    lines = iter(enumerate(path.read_text(encoding="utf-8").split("\n"), 1))
    for number, line in lines:
        fence = _FENCE.fullmatch(line)
        if line.startswith("## "):
            if name:
                yield Case(name, parts, place)
            name, parts, part, place = line[3:].strip(), {}, "", f"{path.name}:{number}"
        elif line.startswith("### "):
            part = line[4:].strip()
            assert part not in parts, f"{path.name}:{number}: «{part}» stands twice in this case"
        elif fence and part:
            parts[part] = "".join(_until(lines, fence[1]))
            part = ""
        else:
            assert not fence, f"{path.name}:{number}: a fenced block without `### part` before it"
    if name:
        yield Case(name, parts, place)


def _until(lines: Iterator[tuple[int, str]], fence: str) -> Iterator[str]:
    for _, line in lines:
        if line.strip() == fence:
            return
        yield line + "\n"
    raise AssertionError("a fenced block of a case is never closed")


def each_case(folder: str) -> pytest.MarkDecorator:
    """Run a test that takes `case` once for every case of a folder."""
    return pytest.mark.parametrize(
        "case", load_cases(folder), ids=lambda case: f"{case.place.split('.')[0]}: {case.name}"
    )
