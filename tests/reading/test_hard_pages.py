"""Hard pages for a screen: every kind of picture, gradients, what is see-through; other sheets, themes; drafts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from judges import need
from pictures import KINDS, heavy_separation, write
from sample_project import copy_sample, run_build
from utgivelse import preflight, verapdf
from utgivelse.preflight import Subject

TESTS = Path(__file__).parents[1]


def torture(folder: Path) -> Path:
    root = folder / "tortur"
    shutil.copytree(TESTS / "torture_press", root, ignore=shutil.ignore_patterns(".utgivelse", "output"))
    for name in KINDS:
        write(root, name)
    heavy_separation().save(root / "images/heavy.tif", compression="tiff_lzw")
    path = root / "utgivelse.toml"
    path.write_text(path.read_text().replace('formats = ["pdf-print"]', 'formats = ["pdf-screen"]'))
    return root


def on_a4(folder: Path) -> Path:
    return copy_sample(folder / "a4", **{'sheet = "a5"': 'sheet = "a4"'})


def bold(folder: Path) -> Path:
    root = copy_sample(folder / "dristig", **{'theme = "kommune"': 'theme = "dristig"'})
    shutil.copytree(TESTS / "themes/dristig", root / "templates/dristig")
    return root


def draft(folder: Path) -> Path:
    root = copy_sample(folder / "utkast")
    path = root / "locales/en/LC_MESSAGES/brosjyrer.po"
    text = path.read_text()
    path.write_text(text.replace('msgstr "Growth in Kongsberg"', 'msgstr ""') if "Growth in" in text else text)
    return root


PROJECTS = {"torture": (torture, ()), "a4": (on_a4, ()), "another theme": (bold, ()), "draft": (draft, ("--draft",))}


@pytest.mark.parametrize("name", PROJECTS)
def test_hard_pages_pass_the_outside_judge_and_our_own(name: str, tmp_path: Path) -> None:
    need("verapdf")
    make, arguments = PROJECTS[name]
    root = make(tmp_path)
    run_build(root, "-f", "pdf-screen", *arguments)
    files = tuple(sorted((root / "output").rglob("*.pdf")))
    assert files and not any(".print." in path.name for path in files)
    for flavour in ("ua1", "2a"):
        for verdict in verapdf.judge(files, flavour):
            assert verdict.failures == (), verdict
    for path in files:
        found = preflight.examine(Subject(path, "application/pdf"))
        assert not [one for one in found if one.code[0] == "R" and one.code < "R40"], found
