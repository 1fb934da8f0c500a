"""Files: the disk. Every read of a build goes through here and is remembered.

Laws:
- A `Files` reads below the project's root, in the folders that the package ships, and in folders
  it was opened with (a theme of another distribution); nothing else, links followed to their end.
- What was read, what was looked for and not found, and what a folder listed are in its `record`:
  an edition is fresh as long as all of it is still so. What lies in `.utgivelse/` is derived and
  never recorded: that folder may be deleted at any time.
- Nothing is ever half written: a temporary file beside the target, `fsync`, rename. What a killed
  process left is swept away by the next write to the same place.
- The cache proves itself: a file's name holds the hash of its content.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from utgivelse.findings import Finding, Place, ProjectError, ToolError, error, said

PRIVATE = ".utgivelse"
"""The folder of a project that holds what can be made again."""

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = ("templates", "locales", "fonts", "icc")


def sha256(data: bytes) -> str:
    """The hash by which contents are told apart."""
    return hashlib.sha256(data).hexdigest()


def hash_of(path: str | Path) -> str:
    """The hash of a file's content, read in pieces; empty when there is no such file."""
    content = hashlib.sha256()
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - the quickest way in, and this runs for every file
            while data := file.read(1 << 20):
                content.update(data)
    except OSError:
        return ""
    return content.hexdigest()


@cache
def shipped(kind: str) -> Path:
    """The folder of what the package brings along: `templates`, `locales`, `fonts` or `icc`.

    An installed package has all four inside; in a checkout the first two lie at its root.
    """
    inside = _PACKAGE / kind
    return inside if inside.is_dir() else _PACKAGE.parent.parent / kind


# ── what was read ────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Record:
    """What a piece of work depended on: contents by path, absent paths, and listings of folders.

    Paths are relative to the project's root, `@fonts/…` for what the package ships, or absolute.
    """

    reads: Mapping[str, str] = field(default_factory=dict)
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    listings: Mapping[str, str] = field(default_factory=dict)

    def __or__(self, other: Record) -> Record:
        """Both together."""
        return Record(
            {**self.reads, **other.reads},
            tuple(sorted({*self.present, *other.present})),
            tuple(sorted({*self.absent, *other.absent})),
            {**self.listings, **other.listings},
        )

    def change(self, root: Path, known: dict[str, str] | None = None) -> str:
        """The first path that is no longer as recorded; empty when all is.

        `known` carries hashes from one call to the next, so that no file is read twice.
        """
        seen = {} if known is None else known
        expected = (*self.reads.items(), *self.listings.items())
        for name, content in (*expected, *((f"?{name}", "") for name in self.absent)):
            if name not in seen:
                seen[name] = _look(root, name)
            if seen[name] != content:
                return name.lstrip("?")
        return next((name for name in self.present if not os.path.isfile(_place(root, name))), "")  # noqa: PTH113


def _look(root: Path, name: str) -> str:
    """What a recorded name is like today: a file's hash, `folder//pattern`'s listing, empty for an absent `?name`."""
    if name.startswith("?"):
        return "there" if os.path.lexists(_place(root, name[1:])) else ""
    if "//" not in name:
        return hash_of(_place(root, name))
    folder, _, pattern = name.rpartition("//")
    place = Path(_place(root, folder))
    return _names_hash(place, _listing(place, pattern))


def _place(root: Path, name: str) -> str:
    if name.startswith("@"):
        kind, _, rest = name[1:].partition("/")
        return os.path.join(shipped(kind), rest)  # noqa: PTH118 - runs for every file of a record
    return os.path.join(root, name)  # noqa: PTH118


def _listing(folder: Path, pattern: str) -> tuple[Path, ...]:
    found = (path for path in folder.glob(pattern) if path.is_file())
    return tuple(sorted(path for path in found if PRIVATE not in path.relative_to(folder).parts))


def _names_hash(folder: Path, paths: Iterable[Path]) -> str:
    return sha256("\n".join(path.relative_to(folder).as_posix() for path in paths).encode())


# ── reading ──────────────────────────────────────────────────────────────────────────────────


class Files:
    """The disk as one piece of work sees it."""

    def __init__(self, root: Path, also: Iterable[Path] = ()) -> None:
        self.root = root.resolve()
        self.also = tuple(folder.resolve() for folder in also)
        self._reads: dict[str, str] = {}
        self._present: set[str] = set()
        self._absent: set[str] = set()
        self._listings: dict[str, str] = {}

    def admit(self, folder: Path) -> None:
        """Let this folder be read too: a theme that another distribution brings."""
        self.also = (*self.also, folder.resolve())

    def part(self) -> Files:
        """The same disk with an empty memory: for work whose reads are its own."""
        return Files(self.root, self.also)

    @property
    def record(self) -> Record:
        """What was read, looked for and listed so far."""
        reads, listings = dict(sorted(self._reads.items())), dict(sorted(self._listings.items()))
        return Record(reads, tuple(sorted(self._present)), tuple(sorted(self._absent)), listings)

    def path(self, path: str | Path) -> Path:
        """Where `path` (absolute, or relative to the root) lies; ProjectError when that is out of bounds."""
        place = Path(os.path.normpath(self.root / path))
        if not self._is_inside(Path(os.path.realpath(place))):
            raise ProjectError(
                error(
                    "F01",
                    said("{file} lies outside the project", file=path),
                    said("copy it into the project and name it from there"),
                    Place(str(path)),
                )
            )
        return place

    def read(self, path: str | Path) -> bytes:
        """The content of a file; ProjectError when there is none."""
        place = self.path(path)
        try:
            if not stat.S_ISREG(place.stat().st_mode):
                raise ProjectError(error("F03", said("{file} is no file", file=path), place=Place(str(path))))
            data = place.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            self._note_absent(place)
            raise ProjectError(_missing(path, place)) from None
        except OSError as failure:
            raise ProjectError(
                error(
                    "F04",
                    said("{file} cannot be read: {why}", file=path, why=failure.strerror),
                    place=Place(str(path)),
                )
            ) from failure
        self._note_read(place, data)
        return data

    def read_text(self, path: str | Path) -> str:
        """The text of a UTF-8 file, without a byte order mark, lines ended by one line feed."""
        data = self.read(path)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as failure:
            line = data.count(b"\n", 0, failure.start) + 1
            raise ProjectError(
                error(
                    "F05",
                    said("{file} is not UTF-8: the byte {byte}", file=path, byte=f"0x{data[failure.start]:02x}"),
                    said("save it again as UTF-8"),
                    Place(str(path), line),
                )
            ) from None
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def exists(self, path: str | Path) -> bool:
        """Whether there is such a file; the answer is recorded either way."""
        place = self.path(path)
        if place.is_file():
            if not self._is_derived(place):
                self._present.add(self._name(place))
            return True
        self._note_absent(place)
        return False

    def listing(self, folder: str | Path, pattern: str) -> tuple[Path, ...]:
        """The files in `folder` that fit the glob `pattern`, in order, as absolute paths."""
        place = self.path(folder)
        found = _listing(place, pattern)
        if not self._is_derived(place):
            self._listings[f"{self._name(place)}//{pattern}"] = _names_hash(place, found)
        return found

    def witness(self, path: Path) -> None:
        """Record a file of the program's surroundings (a plug-in's code, a system library), bounds or no."""
        self._reads[str(path)] = hash_of(path)

    # ── the cache ──

    def derive(self, kind: str, key: str, make: Callable[[], bytes]) -> bytes:
        """What `make` gives, made once: `key` must name everything that the result depends on."""
        return self._derive(kind, key, make)[1]

    def derived_path(self, kind: str, key: str, make: Callable[[], bytes]) -> Path:
        """The same as a file of its own; it has the suffix of `kind` (`picture.jpg`)."""
        return self._derive(kind, key, make)[0]

    def _derive(self, kind: str, key: str, make: Callable[[], bytes]) -> tuple[Path, bytes]:
        folder = self.root / PRIVATE / "cache" / kind / sha256(key.encode())
        if kept := _proven(folder):
            return kept
        data = make()
        path = folder / (sha256(data) + Path(kind).suffix)
        write_atomically(path, data, durable=False)
        return path, data

    # ── memory ──

    def _is_inside(self, place: Path) -> bool:
        return any(place.is_relative_to(folder) for folder in (self.root, *_bounds(), *self.also))

    def _is_derived(self, place: Path) -> bool:
        return place.is_relative_to(self.root / PRIVATE)

    def _name(self, place: Path) -> str:
        if place.is_relative_to(self.root):
            return place.relative_to(self.root).as_posix()
        for kind in _SHIPPED:
            if place.is_relative_to(shipped(kind)):
                return f"@{kind}/{place.relative_to(shipped(kind)).as_posix()}"
        return str(place)

    def _note_read(self, place: Path, data: bytes) -> None:
        if not self._is_derived(place):
            self._reads[self._name(place)] = sha256(data)

    def _note_absent(self, place: Path) -> None:
        if not self._is_derived(place):
            self._absent.add(self._name(place))


@cache
def _bounds() -> tuple[Path, ...]:
    return tuple(shipped(kind).resolve() for kind in _SHIPPED)


def _literal(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


def _proven(folder: Path) -> tuple[Path, bytes] | None:
    for path in sorted(folder.glob("*")):
        data = path.read_bytes()
        if path.name.split(".")[0] == sha256(data):
            return path, data
    return None


def _missing(path: str | Path, place: Path) -> Finding:
    names = [other.name for other in place.parent.glob("*")] if place.parent.is_dir() else []
    nearest = get_close_matches(place.name, names, 1)
    hint = said("did you mean «{name}»?", name=nearest[0]) if nearest else ""
    return error("F02", said("{file} does not exist", file=path), hint, Place(str(path)))


# ── writing ──────────────────────────────────────────────────────────────────────────────────


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write the file unless it says this already; whether it was written."""
    if path.is_file() and path.read_bytes() == data:
        return False
    write_atomically(path, data)
    return True


def rewrite(path: Path, before: bytes | None, data: bytes) -> bool:
    """The same for a file that people write, too; ProjectError when it is not what was read, `before`, any more."""
    path = path.resolve()  # a link to a file that people share stays one
    now = path.read_bytes() if path.is_file() else None
    if now not in (before, data):
        raise ProjectError(
            error(
                "F13",
                said("the file was changed by somebody else meanwhile; nothing was written"),
                said("type the command again"),
                Place(str(path)),
            )
        )
    if now is not None and not os.access(path, os.W_OK):
        raise ToolError(unwritable(path, PermissionError(errno.EACCES, os.strerror(errno.EACCES))))
    return write_if_changed(path, data)


def write_atomically(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Make `path` hold `data`: wholly, or not at all. ToolError when the disk says no.

    `durable` waits until the disk has it; what can be made again need not wait.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        write_out(partial, data, durable=durable)
        if path.exists():
            partial.chmod(stat.S_IMODE(path.stat().st_mode))
        partial.replace(path)
        if durable:
            settle(path.parent)
    except OSError as failure:
        with suppress(OSError):  # a disk that may only be read refuses this as well
            partial.unlink(missing_ok=True)
        raise ToolError(unwritable(path, failure)) from failure


def write_out(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write a new file and wait until the disk has it; nobody reads it under this name yet."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        if durable:
            os.fsync(file.fileno())


def settle(folder: Path) -> None:
    """Wait until the disk has the names in `folder`, so that a rename outlives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as failure:  # some network disks cannot do this for a folder
        if failure.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def unwritable(path: Path, failure: OSError) -> Finding:
    """The finding for a disk that is full, read-only or forbidden."""
    if failure.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return error(
            "F07",
            said("there is no room left to write {file}: {why}", file=path, why=failure.strerror),
            said("make room, then build again; what was there before is untouched"),
            Place(str(path)),
        )
    return error(
        "F06",
        said("{file} cannot be written: {why}", file=path, why=failure.strerror or failure),
        said("give yourself the right to write there, or choose another folder with `--output`"),
        Place(str(path)),
    )


def is_alive(pid: int) -> bool:
    """Whether a process of this number exists."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _sweep(path: Path) -> None:
    for left in path.parent.glob(f".{_literal(path.name)}.*.partial"):
        pid = left.name.split(".")[-2]
        if not (pid.isdecimal() and is_alive(int(pid))):
            left.unlink(missing_ok=True)
