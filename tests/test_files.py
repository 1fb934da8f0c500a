"""Files: what is read is remembered, what is out of bounds is refused, what is written is whole."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utgivelse.files import PRIVATE, Files, hash_of, rewrite, sha256, shipped, write_atomically
from utgivelse.findings import ProjectError, ToolError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "root").mkdir()
    (tmp_path / "root/a.txt").write_text("innhold")
    (tmp_path / "secret.txt").write_text("hemmelig")
    return tmp_path / "root"


OUTSIDE = ("../secret.txt", "/etc/passwd", "a/../../secret.txt", "link.txt", "folder/secret.txt")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def codes(failure: pytest.ExceptionInfo[ProjectError]) -> list[str]:
    return [finding.code for finding in failure.value.findings]


def test_a_read_is_recorded_with_its_hash(root: Path) -> None:
    files = Files(root)
    assert files.read("a.txt") == b"innhold"
    assert files.record.reads == {"a.txt": sha256(b"innhold")}
    assert files.record.change(root) == ""


def test_a_changed_file_is_named(root: Path) -> None:
    files = Files(root)
    files.read("a.txt")
    (root / "a.txt").write_text("annet")
    assert files.record.change(root) == "a.txt"


def test_a_file_that_was_looked_for_and_now_exists_is_a_change(root: Path) -> None:
    files = Files(root)
    assert not files.exists("b.txt")
    assert files.record.change(root) == ""
    (root / "b.txt").write_text("")
    assert files.record.change(root) == "b.txt"


def test_a_file_that_was_there_and_is_gone_is_a_change(root: Path) -> None:
    files = Files(root)
    assert files.exists("a.txt")
    (root / "a.txt").write_text("the content is not what was asked about")
    assert files.record.change(root) == ""
    (root / "a.txt").unlink()
    assert files.record.change(root)


@pytest.mark.parametrize("name", ["b.txt", "under/b.txt"])
def test_a_listing_notices_a_new_file(root: Path, name: str) -> None:
    (root / "under").mkdir()
    files = Files(root)
    assert files.listing(".", "**/*.txt") == (root / "a.txt",)
    assert files.record.change(root) == ""
    (root / name).write_text("")
    assert files.record.change(root)


def test_a_record_outlives_a_move_of_the_project(root: Path) -> None:
    files = Files(root)
    files.read("a.txt")
    files.exists("a.txt")
    files.exists("b.txt")
    files.listing(".", "*.txt")
    files.read(shipped("fonts") / "OFL-Literata.txt")
    moved = root.rename(root.parent / "moved")
    assert files.record.change(moved) == ""


@pytest.mark.parametrize("path", OUTSIDE)
def test_what_lies_outside_is_refused(root: Path, path: str) -> None:
    (root / "link.txt").symlink_to("../secret.txt")
    (root / "folder").symlink_to("..")
    with pytest.raises(ProjectError) as failure:
        Files(root).read(path)
    assert codes(failure) == ["F01"]


def test_a_folder_that_was_admitted_may_be_read(root: Path) -> None:
    files = Files(root)
    files.admit(root.parent)
    assert files.read(root.parent / "secret.txt") == b"hemmelig"


def test_a_link_within_the_project_is_followed(root: Path) -> None:
    (root / "link.txt").symlink_to("a.txt")
    assert Files(root).read("link.txt") == b"innhold"


def test_a_missing_file_has_the_nearest_name_for_a_hint(root: Path) -> None:
    files = Files(root)
    with pytest.raises(ProjectError) as failure:
        files.read("a.tx")
    assert codes(failure) == ["F02"]
    assert "a.txt" in failure.value.findings[0].hint
    assert files.record.absent == ("a.tx",)


def test_a_pipe_is_refused_instead_of_waited_for(root: Path) -> None:
    os.mkfifo(root / "pipe")
    with pytest.raises(ProjectError) as failure:
        Files(root).read("pipe")
    assert codes(failure) == ["F03"]


def test_text_must_be_utf8_and_the_line_is_named(root: Path) -> None:
    (root / "latin.txt").write_bytes("først\nså æ".encode("latin-1"))
    with pytest.raises(ProjectError) as failure:
        Files(root).read_text("latin.txt")
    assert codes(failure) == ["F05"]
    assert failure.value.findings[0].place.line == 1


def test_a_byte_order_mark_and_other_line_ends_are_no_text(root: Path) -> None:
    (root / "dos.txt").write_bytes("\ufeffen\r\nto\rtre".encode())
    assert Files(root).read_text("dos.txt") == "en\nto\ntre"


# ── the cache ──


def test_what_is_derived_is_made_once_and_not_recorded(root: Path) -> None:
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return b"derived"

    files = Files(root)
    path = files.derived_path("picture.jpg", "key", make)
    assert files.derive("picture.jpg", "key", make) == b"derived"
    assert (path.suffix, path.read_bytes(), len(made)) == (".jpg", b"derived", 1)
    files.read(path)
    assert files.record.reads == {}


@pytest.mark.parametrize("damage", [b"", b"derive", b"derivex"])
def test_damage_in_the_cache_is_found_by_hash(root: Path, damage: bytes) -> None:
    files = Files(root)
    path = files.derived_path("kind", "key", lambda: b"derived")
    path.write_bytes(damage)
    assert files.derive("kind", "key", lambda: b"derived") == b"derived"
    assert path.read_bytes() == b"derived"


@given(st.lists(st.tuples(st.text(max_size=5), st.binary(max_size=5)), max_size=5, unique_by=lambda pair: pair[0]))
def test_every_key_has_its_own_content(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, bytes]]
) -> None:
    files = Files(tmp_path_factory.mktemp("cache"))
    for key, data in pairs:
        files.derive("kind", key, lambda data=data: data)  # type: ignore[misc]
    for key, data in pairs:
        assert files.derive("kind", key, lambda: b"never made") == data


# ── writing ──


def test_a_write_replaces_the_whole_file_and_leaves_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "new/file.txt"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert names(path.parent) == ["file.txt"]


def test_litter_of_a_dead_process_is_swept_away_and_that_of_a_living_one_is_not(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    dead, living = (tmp_path / f".file.txt.{pid}.partial" for pid in (2**22 + 1, os.getppid()))
    dead.touch()
    living.touch()
    write_atomically(path, b"one")
    assert names(tmp_path) == sorted([living.name, "file.txt"])


def test_a_write_that_fails_says_so_and_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(ToolError) as failure:
        write_atomically(tmp_path / "folder", b"one")
    assert failure.value.findings[0].code == "F06"
    assert stat.S_ISDIR((tmp_path / "folder").stat().st_mode)
    assert names(tmp_path) == ["folder"]


def test_the_shipped_folders_are_there() -> None:
    for kind in ("templates", "locales", "fonts", "icc"):
        assert shipped(kind).is_dir()


def test_private_files_are_in_no_listing(root: Path) -> None:
    (root / PRIVATE).mkdir()
    (root / PRIVATE / "x.txt").write_text("")
    assert Files(root).listing(".", "**/*.txt") == (root / "a.txt",)


def test_a_hash_of_nothing_is_empty(tmp_path: Path) -> None:
    assert hash_of(tmp_path / "nothing") == ""


def test_a_file_that_people_write_is_written_over_only_as_it_was_read(root: Path) -> None:
    path = root / "a.txt"
    assert rewrite(path, b"innhold", b"nytt")
    assert not rewrite(path, b"nytt", b"nytt")
    with pytest.raises(ProjectError) as caught:
        rewrite(path, b"innhold", b"annet")
    assert (codes(caught), path.read_bytes()) == (["F13"], b"nytt")
    with pytest.raises(ProjectError):
        rewrite(path, None, b"annet")


def test_a_file_that_people_write_keeps_its_link_and_its_mode(root: Path) -> None:
    (root / "a.txt").chmod(0o664)
    (root / "link.txt").symlink_to("a.txt")
    assert rewrite(root / "link.txt", b"innhold", b"nytt")
    assert (root / "link.txt").is_symlink()
    assert (root / "a.txt").read_bytes() == b"nytt"
    assert stat.S_IMODE((root / "a.txt").stat().st_mode) == 0o664
