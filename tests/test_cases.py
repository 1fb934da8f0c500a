"""The loader of cases that stand in Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import read_cases

TEXT = """\
# Any cases

Words about them.

## The first

### given

```markdown
a

b
```

### expect

````
```
inner
```
````

## The second

### given

```
```
"""


def test_names_parts_and_places(tmp_path: Path) -> None:
    path = tmp_path / "any.md"
    path.write_text(TEXT)
    first, second = read_cases(path)
    assert (first.name, first.place) == ("The first", "any.md:5")
    assert first.parts == {"given": "a\n\nb\n", "expect": "```\ninner\n```\n"}
    assert first.lines("given") == ["a", "b"]
    assert second.parts == {"given": ""}
    assert second.lines("expect") == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("## a\n```\nx\n```\n", "without `### part`"),
        ("## a\n### given\n```\nx\n", "never closed"),
        ("## a\n### given\n```\n```\n### given\n```\n```\n", "stands twice"),
    ],
)
def test_a_case_that_is_no_case_is_named(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "any.md"
    path.write_text(text)
    with pytest.raises(AssertionError, match=fault):
        list(read_cases(path))
