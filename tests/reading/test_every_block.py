"""Every kind of block, in every kind of place, is heard as it is written; and the file passes the outside judge."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from PIL import Image

from conftest import CONFIGURATION
from heard import heard
from judges import need
from sample_project import run_build
from spoken import Speech, smooth
from utgivelse import markdown, verapdf
from utgivelse.article import Article
from utgivelse.pdf import painting
from utgivelse.pdf.painting import Linked, Tag

ARTICLE = """\
---
title: Alt på *én* gang
kicker: Prøver
lead: Her står alt som kan stå i en artikkel, og noe står inni noe annet.
byline: Redaksjonen
date: 2026-11-01
---
Et avsnitt med *kursiv*, **fet**, `kode`, [en lenke](https://example.no/jobb), [b.no](https://b.no) og note.[^en]
Det heter [Buorre boahtin]{lang=se}, og klokka er 09.30 den 5.&nbsp;november. Fram-og-tilbake er like langt.[^to]

– Replikken begynner med en tankestrek, sier en kilde.

## Lister i lister

- Ett punkt
- Et punkt med liste
    - Indre punkt
    - Enda ett, med note[^tre]
- Siste

3. Tre
4. Fire

Ord
: Det som sies om ordet.

Et til
: Første forklaring.

### Under underskriften

{by="Kari Nes"}
> Første avsnitt i sitatet.
>
> Andre avsnitt, se [den andre](egen.md#dit).

| År | Fisk |
| --- | ---: |
| 2025 | 12 |
| 2026 | 1 500 |

:::factbox[Kort om byen]
- Ring {$sentralbord}
- Se [avsnittet om lister](#lister-i-lister)
:::

:::pullquote{by="En kilde"}
Ingen spør hvor du er fra.
:::

:::statistics[Tall]{source="SSB, 2025"}
356
: kommuner

27 000
: innbyggere
:::

:::contact[Velkomstkontoret]{role="Svarer" phone="32 00 00 00" mail="a@b.no" url="https://b.no/hei" qr="https://b.no/hei"}
Inngang fra torget
:::

:::cta[Søk nå]{url="https://example.no/soek" .qr}
Fristen er i morgen.
:::

:::steps[Slik gjør du]
1. **Ring**

   Spør etter Kari.
2. **Kom**

   Ta med penn.
:::

![En rød flate](images/rod.png){credit="Per Foto"}
Med bildetekst.

![](images/rod.png){.decorative}

:::gallery[Tre flater]
![Flate en](images/rod.png)

![Flate to](images/rod.png)
:::

::qr[Les mer]{url="https://example.no/mer"}

```
kode  som
  står
```

:::only{written="nb"}
Bare på norsk.
:::

---

Til slutt et langt avsnitt. {LONG}

[^en]: Den første noten, med [lenke](https://example.no/note).
[^to]: Den andre.
[^tre]: Den tredje.
"""
OTHER = "---\ntitle: Den andre\n---\nTekst først.\n\n{#dit}\n## Hit\n\nOg så.\n"
LONG = "Kommunesammenslåingsutvalget møttes i fylkeshuset for å drøfte veien videre. " * 12


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("alt") / "prosjekt"
    (root / "articles").mkdir(parents=True)
    (root / "images").mkdir()
    Image.new("RGB", (900, 600), "#aa2211").save(root / "images/rod.png")
    text = CONFIGURATION.format(formats='["pdf-screen"]').replace('["nb", "en"]', '["nb"]')
    (root / "utgivelse.toml").write_text(text)
    (root / "articles/felles.md").write_text(ARTICLE.replace("{LONG}", LONG))
    (root / "articles/egen.md").write_text(OTHER)
    (root / "articles/annen.md").write_text(OTHER)
    run_build(root)
    return root


def article(built: Path) -> Article:
    found, _ = markdown.read_article((built / "articles/felles.md").read_text(), "felles.md", "nb")
    from utgivelse import localize, pipeline

    variables = pipeline.open_project(built).variables
    filled = localize.put_variables(found, variables, "nb", "nb")
    assert isinstance(filled, Article)
    return filled


def pdf_of(built: Path) -> Path:
    return built / "output/en/nb/en.nb.pdf"


@pytest.mark.parametrize("actual", [True, False], ids=["by the tags", "by the glyphs alone"])
def test_every_block_is_heard_as_it_is_written(built: Path, actual: bool) -> None:
    blocks = [smooth(text) for text in heard(painting.read(pdf_of(built).read_bytes()), actual=actual)]
    wanted = [text for text in map(smooth, Speech(article(built), "nb", lambda f: f.credit).all("b")) if text]
    start = blocks.index("Prøver")
    read = blocks[start : start + len(wanted)]
    assert read == wanted, "\n".join(difflib.unified_diff(wanted, read, lineterm="", n=1))


def test_the_outside_judge_has_nothing_to_say(built: Path) -> None:
    need("verapdf")
    for flavour in ("ua1", "2a"):
        (verdict,) = verapdf.judge((pdf_of(built),), flavour)
        assert verdict.failures == (), verdict


def test_notes_lead_both_ways_and_cross_references_to_their_page(built: Path) -> None:
    structure = painting.read(pdf_of(built).read_bytes()).structure
    notes = [tag for tag in structure.walk() if tag.role == "Note"]
    assert len(notes) == 3 and len({tag.id for tag in notes}) == 3
    for note in notes:
        label = next(kid for kid in note.kids if isinstance(kid, Tag) and kid.role == "Lbl")
        assert any(isinstance(kid, Linked) for tag in label.walk() for kid in tag.kids)
    references = [tag for tag in structure.walk() if tag.role == "Reference"]
    assert sum(any(isinstance(kid, Linked) for inner in one.walk() for kid in inner.kids) for one in references) >= 3
    contents = [kid.contents for tag in structure.walk() for kid in tag.kids if isinstance(kid, Linked)]
    assert any(text.startswith("den andre (se side ") for text in contents)
