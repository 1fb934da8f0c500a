"""Small books for tests of themes and pages."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

from PIL import Image

from utgivelse.article import Article, Figure
from utgivelse.edition import Book
from utgivelse.files import Files
from utgivelse.markdown import read_article
from utgivelse.publication import Brand, BrandContact, Ink, PressProfile, Publication, Sheet

SHEETS = {
    "a5": Sheet(name="a5", width=148, height=210),
    "a4": Sheet(name="a4", width=210, height=297),
    "a4-large": Sheet(name="a4-large", width=210, height=297),
}
EVERY_BLOCK = """\
---
title: Alt på én gang
kicker: Prøve
lead: Alle slags blokker i én artikkel.
image: {src: images/bred.png, alt: Et felt, credit: Ola}
---
Et avsnitt med *vekt*, **tyngde**, `kode`, [lenke](https://example.no/a) og [samisk]{lang=se}.[^n]

– Replikk, sier en kilde.

## Overskrift
### Under
{by="Kari"}
> Et sitat.

- ett
- to

1. først
2. så

| A | B |
| --- | --: |
| x | 1 |

***

Ord
: Forklaring

:::factbox[Fakta]
Innhold.
:::
:::pullquote{by="Per"}
Løftet ut.
:::
:::statistics[Tall]{source="SSB"}
12
: måneder
:::
:::contact[Kontoret]{role="Svarer" phone="32 00 00 00" mail="post@example.no" url="https://example.no" qr="https://example.no"}
En linje
:::
:::cta[Søk nå]{url="https://example.no/jobb" .qr}
Gjør det.
:::
:::steps[Steg]
1. Gå
2. Stå
:::
:::gallery[Bilder]
![Ett](images/bred.png)

![To](images/bred.png)
:::
::chart[Ei søyle]{src="images/tegning.svg" caption="Tegning"}

::map[Et kart]{src="images/tegning.svg" caption="Kart"}

::qr[Kode]{url="https://example.no/qr"}

:::only{languages="nb"}
Bare på bokmål.
:::

![I spalten](images/bred.png)
Bildetekst.

![På tvers](images/bred.png){size=wide}

    som skrevet

::pagebreak

Etter sideskiftet.

![Hel side](images/bred.png){size=page}

![Oppslag](images/bred.png){size=spread}

:::statistics{source="SSB"}
1
: ett

2
: to
:::

[^n]: Noten.
"""


def project_folder(root: Path) -> Files:
    """A folder with a picture and a drawing in it."""
    (root / "images").mkdir(parents=True, exist_ok=True)
    Image.radial_gradient("L").convert("RGB").resize((1200, 800)).save(root / "images" / "bred.png")
    Image.radial_gradient("L").convert("RGB").resize((600, 900)).save(root / "images" / "hoy.png")
    (root / "images" / "tegning.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 4"><path fill="#10464f" d="M0 0h10v4h-10z"/></svg>'
    )
    return Files(root)


def article(text: str, name: str = "prove.md") -> Article:
    """An article from its Markdown; it must be without errors."""
    made, findings = read_article(text, name, "nb")
    assert [f for f in findings if f.severity == "error"] == []
    return made


def book(
    *articles: Article, sheet: str = "a5", theme: str = "kommune", draft: bool = False, language: str = "nb"
) -> Book:
    """A book of these articles with a cover."""
    publication = Publication(
        id="prove",
        title="Prøvetrykk",
        subtitle="Undertittel",
        description="Én setning om heftet.",
        date=datetime.date(2026, 11, 1),
        url="https://example.no/prove",
        licence="CC BY 4.0",
        cover=Figure(src="images/bred.png", alt="Et felt", credit="Ola", licence="CC BY 4.0"),
        theme=theme,
        sheet=SHEETS[sheet],
        articles=tuple(one.source for one in articles),
        languages=("nb", "en"),
        formats=("pdf-print", "pdf-screen", "epub"),
        press=PressProfile(name="iso-coated-300", icc="ISOcoated_v2_300_bas.icc", condition="FOGRA39", worst_ppi=72),
    )
    brand = Brand(
        organisation="Prøve kommune",
        url="https://example.no",
        contact=BrandContact(name="Prøve kommune", address="Torget", phone="32 00 00 00", mail="post@example.no"),
        colours={"primary": Ink(rgb="#10464f", cmyk=(90, 45, 48, 46))},
    )
    return Book(publication, brand, articles, language, "nb", draft)


def without_cover(made: Book) -> Book:
    """The same book without a cover: one article then is an article sheet."""
    return replace(made, publication=replace(made.publication, cover=None))
