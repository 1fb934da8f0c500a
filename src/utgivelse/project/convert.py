"""Convert: the validated tables as the frozen values of `publication`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from utgivelse.article import Figure
from utgivelse.project.lines import Path as KeyPath
from utgivelse.project.press import PRESS, with_own
from utgivelse.project.rates import rates_of
from utgivelse.project.schema import (
    AmountValue,
    BrandTable,
    Configuration,
    ConfirmedTable,
    DateValue,
    FigureTable,
    PublicationTable,
)
from utgivelse.publication import (
    Amount,
    Brand,
    BrandContact,
    Confirmation,
    Ease,
    Gates,
    Ink,
    Logo,
    Pages,
    PressProfile,
    PrintJob,
    Project,
    Publication,
    Translator,
    Value,
)

LineOf = Callable[[KeyPath], int]


def to_project(configuration: Configuration, root: Path, line_of: LineOf) -> Project:
    """The project; `line_of` knows where a key stands."""
    table = configuration.project
    own = {name: table.model_dump(by_alias=True) for name, table in configuration.press.items()}
    profiles = with_own(PRESS, own)
    publications = enumerate(configuration.publication)
    return Project(
        root=root,
        name=table.name,
        source_language=table.source_language,
        domain=table.domain,
        output=(root / table.output).resolve(),
        variables={name: _value(value) for name, value in configuration.variables.items()},
        brand=_brand(configuration.brand, line_of),
        publications=tuple(
            _publication(publication, profiles, _begin(number, publication, line_of))
            for number, publication in publications
        ),
        names=tuple(table.names),
        translators={
            tag: Translator(name=one.name, contact=one.contact, rates=rates_of(configuration.rates, one.rates))
            for tag, one in configuration.translators.items()
        },
        rates=rates_of(configuration.rates),
    )


def _begin(number: int, table: PublicationTable, line_of: LineOf) -> tuple[int, ...]:
    """Where a publication begins, and each confirmation of it."""
    path: KeyPath = ("publication", number)
    paths = (path, *((*path, "confirmed", place) for place in range(len(table.confirmed))))
    return tuple(line_of(one) for one in paths)


def _value(value: str | DateValue | AmountValue) -> Value:
    match value:
        case DateValue(date=date):
            return date
        case AmountValue(amount=amount, currency=currency):
            return Amount(amount=amount, currency=currency)
        case _:
            return value


def _brand(table: BrandTable, line_of: LineOf) -> Brand:
    contact = table.contact
    return Brand(
        organisation=table.organisation,
        logo=Logo(src=table.logo.src, alt=table.logo.alt) if table.logo else None,
        url=table.url,
        contact=BrandContact(name=contact.name, address=contact.address, phone=contact.phone, mail=contact.mail),
        colours={
            name: Ink(
                rgb=ink.rgb,
                cmyk=cast("tuple[float, float, float, float]", tuple(ink.cmyk)),
                spot=ink.spot,
                technical=ink.technical,
                line=line_of(("brand", "colours", name)),
            )
            for name, ink in table.colours.items()
        },
        fonts=dict(table.fonts),
    )


def _publication(table: PublicationTable, profiles: dict[str, PressProfile], lines: tuple[int, ...]) -> Publication:
    return Publication(
        id=table.id,
        title=table.title,
        subtitle=table.subtitle,
        description=table.description,
        date=table.date,
        url=table.url,
        licence=table.licence,
        cover=_figure(table.cover) if table.cover else None,
        theme=table.theme,
        sheet=table.sheet,
        contrast=table.contrast,
        articles=tuple(table.articles),
        languages=tuple(table.languages),
        formats=tuple(table.formats),
        press=profiles[table.press],
        job=PrintJob(**table.job.model_dump()),
        pages=Pages(multiple=table.pages.multiple, most=table.pages.most),
        gate=Gates(**dict(table.gate)),
        lix=Ease(most=table.lix.most),
        due=dict(table.due),
        shared_plates=table.shared_plates,
        confirmed=tuple(_confirmation(one, line) for one, line in zip(table.confirmed, lines[1:], strict=True)),
        line=lines[0],
    )


def _confirmation(table: ConfirmedTable, line: int) -> Confirmation:
    return Confirmation(**table.model_dump(), line=line)


def _figure(table: FigureTable) -> Figure:
    return Figure(
        src=table.src,
        alt=table.alt,
        credit=table.credit,
        licence=table.licence,
        focus=(table.focus[0], table.focus[1]),
        decorative=table.decorative,
    )
