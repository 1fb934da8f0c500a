"""Compiles the package's catalogs (`locales/**/*.po` → `.mo`) whenever the package is built.

The compiled files lie beside their sources, git ignores them, and the wheel takes them along with
the folder; an editable installation reads them where they are.
"""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogs(folder: Path) -> list[Path]:
    """Compile every catalog below `folder`; the files that were written."""
    compiled = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            lines = [line for line in file if not line.startswith(b"#~")]  # Babel does not know `#~|`
        catalog = read_po(lines, locale=source.parent.parent.name, abort_invalid=True)
        catalog.creation_date = datetime(1980, 1, 1, tzinfo=UTC)  # Babel would write the clock's
        target = source.with_suffix(".mo")
        partial = target.with_suffix(f".{os.getpid()}.partial")
        with partial.open("wb") as file:
            write_mo(file, catalog)
        partial.replace(target)  # whoever reads it meanwhile has the old one
        compiled.append(target)
    return compiled


class CatalogHook(BuildHookInterface[Any]):
    """What hatchling calls before it packs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and take the compiled files along although git ignores them."""
        root = Path(self.root)
        paths = [path.relative_to(root).as_posix() for path in compile_catalogs(root / "locales")]
        build_data["artifacts"] += paths
