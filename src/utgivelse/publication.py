"""Project, Publication and Brand: what `utgivelse.toml` says, as plain frozen values.

`project.load_project` makes them; everything after it only reads them. Texts for readers are
fields made with `article.words("publication")`, so that the same walk extracts and localizes them.
Paths are relative to `Project.root` unless they are `Path`s.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from utgivelse.article import Figure, words

Gate = Literal["refuse", "source", "draft"]
Binding = Literal["", "left", "right", "top", "none"]
Contrast = Literal["normal", "high"]


@dataclass(frozen=True, kw_only=True)
class Ink:
    """A colour of the brand in both worlds: `rgb` like «#0a5c5f», `cmyk` in per cent, `spot` an ink's name.

    `technical` says that the ink is no colour but a step of the work (`cutting`, `varnish`, `white`, …).
    """

    rgb: str
    cmyk: tuple[float, float, float, float]
    spot: str = ""
    technical: str = ""
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Amount:
    """A sum of money; `currency` is an ISO 4217 code."""

    amount: float
    currency: str


Value = str | datetime.date | Amount


@dataclass(frozen=True, kw_only=True)
class BrandContact:
    """Where readers turn to."""

    name: str = words("publication", default="")
    address: str = words("publication", default="")
    phone: str = ""
    mail: str = ""


@dataclass(frozen=True, kw_only=True)
class Logo:
    """The brand's mark; an SVG or a picture."""

    src: str
    alt: str = words("publication", default="")


@dataclass(frozen=True, kw_only=True)
class Brand:
    """Who publishes, and in which colours and fonts.

    `colours` always has the theme's names that the configuration gave (`primary`, `accent`, …);
    `fonts` maps a role (`text`, `display`) to a family.
    """

    organisation: str = words("publication", default="")
    logo: Logo | None = None
    url: str = ""
    contact: BrandContact = BrandContact()
    colours: Mapping[str, Ink] = field(default_factory=dict)
    fonts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A trimmed page, in millimetres; `name` is `a5`, `a4`, … or `custom`."""

    name: str
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class PressProfile:
    """What one printing condition asks for; `icc` is a path in the project, or a shipped file's name.

    `condition` is the characterised printing condition (`FOGRA39`) and `registry` who keeps its name.
    Lengths are millimetres, line and text sizes points, ink in per cent of full cover. Pictures are
    given `ppi` pixels an inch; fewer than `least_ppi` are a warning, fewer than `worst_ppi` an error,
    more than `most_ppi` a note. Text below `small` points is small text. `marks` are printed outside
    the bleed (`crop`, `registration`, `bar`, `fold`); `spots` is how many spot inks the press has.
    """

    name: str
    icc: str
    condition: str
    registry: str = "http://www.color.org"
    title: str = ""
    ink_limit: float = 300.0
    bleed: float = 3.0
    safe: float = 3.0
    ppi: int = 300
    least_ppi: int = 250
    worst_ppi: int = 150
    most_ppi: int = 450
    line: float = 0.25
    text: float = 5.0
    small: float = 9.0
    multiple: int = 1
    marks: tuple[str, ...] = ()
    spots: int = 2


@dataclass(frozen=True, kw_only=True)
class Gates:
    """What happens to an edition with missing, fuzzy or unapproved texts."""

    missing: Gate = "refuse"
    fuzzy: Gate = "refuse"
    unapproved: Literal["allow", "refuse"] = "allow"


@dataclass(frozen=True, kw_only=True)
class Pages:
    """What the number of pages must divide by, and may not exceed (0: no limit)."""

    multiple: int = 1
    most: int = 0


@dataclass(frozen=True, kw_only=True)
class Ease:
    """How hard to read the text may be: the greatest LIX (0: no limit)."""

    most: int = 0


@dataclass(frozen=True, kw_only=True)
class PrintJob:
    """What the print shop is asked to do; it goes onto the job ticket as it stands here.

    `quantity` is a number of copies, 0 when nobody said; an empty `binding` follows the direction in
    which the edition's language is read.
    """

    quantity: int = 0
    paper: str = ""
    finishing: str = ""
    binding: Binding = ""
    contact: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """What a person answers for: that everyone can read this content in this language.

    `content` is the hash of what was looked at, `note` how; `credential` and `report` are addresses.
    """

    language: str
    by: str
    date: datetime.date
    content: str
    note: str = ""
    credential: str = ""
    report: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class Publication:
    """What is published under one title."""

    id: str
    title: str = words("publication", default="")
    subtitle: str = words("publication", default="")
    description: str = words("publication", default="")
    date: datetime.date
    url: str | Mapping[str, str] = ""
    licence: str = ""
    cover: Figure | None = None
    theme: str = "kommune"
    sheet: Sheet
    contrast: Contrast = "normal"
    articles: tuple[str, ...]
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    press: PressProfile
    job: PrintJob = PrintJob()
    pages: Pages = Pages()
    gate: Gates = Gates()
    lix: Ease = Ease()
    due: Mapping[str, datetime.date] = field(default_factory=dict)
    shared_plates: bool = False
    confirmed: tuple[Confirmation, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class Rates:
    """What a word costs in each band of likeness (`new`, `75-84`, …), and the least that a job costs."""

    currency: str
    words: Mapping[str, float]
    least: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Translator:
    """Who translates into a language; `rates` are the project's where the language has none of its own."""

    name: str = ""
    contact: str = ""
    rates: Rates | None = None


@dataclass(frozen=True, kw_only=True)
class Project:
    """A publishing project; `output` is absolute, `articles` of publications lie in `root / "articles"`.

    `names` are proper nouns that no translation may lose or misspell.
    """

    root: Path
    name: str
    source_language: str
    domain: str
    output: Path
    variables: Mapping[str, Value] = field(default_factory=dict)
    brand: Brand = Brand()
    publications: tuple[Publication, ...] = ()
    translators: Mapping[str, Translator] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    rates: Rates | None = None

    def publication(self, name: str) -> Publication:
        """The publication with this id; KeyError when there is none."""
        return {publication.id: publication for publication in self.publications}[name]
