"""LIX: how hard running text is to read.

LIX («läsbarhetsindex») is the number of words for each sentence, plus the share of words of more than
six letters in per cent: C. H. Björnsson, «Läsbarhet», Stockholm 1968. His scale has 20 for very easy,
30 easy, 40 medium, 50 hard and 60 very hard; the bands here lie halfway between.

Laws:
- Counted are paragraphs, items of lists, direct speech, quotations, footnotes, the lead. Headings,
  captions, tables, key figures, contact boxes and pull quotes (said already) are left out, and what
  is in another language.
- A word is letters or digits with what joins them («teknologi-by», «09.30», «bl.a.»); it is long when
  more than six of its characters are letters. Sentences end as `sentences` says.
- It is given for the languages it was made for and measured in (`MEASURED`), from `LEAST_WORDS` words
  on: with fewer one long word more changes it by a whole point.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from utgivelse.accessibility.sentences import sentences_of
from utgivelse.accessibility.subject import quoted
from utgivelse.accessibility.wording import wordings_of
from utgivelse.article import Article
from utgivelse.findings import Finding, Measure, Place, Said, said, warning

MEASURED = frozenset(("nb", "nn", "no", "sv", "da"))
LEAST_WORDS = 100
LONG = 6
RUNNING = frozenset(("paragraph", "list item", "direct speech", "quotation", "footnote", "lead", "call to action"))
"""What counts, by the noun that a text has in `localize.walk`."""
BANDS: tuple[tuple[int, Said], ...] = (
    (25, said("very easy")),
    (35, said("easy")),
    (45, said("medium")),
    (55, said("hard")),
)
HARDEST = said("very hard")
HARD_ONES = 3
"""How many of the hardest sentences are named."""
LEAST_SENTENCE = 8
"""A shorter sentence is not what makes a text hard, however long its words are."""
_WORD = re.compile(r"[^\W_]+(?:[-'’.,:/&][^\W_]+)*")


@dataclass(frozen=True)
class Lix:
    """What was counted."""

    words: int
    long: int
    sentences: int

    @property
    def score(self) -> int:
        """The index, in whole points."""
        return round(self.words / self.sentences + 100 * self.long / self.words) if self.words else 0

    @property
    def band(self) -> Said:
        """What the index means."""
        return next((name for below, name in BANDS if self.score < below), HARDEST)


@dataclass(frozen=True)
class Readable:
    """A sentence of running text, and where it stands."""

    sentence: str
    file: str
    line: int

    def count(self) -> Lix:
        """What this sentence alone comes to."""
        return _count((self.sentence,))


def readable(articles: Iterable[Article]) -> tuple[Readable, ...]:
    """The running text of articles, sentence by sentence, as readers of their language get it."""
    return tuple(
        Readable(sentence, f"articles/{article.source}", wording.line)
        for article in articles
        for wording in wordings_of(article)
        if wording.noun in RUNNING and wording.is_for(article.language)
        for sentence in sentences_of(wording.text)
    )


def lix_of(text: Iterable[Readable], language: str) -> Lix | None:
    """The index of some text; None where it says nothing: in another language, or of too few words."""
    found = _count(one.sentence for one in text)
    is_measured = language.split("-", maxsplit=1)[0] in MEASURED
    return found if is_measured and found.words >= LEAST_WORDS else None


def _count(sentences: Iterable[str]) -> Lix:
    split = [_WORD.findall(sentence) for sentence in sentences]
    words = [word for sentence in split for word in sentence]
    long = sum(sum(letter.isalpha() for letter in word) > LONG for word in words)
    return Lix(len(words), long, sum(bool(sentence) for sentence in split))


# ── a limit ──────────────────────────────────────────────────────────────────────────────────


def hard_to_read(
    text: tuple[Readable, ...], found: Lix, most: int, publication: str, place: Place
) -> Iterator[Finding]:
    """That a text is harder than its publication may be, and its hardest sentences."""
    yield warning(
        "A66",
        said(
            "the text of «{publication}» has LIX {found} ({band}), expected at most {most}",
            publication=publication,
            found=found.score,
            band=found.band,
            most=most,
        ),
        said("part the longest sentences, and put an everyday word for a long one; the hardest are named below"),
        place,
        Measure(found.score, most, "LIX"),
    )
    for one in hardest(text):
        score = one.count().score
        yield warning(
            "A66",
            said("one of the hardest sentences, LIX {found}: «{text}»", found=score, text=quoted(one.sentence, 80)),
            said("make two sentences of it, or use shorter words"),
            Place(one.file, one.line),
            Measure(score, most, "LIX"),
        )


def hardest(text: Iterable[Readable]) -> tuple[Readable, ...]:
    """The sentences that weigh most, the hardest first."""
    long_enough = (one for one in text if one.count().words >= LEAST_SENTENCE)
    return tuple(sorted(long_enough, key=lambda one: -one.count().score)[:HARD_ONES])
