"""What both versions of XLIFF begin with: their files, and the catalog that each is of."""

from __future__ import annotations

from collections.abc import Iterable

from utgivelse.consignment import Pieces, is_blank
from utgivelse.findings import Place, ProjectError, Said, error, said
from utgivelse.foreign.refusal import unreadable
from utgivelse.foreign.xml import XML, Element, children, line_of, local, parse_xml
from utgivelse.language import normalise_tag


def files_of(data: bytes, name: str) -> tuple[Element, list[Element]]:
    """The root and its files; ProjectError when it is no XLIFF, or has none."""
    top = parse_xml(data, name)
    files = list(children(top, "file"))
    if local(top) != "xliff" or not files:
        raise unreadable(
            said("expected an XLIFF file, found «{root}»", root=local(top)),
            said("export it again as XLIFF 1.2, 2.1, XLSX or CSV"),
            name,
            line_of(top),
        )
    return top, files


def check_one_catalog(files: Iterable[Element], name: str) -> None:
    """ProjectError when the files are of several catalogs or languages: nobody can say which unit is whose."""
    _check_same(((file, domain_of(file)) for file in files), name)
    _check_same(((node, _main(tag)) for file in files for node, tag in _languages(file)), name)


def _check_same(found: Iterable[tuple[Element, str]], name: str) -> None:
    first = ""
    for node, value in found:
        first = first or value
        if value and value != first:
            raise ProjectError(
                error(
                    "M71",
                    said("the file has texts of «{first}» and of «{other}»", first=first, other=value),
                    said("ask for a file for each, or take it apart; nothing was taken"),
                    Place(name, line_of(node)),
                )
            )


def _languages(file: Element) -> Iterable[tuple[Element, str]]:
    """What a file says of its language, and what each of its targets says."""
    yield file, file.get("target-language") or ""
    for node in file.iter("{*}trans-unit", "{*}segment"):
        yield from ((target, target.get(f"{XML}lang") or "") for target in children(node, "target"))


def _main(tag: str) -> str:
    """The language without region or script, about which programs are careless."""
    return normalise_tag(tag).split("-")[0]


def half_done(parts: Iterable[tuple[str, Pieces, Pieces]]) -> Said | None:
    """Why a text that a program cut into parts, each (name, source, target), is no whole translation."""
    found = [(name, target) for name, source, target in parts if not is_blank(source)]
    lacking = [name for name, target in found if is_blank(target)]
    if not lacking or len(lacking) == len(found):
        return None
    return said("its part {parts} has no translation", parts=", ".join(lacking))


def domain_of(file: Element) -> str:
    """The catalog that a file was made of, whatever path a program put before it."""
    return (file.get("original") or "").replace("\\", "/").rpartition("/")[2].removesuffix(".po")
