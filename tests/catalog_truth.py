"""Catalogs of any size whose edits are known: what a merge should have found, and what it found.

Paragraphs are a word chain over the sample's articles, 25 to 90 words; short ones are what headings, cells
and buttons are, one to six words. Of the changed ones 60 in a hundred have one to three words replaced,
dropped or put in, 20 have four words in ten rewritten, 10 are new and 10 deleted. A tenth of the edited ones
moves elsewhere, too. Everything comes from the seed.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from utgivelse.po import Entry, PoFile, plural_forms, write_catalog, write_pot
from utgivelse.po.writing import catalog_header

ARTICLES = Path(__file__).parent.parent / "examples/kongsberg/articles"


@dataclass(frozen=True)
class Truth:
    """The texts before and after; `origin` names for each new text the one it was made of, or nothing."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    origin: Mapping[str, str | None]

    @property
    def catalog(self) -> bytes:
        """The catalog before, every text translated; a translation names its source."""
        entries = tuple(Entry(text, strings=(translated(text),), references=("a.md",)) for text in self.before)
        return write_catalog(PoFile(catalog_header(Entry(""), "truth", "en"), entries))

    @property
    def template(self) -> bytes:
        """The template after."""
        return write_pot((Entry(text, references=("a.md",)) for text in self.after), "truth")


@dataclass(frozen=True)
class Score:
    """How many of the changed texts got the right translation, a wrong one, none, or one from nowhere."""

    good: int = 0
    wrong: int = 0
    missed: int = 0
    spurious: int = 0


def translated(text: str) -> str:
    """What stands for the translation of a text: unlike any other's."""
    return f"T {text}"


@cache
def _chain() -> Mapping[str, tuple[str, ...]]:
    text = " ".join(re.sub(r"(?s)^---.*?---", "", path.read_text()) for path in sorted(ARTICLES.glob("*.md")))
    words = re.findall(r"[\w-]+[.,]?", text)
    following: dict[str, list[str]] = defaultdict(list)
    for word, after in zip(words, [*words[1:], words[0]], strict=True):
        following[word].append(after)
    return {word: tuple(after) for word, after in following.items()}


def _sentence(chance: random.Random, length: int) -> list[str]:
    chain = _chain()
    word = chance.choice(tuple(chain))
    words = [word]
    while len(words) < length:
        # one step in five goes elsewhere, or all paragraphs would be the sample's own sentences
        word = chance.choice(chain[word]) if chance.random() > 0.2 else chance.choice(tuple(chain))
        words.append(word)
    return words


def make_truth(count: int, share: float, seed: int = 1, *, short: bool = False) -> Truth:
    """So many texts, of which this share is changed."""
    chance = random.Random(seed)
    lengths: Callable[[], int] = (lambda: chance.randint(1, 6)) if short else (lambda: chance.randint(25, 90))
    before = list(dict.fromkeys(" ".join(_sentence(chance, lengths())) for _ in range(count)))
    changed = set(chance.sample(range(len(before)), round(share * len(before))))
    known = set(before)
    after: list[str] = []
    origin: dict[str, str | None] = {}
    moved: list[str] = []
    for number, text in enumerate(before):
        if number not in changed:
            after.append(text)
            continue
        kind = chance.random()
        if kind > 0.9:
            continue
        new = " ".join(_sentence(chance, lengths())) if kind > 0.8 else _edited(chance, text, rewrite=kind > 0.6)
        if new in origin or new in known:
            continue
        origin[new] = None if kind > 0.8 else text
        (moved if chance.random() < 0.1 else after).append(new)
    for new in moved:
        after.insert(chance.randrange(len(after)), new)
    return Truth(tuple(before), tuple(after), origin)


def _edited(chance: random.Random, text: str, *, rewrite: bool) -> str:
    words, vocabulary = text.split(), tuple(_chain())
    edits = max(1, round(0.4 * len(words))) if rewrite else min(chance.randint(1, 3), max(1, len(words) // 3))
    for _ in range(edits):
        place = chance.randrange(len(words))
        match chance.randrange(3):
            case 0 if len(words) > 1:
                del words[place]
            case 1:
                words.insert(place, chance.choice(vocabulary))
            case _:
                words[place] = chance.choice(vocabulary)
    return " ".join(words)


def score(truth: Truth, found: Mapping[str, str]) -> Score:
    """What a merge found, by text; texts without a translation are left out of `found`."""
    counts = dict.fromkeys(("good", "wrong", "missed", "spurious"), 0)
    for kind in _judged(truth, found):
        counts[kind] += 1
    return Score(**counts)


def _judged(truth: Truth, found: Mapping[str, str]) -> Iterator[str]:
    for new, old in truth.origin.items():
        given = found.get(new, "")
        if old is None:
            if given:
                yield "spurious"
        elif not given:
            yield "missed"
        else:
            yield "good" if given == translated(old) else "wrong"


def texts_of(entries: Sequence[Entry]) -> Mapping[str, str]:
    """The translations of a catalog's entries in use."""
    return {entry.text: entry.strings[0] for entry in entries if entry.done and not entry.obsolete}


FORMS = plural_forms("en")[0]
