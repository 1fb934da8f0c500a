"""The configuration: what is read, every fault with its line, and the one change that is made to it."""

from __future__ import annotations

import datetime
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from cases import Case, each_case
from utgivelse.files import Files
from utgivelse.findings import Finding, ProjectError
from utgivelse.project import PRESS, SHEETS, add_article, load_project, press
from utgivelse.project.lines import key_lines
from utgivelse.project.schema import PressTable
from utgivelse.publication import Amount, Gates, Ink, Pages, PressProfile, PrintJob, Project, Sheet

FULL = """\
[project]
name = "Kongsberg kommune – brosjyrer"
source-language = "nb"
domain = "brosjyrer"
output = "../ut"

[variables]
sentralbord = "32 00 00 00"
frist = { date = 2026-12-01 }
lonn = { amount = 550000, currency = "NOK" }

[brand]
organisation = "Kommunen"
logo = { src = "images/logo.svg", alt = "Våpenet" }
url = "https://kommunen.no"
[brand.contact]
name = "Torget"
address = "Torget 1"
phone = "{$sentralbord}"
mail = "post@kommunen.no"
[brand.colours]
primary = { rgb = "#0a5c5f", cmyk = [88, 20, 40, 42] }
accent  = { rgb = "#f2a900", cmyk = [0, 35, 100, 0], spot = "PANTONE 130 C" }
[brand.fonts]
text = "Literata"
display = "Source Sans 3"

[[publication]]
id = "velkommen"
title = "Velkommen"
subtitle = "Til byen"
description = "Om byen"
date = 2026-11-01
url = { nb = "https://kommunen.no/velkommen", en = "https://kommunen.no/welcome" }
licence = "CC BY 4.0"
cover = { src = "images/a.jpg", alt = "En elv", credit = "Kari", licence = "CC0", focus = [0.5, 0.4] }
theme = "kommune"
sheet = "a4"
articles = ["velkommen.md", "bo/arbeid.md"]
languages = ["nb", "en"]
formats = ["pdf-print", "pdf-screen", "epub"]
press = "avis"
pages = { multiple = 4, most = 16 }
gate = { missing = "draft", fuzzy = "source" }
due = { en = 2026-11-20 }
shared-plates = true
[publication.job]
quantity = 2500
paper = "150 g silk"
finishing = "saddle stitch"
binding = "left"
contact = "Kari"
note = "Ring"

[[publication]]
id = "lite"
title = "Lite"
date = 2026-11-02
sheet = { width = "148.5mm", height = "100 mm" }
articles = ["velkommen.md"]
languages = ["nb"]
formats = ["epub"]

[press.avis]
icc = "icc/avis.icc"
condition = "IFRA26"
ink-limit = 240
bleed = 0
ppi = 200

[translators.en]
name = "Oversetter"
contact = "o@kommunen.no"
"""


def write(root: Path, text: str, *names: str) -> Path:
    """A project with this configuration and these files."""
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("---\ntitle: T\n---\n")
    (root / "utgivelse.toml").write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def full(tmp_path: Path) -> Path:
    names = ("articles/velkommen.md", "articles/bo/arbeid.md", "images/logo.svg", "images/a.jpg", "icc/avis.icc")
    return write(tmp_path, FULL, *names)


def faults(root: Path, files: Files | None = None) -> tuple[Finding, ...]:
    with pytest.raises(ProjectError) as failure:
        load_project(root, files)
    return failure.value.findings


# ── what is read ─────────────────────────────────────────────────────────────────────────────


def test_a_project_is_read_whole(full: Path) -> None:
    project = load_project(full)
    assert (project.name, project.source_language, project.domain) == (
        "Kongsberg kommune – brosjyrer",
        "nb",
        "brosjyrer",
    )
    assert (project.root, project.output) == (full.resolve(), full.resolve().parent / "ut")
    assert project.variables == {
        "sentralbord": "32 00 00 00",
        "frist": datetime.date(2026, 12, 1),
        "lonn": Amount(amount=550000, currency="NOK"),
    }
    assert project.brand.logo and project.brand.logo.alt == "Våpenet"
    assert project.brand.contact.phone == "{$sentralbord}"
    assert project.brand.colours["accent"] == Ink(rgb="#f2a900", cmyk=(0, 35, 100, 0), spot="PANTONE 130 C")
    assert project.brand.fonts == {"text": "Literata", "display": "Source Sans 3"}
    assert project.translators["en"].contact == "o@kommunen.no"


def test_a_publication_is_read_whole(full: Path) -> None:
    publication = load_project(full).publication("velkommen")
    assert publication.url == {"nb": "https://kommunen.no/velkommen", "en": "https://kommunen.no/welcome"}
    assert publication.cover and (publication.cover.credit, publication.cover.focus) == ("Kari", (0.5, 0.4))
    assert publication.articles == ("velkommen.md", "bo/arbeid.md")
    assert (publication.sheet, publication.pages) == (
        Sheet(name="a4", width=210, height=297),
        Pages(multiple=4, most=16),
    )
    assert publication.gate == Gates(missing="draft", fuzzy="source")
    assert publication.due == {"en": datetime.date(2026, 11, 20)}
    assert publication.press == PressProfile(
        name="avis",
        icc="icc/avis.icc",
        condition="IFRA26",
        ink_limit=240,
        bleed=0,
        ppi=200,
        least_ppi=167,
        worst_ppi=100,
        most_ppi=300,
    )
    assert (publication.shared_plates, publication.line) == (True, 28)
    assert publication.job == PrintJob(
        quantity=2500, paper="150 g silk", finishing="saddle stitch", binding="left", contact="Kari", note="Ring"
    )


def test_what_is_not_said_has_a_default(full: Path) -> None:
    publication = load_project(full).publication("lite")
    assert publication.sheet == Sheet(name="custom", width=148.5, height=100)
    assert (publication.theme, publication.press) == ("kommune", PRESS["iso-coated-300"])
    assert (publication.gate, publication.pages, publication.cover) == (Gates(), Pages(), None)
    assert publication.job == PrintJob()


def test_the_shipped_press_profile_and_sheets() -> None:
    assert PRESS["iso-coated-300"] == PressProfile(
        name="iso-coated-300",
        icc="ISOcoated_v2_300_bas.icc",
        condition="FOGRA39",
        title="ISO Coated v2 300 % (ECI)",
        ink_limit=300,
        bleed=3,
        ppi=300,
    )
    assert [(name, one.condition, one.ink_limit) for name, one in PRESS.items()] == [
        ("iso-coated-300", "FOGRA39", 300),
        ("pso-coated-v3", "FOGRA51", 300),
        ("pso-uncoated-v3", "FOGRA52", 300),
        ("newspaper-26", "IFRA26", 220),
    ]
    assert sorted(SHEETS) == ["a3", "a4", "a4-large", "a5", "leaflet-letterfold"]


def test_the_shipped_press_profiles_obey_what_is_asked_of_a_project() -> None:
    path = Path(press.__file__).with_name("press.toml")
    for name, table in tomllib.loads(path.read_text()).items():
        PressTable.model_validate(table)
        assert list(press.check_press({f"own-{name}": table})) == []


OWN = """
[press.fin]
extends = "iso-coated-300"
title = "Trykkeriet, bestrøket"
bleed = 5
safe = 4
ppi = 350
least-ppi = 280
worst-ppi = 180
most-ppi = 500
line = 0.3
text = 6
small = 8
multiple = 4
marks = ["crop", "bar"]
spots = 1
registry = "https://example.no"

[press.finer]
extends = "fin"
bleed = 10
marks = []
"""


def test_an_own_press_profile_extends_another(full: Path) -> None:
    write(full, FULL.replace('press = "avis"', 'press = "fin"') + OWN)
    fin = load_project(full).publication("velkommen").press
    assert fin == PressProfile(
        name="fin",
        icc="ISOcoated_v2_300_bas.icc",
        condition="FOGRA39",
        registry="https://example.no",
        title="Trykkeriet, bestrøket",
        ink_limit=300,
        bleed=5,
        safe=4,
        ppi=350,
        least_ppi=280,
        worst_ppi=180,
        most_ppi=500,
        line=0.3,
        text=6,
        small=8,
        multiple=4,
        marks=("crop", "bar"),
        spots=1,
    )
    write(full, FULL.replace('press = "avis"', 'press = "finer"') + OWN)
    assert load_project(full).publication("velkommen").press == replace(fin, name="finer", bleed=10, marks=())


def test_a_profile_whose_file_is_not_installed_does_no_harm_until_somebody_prints(full: Path) -> None:
    write(full, FULL.replace('press = "avis"', 'press = "pso-coated-v3"'))
    assert load_project(full).publication("velkommen").press.icc == "icc/PSOcoated_v3.icc"


def test_an_ink_of_the_brand_may_be_a_step_of_the_work(full: Path) -> None:
    accent = 'spot = "PANTONE 130 C" }'
    write(full, FULL.replace(accent, 'spot = "Stans", technical = "cutting" }'))
    assert load_project(full).brand.colours["accent"].technical == "cutting"


def test_what_is_looked_for_is_recorded(full: Path) -> None:
    files = Files(full)
    (full / "articles/velkommen.md").unlink()
    faults(full, files)
    assert "articles/velkommen.md" in files.record.absent
    assert "utgivelse.toml" in files.record.reads


# ── faults ───────────────────────────────────────────────────────────────────────────────────


@each_case("configuration")
def test_every_fault_is_named_with_its_line(case: Case, tmp_path: Path) -> None:
    findings = faults(write(tmp_path, case.parts["given"], "articles/en.md"))
    shown = [f"{f.code} {f.place.line}: {f.message}" + (f" | {f.hint}" if f.hint else "") for f in findings]
    assert shown == case.lines("expect")
    assert {finding.place.file for finding in findings} == {"utgivelse.toml"}


def test_a_folder_without_a_project(tmp_path: Path) -> None:
    (finding,) = faults(tmp_path)
    assert finding.code == "P01" and "utgivelse init" in finding.hint


def test_a_configuration_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "utgivelse.toml").write_bytes(b'[project]\nname = "Pr\xf8ve"\n')
    (finding,) = faults(tmp_path)
    assert (finding.code, finding.place.line) == ("F05", 2)


def test_a_configuration_that_is_nested_without_bound(tmp_path: Path) -> None:
    (finding,) = faults(write(tmp_path, "a = " + "[" * 5000 + "]" * 5000))
    assert finding.code == "P02"


def test_a_link_out_of_the_project_is_no_article(full: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "a.md"
    outside.write_text("hemmelig")
    (full / "articles/velkommen.md").unlink()
    (full / "articles/velkommen.md").symlink_to(outside)
    assert {finding.code for finding in faults(full)} == {"P08"}


# ── lines ────────────────────────────────────────────────────────────────────────────────────

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t\"'\\#[]{},= "), max_size=12)
SCALARS = st.one_of(
    TEXTS,
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.datetimes(),
)
KEYS = st.text("abc-_9", min_size=1, max_size=4) | TEXTS.filter(lambda text: "\n" not in text and "\t" not in text)


def tables(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(KEYS, inner, max_size=3),
        st.lists(st.dictionaries(KEYS, inner, min_size=1, max_size=3), min_size=1, max_size=3),
    )


DATA = st.dictionaries(KEYS, st.recursive(SCALARS, tables, max_leaves=8), max_size=5)


def paths(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    inner: set[tuple[str | int, ...]] = {path} if path else set()
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in pairs:
        inner |= paths(child, (*path, key))
    return inner


@settings(max_examples=200, deadline=None)
@given(DATA)
def test_lines_are_known_for_exactly_the_paths_of_tomllib(data: dict[str, Any]) -> None:
    text = tomlkit.dumps(data)
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return  # tomlkit's own fault: it writes some keys of empty tables twice
    lines = key_lines(text)
    assert set(lines) == paths(read)
    source = text.split("\n")
    for path, line in lines.items():
        name = path[-1]
        if isinstance(name, str) and name.isascii() and name.isalnum():
            assert name in source[line - 1]


HAND = '''\
# a comment with = and [ ] { }
title = "a # b"          # 2
a.b."c d".e = 1          # 3
a.b.f = [                # 4
  1, # one               # 5
  { x = "}", y = [2] },  # 6
  """
  ] not the end """,     # 7 to 8
]
text = """
= " ""\\""" four""""
other = \'\'\'
it's\'\'\'\'\'
[t . "u.v"]
when = 1979-05-27 07:32:00
[[list]]
x = 1
[list.sub]
y = 2
[[list]]
[[list.inner]]
z = 3
[[list.inner]]
'''


def test_lines_of_every_form_of_a_key() -> None:
    lines = key_lines(HAND)
    assert set(lines) == paths(tomllib.loads(HAND))
    assert {
        ("title",): 2,
        ("a", "b", "c d", "e"): 3,
        ("a", "b", "f", 1, "y", 0): 6,
        ("a", "b", "f", 2): 7,
        ("text",): 10,
        ("other",): 12,
        ("t", "u.v", "when"): 15,
        ("list", 0, "sub", "y"): 19,
        ("list", 1): 20,
        ("list", 1, "inner", 0, "z"): 22,
        ("list", 1, "inner", 1): 23,
    }.items() <= lines.items()
    assert key_lines(HAND.replace("\n", "\r\n")) == lines


# ── adding an article ────────────────────────────────────────────────────────────────────────


def test_an_article_is_added_and_all_else_kept(full: Path) -> None:
    add_article(full, "velkommen", "ny.md")
    before, after = FULL.split("\n"), (full / "utgivelse.toml").read_text().split("\n")
    assert [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]] == [
        ('articles = ["velkommen.md", "bo/arbeid.md"]', 'articles = ["velkommen.md", "bo/arbeid.md", "ny.md"]')
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '[\n  "velkommen.md", # først\n  "bo/arbeid.md",\n]',
            '[\n  "velkommen.md", # først\n  "bo/arbeid.md",\n  "ny.md",\n]',
        ),
        ('[\n\t"velkommen.md"\n]', '[\n\t"velkommen.md",\n\t"ny.md",\n]'),
        ('[ "velkommen.md" ]', '[ "velkommen.md", "ny.md" ]'),
    ],
)
def test_the_layout_of_the_list_is_kept(full: Path, before: str, after: str) -> None:
    text = FULL.replace('["velkommen.md", "bo/arbeid.md"]', before)
    (full / "utgivelse.toml").write_text(text)
    add_article(full, "velkommen", "ny.md")
    written = (full / "utgivelse.toml").read_text()
    (full / "articles/ny.md").write_text("---\ntitle: T\n---\n")
    assert written == text.replace(before, after)
    assert load_project(full).publication("velkommen").articles[-1] == "ny.md"


def test_windows_line_ends_are_kept(full: Path) -> None:
    (full / "utgivelse.toml").write_bytes(FULL.replace("\n", "\r\n").encode())
    add_article(full, "velkommen", "ny.md")
    assert (full / "utgivelse.toml").read_bytes().replace(b', "ny.md"', b"") == FULL.replace("\n", "\r\n").encode()


def test_an_article_is_added_once(full: Path) -> None:
    add_article(full, "lite", "velkommen.md")
    assert (full / "utgivelse.toml").read_text() == FULL


def test_an_unknown_publication_names_the_nearest(full: Path) -> None:
    with pytest.raises(ProjectError) as failure:
        add_article(full, "velkomen", "ny.md")
    assert failure.value.findings[0].code == "P18"
    assert failure.value.findings[0].hint == "did you mean «velkommen»?"
    assert isinstance(load_project(full), Project)
