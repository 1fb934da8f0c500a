"""The house: imports run strictly down, a library has one owner, a wing's file is a declared plug-in."""

from __future__ import annotations

import ast
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src/utgivelse"
WINGS = ("importers", "formats", "checks", "proofreaders", "outlets", "executors", "exchanges")
MOST_LINES = 400

FLOORS: dict[str, tuple[str, ...]] = {
    "words": (
        "places",
        "findings",
        "inline",
        "article",
        "message",
        "publication",
        "colour",
        "contrast",
        "pseudo",
        "language",
        "writing_rules",
        "edition",
        "plugins",
        "consignment",
        "addresses",
        "difference",
        "figures",
        "signature",
        "tongues",
    ),
    "benches": (
        "files",
        "freshness",
        "taken",
        "answers",
        "output",
        "children",
        "markdown",
        "pasted",
        "po",
        "names",
        "images",
        "fonts",
        "pdf",
        "press",
        "tools",
        "verapdf",
        "markup",
        "fitting",
        "typeset",
        "speech",
        "pseudo",
        "plates",
        "grounds",
        "bundle",
        "place_file",
        "ebook",
        "ace",
        "page_marks",
        "page_pictures",
        "outline",
        "rare_parts",
        "tmx",
        "memory",
        "glossary",
        "foreign",
    ),
    "stages": (
        "project",
        "localize",
        "proofreading",
        "accessibility",
        "gate",
        "palette",
        "design",
        "render",
        "volume",
        "preflight",
        "manifest",
        "article_json",
        "ticket",
        "press_report",
        "review_book",
        "confirmation",
        "statement",
        "estimate",
        "masking",
        "protection",
        "notes",
        "packing",
        "returns",
        "receiving",
    ),
    "wings": WINGS,
    "corridor": (
        "pipeline",
        "production",
        "finishing",
        "delivery",
        "confirming",
        "ledger",
        "translators",
        "gathering",
        "asked",
        "exchange",
        "standing",
        "approving",
        "sources",
        "inspection",
        "starter",
        "health",
        "remembering",
        "estimating",
        "pretranslating",
    ),
    "doors": ("cli", "__main__", "__init__"),
}
"""From the ground up; README's map of the house says the same."""

OWNERS = {
    "weasyprint": {"typeset"},
    "jinja2": {"render", "press_report", "statement", "review_book"},
    "markdown_it": {"markdown"},
    "mdit_py_plugins": {"markdown"},
    "PIL": {"images"},
    "pikepdf": {"pdf", "press"},
    "numpy": {"plates", "grounds", "pdf", "images"},
    "pydantic": {"project", "article_json", "manifest", "ticket", "press_report", "statement"},
    "ruamel": {"markdown"},
    "fontTools": {"fonts"},
    "segno": {"images"},
    "jpype": {"verapdf"},
    "rich": {"cli"},
    "ebooklib": {"formats/epub"},
    "click": {"cli"},
    "openpyxl": {"exchanges/xlsx"},
    "tomlkit": {"project"},
    "rapidfuzz": {"po", "memory", "difference"},
    "babel": {"po", "language", "localize"},
}
"""Who may import a library, anywhere in its room, also within a function."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def floor_of(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS.values()) if room in rooms)


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """The full name of every import that happens when the program runs."""
    for node in running_nodes(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def running_nodes(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)):
            yield child
            yield from running_nodes(child)


def inner_imports(path: Path) -> Iterator[tuple[str, ...]]:
    """The rooms of our own that a module imports, as the parts of their names below the package."""
    for name, _ in imports(path):
        parts = name.split(".")
        if parts[0] == "utgivelse" and len(parts) > 1:
            yield tuple(parts[1:])


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_down(path: Path) -> None:
    room = room_of(path)
    for parts in inner_imports(path):
        if parts[0].startswith("__version") or parts[0] == room:
            continue
        is_upward = floor_of(parts[0]) > floor_of(room)
        assert not is_upward, f"{path.name} imports {'.'.join(parts)}, which lies above it"
        is_wing_to_wing = room in WINGS and parts[0] in WINGS
        assert not is_wing_to_wing, f"{path.name} imports {'.'.join(parts)}: a wing never imports a wing"


@pytest.mark.parametrize("wing", WINGS)
def test_a_wing_never_imports_its_own_neighbours(wing: str) -> None:
    for path in (PACKAGE / wing).glob("*.py"):
        assert not [parts for parts in inner_imports(path) if parts[0] == wing], path.name


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_library_has_one_owner(path: Path) -> None:
    here = {room_of(path), path.relative_to(PACKAGE).with_suffix("").as_posix()}
    for name, line in imports(path):
        owners = OWNERS.get(name.split(".")[0])
        assert owners is None or owners & here, f"{path.name}:{line} imports {name}, which belongs to {owners}"


def test_corridor_and_doors_reach_wings_only_by_name() -> None:
    for path in modules():
        if room_of(path) not in WINGS:
            assert not [parts for parts in inner_imports(path) if parts[0] in WINGS], path.name


def test_every_file_of_a_wing_is_a_declared_plug_in() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]
    for wing in WINGS:
        declared = {value.split(":")[0].split(".")[-1] for value in groups.get(f"utgivelse.{wing}", {}).values()}
        files = {path.stem for path in (PACKAGE / wing).iterdir() if path.stem != "__init__" and path.suffix == ".py"}
        folders = {path.name for path in (PACKAGE / wing).iterdir() if (path / "__init__.py").is_file()}
        assert files | folders == declared, wing


def written_lines(path: Path) -> int:
    return sum(bool(line.strip()) for line in path.read_text().splitlines())


def test_no_file_is_too_long() -> None:
    lengths = {str(path.relative_to(ROOT)): written_lines(path) for path in modules()}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_room_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text())), path.name


def test_names_promise_something() -> None:
    for path in modules():
        assert not {"utils", "helpers", "manager", "common"} & {*path.with_suffix("").parts[-2:]}, path
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                is_ours = node.name != "get_content"  # what ebooklib calls
                assert not (is_ours and node.name.startswith("get_")), f"{path.name}: {node.name}"


def test_no_function_takes_more_than_five_arguments() -> None:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                arguments = [
                    argument.arg for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
                ]
                taken = [name for name in arguments if name not in ("self", "cls")]
                is_command = room_of(path) == "cli"
                assert is_command or len(taken) <= 5, f"{path.name}: {node.name} takes {len(taken)}"


def test_the_lock_of_node_has_one_version_of_each_its_hash_and_no_address() -> None:
    folder = ROOT / "tools/node"
    text = (folder / "package-lock.json").read_text()
    assert "://" not in text
    assert '"resolved"' not in text
    packages = {name: package for name, package in json.loads(text)["packages"].items() if name}
    assert len(packages) > 300
    assert [
        name for name, package in packages.items() if not (package.get("version") and package.get("integrity"))
    ] == []
    wanted = json.loads((folder / "package.json").read_text())["dependencies"]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted


def test_the_lock_names_no_address() -> None:
    for path in (ROOT / "requirements").iterdir():
        text = path.read_text()
        assert "http" not in text, path.name
        assert "index" not in text.replace("--hash", ""), path.name
