"""Design: a theme as it was read: its folders, colours, fonts, sheets and other tokens.

Laws:
- A theme is a folder with `theme.toml`. A project's folder of the same name comes first, file by
  file; then the package's; then those of the theme it `extends`.
- Colours are named and sRGB; inks stand beside them for the press and never reach a style sheet.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from utgivelse import plugins
from utgivelse.colour import ColourTable
from utgivelse.files import Files, shipped
from utgivelse.findings import Finding, Place, ProjectError, error, said
from utgivelse.palette import palette
from utgivelse.publication import Publication, Sheet


@dataclass(frozen=True)
class Design:
    """What a theme says, for one publication.

    `folders` are searched in order; `sheet` holds the theme's tokens for the publication's sheet,
    `tokens` all the rest of `theme.toml`; `fonts` maps a role to a family; `findings` is what is to be
    said of its colours.
    """

    name: str
    folders: tuple[Path, ...]
    colours: ColourTable
    fonts: Mapping[str, str]
    sheet: Mapping[str, Any]
    tokens: Mapping[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def load_design(files: Files, publication: Publication, brand: Any) -> Design:
    """The theme of a publication in the brand's colours and fonts.

    ProjectError when there is no such theme, when `theme.toml` is broken, or when it has no tokens
    for the publication's sheet.
    """
    chain = _chain(files, publication.theme)
    tokens: dict[str, Any] = {}
    for _, data in reversed(chain):
        tokens = _merged(tokens, data)
    colours, findings = palette(tokens, brand.colours, publication)
    return Design(
        name=publication.theme,
        folders=tuple(folder for folder, _ in chain),
        colours=colours,
        fonts={**tokens.get("fonts", {}), **brand.fonts},
        sheet=_sheet(publication.theme, tokens.get("sheet", {}), publication.sheet),
        tokens={key: value for key, value in tokens.items() if key not in ("colours", "fonts", "sheet")},
        findings=findings,
    )


def _chain(files: Files, name: str) -> list[tuple[Path, dict[str, Any]]]:
    """The folders of a theme and of those it extends, nearest first, each with its `theme.toml`."""
    chain: list[tuple[Path, dict[str, Any]]] = []
    seen: list[str] = []
    while name:
        if name in seen:
            raise ProjectError(
                error("T02", said("the themes {names} extend each other", names=" → ".join([*seen, name])))
            )
        seen.append(name)
        found = [(folder, _tokens(files, folder)) for folder in _folders(files, name)]
        if not any(data for _, data in found):
            raise ProjectError(_unknown(files, name))
        chain += found
        name = next((data["extends"] for _, data in found if "extends" in data), "")
    return chain


def _folders(files: Files, name: str) -> list[Path]:
    places = [files.root / "templates" / name, shipped("templates") / name]
    if name in plugins.names("themes"):
        theme = plugins.load("themes", name)
        files.admit(theme.folder)
        places.append(theme.folder)
    return places


def _tokens(files: Files, folder: Path) -> dict[str, Any]:
    path = folder / "theme.toml"
    if not files.exists(path):
        return {}
    try:
        return tomllib.loads(files.read_text(path))
    except tomllib.TOMLDecodeError as problem:
        raise ProjectError(
            error("T03", said("theme.toml is not TOML: {why}", why=str(problem)), place=Place(str(path)))
        ) from problem


def _unknown(files: Files, name: str) -> Any:
    known = [p.parent.name for p in shipped("templates").glob("*/theme.toml") if p.parent.name != "base"]
    known += [path.parent.name for path in files.listing(files.root / "templates", "*/theme.toml")]
    known += plugins.names("themes")
    nearest = get_close_matches(name, known, 1)
    return error(
        "T01",
        said("there is no theme «{name}»: {known}", name=name, known=", ".join(sorted(set(known)))),
        said("did you mean «{name}»?", name=nearest[0])
        if nearest
        else said("name one of these, or make the folder `templates/{name}`", name=name),
        Place("utgivelse.toml"),
    )


def _sheet(theme: str, sheets: Mapping[str, Any], sheet: Sheet) -> Mapping[str, Any]:
    if sheet.name in sheets:
        return {**sheets[sheet.name], "name": sheet.name, "width": sheet.width, "height": sheet.height}
    raise ProjectError(
        error(
            "T04",
            said(
                "the theme «{theme}» has no sheet «{sheet}»: {known}",
                theme=theme,
                sheet=sheet.name,
                known=", ".join(sheets) or "–",
            ),
            said("choose one of these, or add `[sheet.{sheet}]` to the theme", sheet=sheet.name),
            Place("utgivelse.toml"),
        )
    )


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = _merged(old, value) if isinstance(value, dict) and isinstance(old, dict) else value
    return merged
