"""Documentation: everything that can be typed or met has its line, and what is shown runs."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
from pydantic import BaseModel

from utgivelse.article import BLOCK_TYPES
from utgivelse.cli.main import commands
from utgivelse.markdown.directives import DIRECTIVES
from utgivelse.project import schema

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
CODE = re.compile(r"[PAMFITLKEXUR]\d\d")


def codes_in_source() -> set[str]:
    return {
        node.value
        for path in (ROOT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)
    }


def test_every_finding_has_its_line_and_no_line_is_left_over() -> None:
    pages = "".join((DOCS / name).read_text() for name in ("findings.md", "preflight.md"))
    listed = re.findall(r"^\| ([A-Z]\d\d) \|", pages, re.M)
    assert len(listed) == len(set(listed))
    assert set(listed) == codes_in_source()


def test_every_command_and_option_has_its_line() -> None:
    text = (DOCS / "commands.md").read_text()
    for name, command in commands.commands.items():
        assert f"`utgivelse {name}" in text
        for option in command.params:
            if isinstance(option, click.Option):
                missing = [word for word in option.opts if word.startswith("--") and word not in text]
                assert missing == []


def test_every_key_of_the_configuration_has_its_line() -> None:
    text = (DOCS / "configuration.md").read_text()
    models = [value for value in vars(schema).values() if isinstance(value, type) and issubclass(value, BaseModel)]
    names = {field.alias or name for model in models for name, field in model.model_fields.items()}
    assert len(names) > 40
    assert [name for name in sorted(names) if not re.search(rf"\b{re.escape(name)}\b", text)] == []


def test_every_directive_has_its_line() -> None:
    text = (DOCS / "articles.md").read_text()
    assert [name for name in DIRECTIVES if f"`{name}`" not in text] == []


def test_every_environment_variable_has_its_line() -> None:
    text = (DOCS / "commands.md").read_text()
    names = {
        name for path in (ROOT / "src").rglob("*.py") for name in re.findall(r'"(UTGIVELSE_[A-Z_]+)"', path.read_text())
    }
    assert [name for name in sorted(names) if name not in text] == []


def test_every_block_has_a_template_to_override() -> None:
    kinds = {kind for block in BLOCK_TYPES for kind in re.findall(r"'([a-z-]+)'", str(block.__annotations__["kind"]))}
    kinds |= {kind for block in BLOCK_TYPES for kind in re.findall(r'"([a-z-]+)"', str(block.__annotations__["kind"]))}
    assert kinds == {path.name.split(".")[0] for path in (ROOT / "templates/base/blocks").iterdir()}


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{path.name}" for path in DOCS.glob("*.md"))])
def test_no_link_is_broken(page: str) -> None:
    file = ROOT / page
    targets = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", re.sub(r"```.*?```", "", file.read_text(), flags=re.S))
    local = [target for target in targets if not target.startswith("http") and "`" not in target]
    assert [target for target in local if not (file.parent / target).exists() and target != "other.md"] == []


@pytest.mark.parametrize("page", sorted(path.name for path in DOCS.glob("*.md")))
def test_python_and_toml_in_the_documentation_are_right(page: str) -> None:
    text = (DOCS / page).read_text()
    for code in re.findall(r"```python\n(.*?)```", text, re.S):
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    for code in re.findall(r"```toml\n(.*?)```", text, re.S):
        tomllib.loads(code)
