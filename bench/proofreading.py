"""What the proofreaders say of prose that others published, check by check: false alarms, for the most part.

    python bench/proofreading.py FILE.po …          catalogs whose source is English
    python bench/proofreading.py --mallard FOLDER   a folder `help/` of Mallard pages, as GNOME installs them

    --show CHECK    each alarm of one check, with both texts
    --languages pl de    of a folder

A message is prose when it has five words or more and no code block. Addresses become numbers, as in this
program's own messages; an address of the language's own counts as the source's, since an article may give it.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from utgivelse import po
from utgivelse.inline import Link
from utgivelse.localize.texts import flatten, parsed, redirect
from utgivelse.markdown import write_inlines
from utgivelse.message import Message, State, Translated, Translation
from utgivelse.proofreading import Brief, Doubted, doubts

MALLARD = "{http://projectmallard.org/1.0/}"
_CODE = re.compile(r"^\s*(?://|#\[|[{}]|\$ )|```|;$", re.MULTILINE)
Pairs = list[tuple[str, str]]


def of_catalog(path: Path) -> tuple[str, Pairs]:
    """The language of a catalog, and its translated prose."""
    catalog = po.read_catalog(path.read_bytes())
    done = ((entry.text, entry.strings[0]) for entry in catalog.active if entry.strings[0] and not entry.fuzzy)
    return catalog.fields.get("Language", path.stem).replace("_", "-"), [pair for pair in done if is_prose(pair[0])]


def is_prose(text: str) -> bool:
    """Whether it is a sentence rather than a program."""
    return len(text.split()) > 4 and not _CODE.search(text)


def of_mallard(folder: Path, language: str) -> Pairs:
    """The paragraphs of all pages that have as many in both languages."""
    pairs: Pairs = []
    for page in sorted((folder / "C").glob("*/*.page")):
        other = folder / language / page.relative_to(folder / "C")
        if other.is_file():
            mine, theirs = (list(_paragraphs(ElementTree.parse(one).getroot())) for one in (page, other))
            if len(mine) == len(theirs):
                pairs += zip(mine, theirs, strict=True)
    return [pair for pair in dict(pairs).items() if is_prose(pair[0]) and pair[0] != pair[1]]


def _paragraphs(page: ElementTree.Element) -> Iterator[str]:
    for element in page.iter():
        if element.tag in (MALLARD + "p", MALLARD + "title", MALLARD + "desc"):
            yield re.sub(r"\s+", " ", _marked(element)).strip()


def _marked(element: ElementTree.Element) -> str:
    return _plain(element.text) + "".join(_piece(child) + _plain(child.tail) for child in element)


def _plain(text: str | None) -> str:
    return re.sub(r"([*_`\[\]\\<>{}])", r"\\\1", text or "")


def _piece(element: ElementTree.Element) -> str:
    name, inside = element.tag.removeprefix(MALLARD), _marked(element)
    target = element.get("href") or element.get("xref")
    inside = inside if inside.strip() or name != "link" else str(target)
    if not inside.strip():
        return inside
    if name == "link" and target:
        return f"[{inside}](<{target}>)"
    if name in ("code", "cmd", "input", "output"):
        return f"`{inside}`"
    return f"*{inside}*" if name == "em" else inside


def as_message(source: str, target: str) -> tuple[Message, str]:
    """Both texts with numbers for addresses."""
    mine, theirs = parsed(source)[0], parsed(target)[0]
    found = [
        list(dict.fromkeys(part.target for part in flatten(one) if isinstance(part, Link))) for one in (mine, theirs)
    ]
    numbers = {address: f"#{number}" for number, address in enumerate(found[0], 1)}
    own = [address for address in found[1] if address not in numbers]
    free = [address for address in found[0] if address not in found[1]]
    numbers |= {one: numbers[other] for one, other in zip(own, free, strict=False)}
    texts = [write_inlines(redirect(one, lambda address: numbers.get(address, address))) for one in (mine, theirs)]
    return Message(texts[0]), texts[1]


def alarms(pairs: Pairs, language: str) -> tuple[list[Doubted], float]:
    """What is said of these, and the seconds of computing that it took."""
    made = [as_message(*pair) for pair in pairs]
    texts = {message.key: Translated(text, State.TRANSLATED) for message, text in made}
    translation = Translation(language, texts)
    messages = [replace(message) for message, _ in made]
    list(doubts(messages[:5], translation, Brief("en")))
    parsed.cache_clear()
    start = time.process_time()
    found = list(doubts(messages, translation, Brief("en")))
    return found, time.process_time() - start


def report(language: str, pairs: Pairs, show: Iterable[str]) -> None:
    """One table."""
    found, seconds = alarms(pairs, language)
    counts = Counter((one.proofreader.name, one.severity.value) for one in found)
    blocking = {one.message.key for one in found if one.severity == "error"}
    share = 100 * len(blocking) / len(pairs)
    print(f"\n{language}: {len(pairs)} messages, {seconds:.2f} s, blocking {len(blocking)} ({share:.2f} %)")
    for (name, severity), count in counts.most_common():
        print(f"  {name:14} {severity:8} {count:5}  {100 * count / len(pairs):5.2f} %")
    for one in found:
        if one.proofreader.name in show:
            print(f"\n{one.proofreader.name}: {one.doubt.message}\n  {one.message.text}\n  {one.translated.text}")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("catalogs", nargs="*", type=Path)
    parser.add_argument("--mallard", type=Path)
    parser.add_argument("--languages", nargs="*", default=["de", "pl", "fr", "uk", "es"])
    parser.add_argument("--show", nargs="*", default=[])
    asked = parser.parse_args()
    for path in asked.catalogs:
        language, pairs = of_catalog(path)
        report(language, pairs, asked.show)
    for language in asked.languages if asked.mallard else ():
        report(language, of_mallard(asked.mallard, language), asked.show)


if __name__ == "__main__":
    main()
