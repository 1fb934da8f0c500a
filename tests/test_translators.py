"""Translators: their catalogs ask for what is due, keep what they wrote, and say whether it may be printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ENGLISH, write_project
from utgivelse import pipeline, translators
from utgivelse.findings import ProjectError
from utgivelse.standing import Standing, status

CATALOG = "locales/en/LC_MESSAGES/prover.po"


def standing(root: Path, publication: str, language: str = "en") -> Standing:
    rows = status(pipeline.open_project(root))
    return next(row for row in rows if (row.publication, row.language) == (publication, language))


def test_nothing_changed_nothing_rewritten(project: Path) -> None:
    path = project / CATALOG
    before = path.read_bytes(), path.stat().st_mtime_ns
    assert not any(catalog.is_changed for catalog in translators.update(pipeline.open_project(project)))
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_an_edited_sentence_is_fuzzy_with_its_previous_msgid_in_one_publication_only(project: Path) -> None:
    article = project / "articles" / "felles.md"
    article.write_text(article.read_text().replace("Den er lang.", "Den er ganske lang."))
    assert standing(project, "en").missing == 1
    assert standing(project, "to").may_be_printed
    translators.update(pipeline.open_project(project), ("en",))
    assert '#| msgid "Den er lang."' in (project / CATALOG).read_text()
    assert (standing(project, "en").missing, standing(project, "en").fuzzy) == (0, 1)
    assert not standing(project, "en").may_be_printed


def test_a_catalog_asks_only_for_what_is_due_in_its_language(project: Path) -> None:
    article = project / "articles" / "annen.md"
    article.write_text(article.read_text() + '\n:::only{languages="pl"}\nBare for polske lesere.\n:::\n')
    translators.update(pipeline.open_project(project), ("en",))
    assert "polske" not in (project / CATALOG).read_text()
    assert "polske" in (project / "locales/prover.pot").read_text()


def test_a_translation_with_an_error_may_not_be_printed(project: Path) -> None:
    path = project / CATALOG
    path.write_text(path.read_text().replace(ENGLISH["Den er lang."], "It is {$length} long."))
    assert standing(project, "en").missing == 0
    assert not standing(project, "en").may_be_printed


def test_check_reads_links_between_articles_and_what_translators_broke(project: Path) -> None:
    article = project / "articles" / "egen.md"
    article.write_text(article.read_text() + "\nSe [skogen](annen.md).\n")
    path = project / CATALOG
    path.write_text(path.read_text().replace(ENGLISH["Den er lang."], "It is {$length} long."))
    found = {finding.code: finding for finding in pipeline.check(project, ())}
    assert found["A37"].place.file == "articles/egen.md"
    assert found["M31"].place.file == CATALOG


def test_an_unknown_language_is_refused_with_the_known_ones(project: Path) -> None:
    with pytest.raises(ProjectError) as caught:
        translators.update(pipeline.open_project(project), ("de",))
    assert "en" in caught.value.findings[0].message


def test_an_article_with_errors_stops_extraction_and_leaves_the_catalogs(tmp_path: Path) -> None:
    root = write_project(tmp_path / "p")
    before = (root / CATALOG).read_bytes()
    (root / "articles" / "annen.md").write_text("---\ntitle: T\n---\n:::ukjent\nx\n:::\n")
    with pytest.raises(ProjectError):
        translators.update(pipeline.open_project(root))
    assert (root / CATALOG).read_bytes() == before
