"""Schema: what `utgivelse.toml` may say, as strict pydantic models with the file's own names.

Laws: one field a key; an unknown key is an error; nothing is converted silently. What is wrong
with a value is said by `Wrong`, in words that the front desk can translate.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field
from pydantic import Tag as Label

from utgivelse.addresses import address_fault, leaves, picture_fault
from utgivelse.colour import TECHNICAL
from utgivelse.findings import Said, nearest, said
from utgivelse.language import check_tag
from utgivelse.publication import Sheet

SHEETS = {
    "a3": Sheet(name="a3", width=297, height=420),
    "a4": Sheet(name="a4", width=210, height=297),
    "a4-large": Sheet(name="a4-large", width=210, height=297),
    "a5": Sheet(name="a5", width=148, height=210),
    "leaflet-letterfold": Sheet(name="leaflet-letterfold", width=297, height=210),
}
"""The sheets that a publication may name, trimmed, in millimetres."""

_MILLIMETRES = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)\s*mm")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


class Wrong(ValueError):
    """A value is not what it should be; `code` is the finding's."""

    def __init__(self, message: Said | str, hint: str = "", code: str = "P05") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code


# ── single values ────────────────────────────────────────────────────────────────────────────


def _expected(expected: Said, value: object, hint: str = "") -> Wrong:
    return Wrong(said("expected {expected}, found {found}", expected=expected, found=shown(value)), hint)


def shown(value: object) -> str:
    """A value as somebody typed it, shortened."""
    match value:
        case bool():
            text = str(value).lower()
        case str():
            text = f"«{value}»"
        case datetime.datetime() | datetime.date() | datetime.time():
            text = value.isoformat()
        case dict():
            text = "{" + ", ".join(map(str, value)) + "}"
        case _:
            text = str(value)
    return text if len(text) < 80 else text[:77] + "…"


def _text(value: Any) -> Any:
    if not isinstance(value, str):
        raise _expected(said("a text in quotation marks"), value)
    return value


def _filled(value: Any) -> Any:
    if not _text(value).strip():
        raise _expected(said("a text that is not empty"), value)
    return value


def _name(value: Any) -> Any:
    reserved = isinstance(value, str) and _RESERVED.fullmatch(value)
    if reserved or not isinstance(value, str) or not _NAME.fullmatch(value):
        expected = said("a name of the letters a–z, digits, `-` and `_`, as it becomes part of paths")
        raise _expected(expected, value, said("Windows keeps such names for itself") if reserved else "")
    return value


def _tag(value: Any) -> Any:
    if "+" in _text(value):
        raise Wrong(
            said("«{tag}» asks for an edition in two languages, which is not available", tag=value),
            said("name each language by itself: {tags}", tags=", ".join(f'"{tag}"' for tag in value.split("+"))),
            "P06",
        )
    if finding := check_tag(value):
        raise Wrong(finding.message, finding.hint, finding.code)
    return value


def _date(value: Any) -> Any:
    if isinstance(value, datetime.datetime) or not isinstance(value, datetime.date):
        raise _expected(said("a date without quotation marks, such as 2026-11-01"), value)
    return value


def _address(value: Any) -> Any:
    if _text(value) and (fault := address_fault(value)):
        raise Wrong(fault)
    return value


def _picture(value: Any) -> Any:
    if fault := picture_fault(_text(value)):
        raise Wrong(fault, said("write the path from the project's root: `images/…`"))
    return value


def _profile(value: Any) -> Any:
    if fault := picture_fault(_text(value)):
        raise Wrong(fault, said("write the path from the project's root: `icc/…`"))
    return value


def _article(value: Any) -> Any:
    if not _text(value).strip() or "\\" in value or leaves(value):
        raise _expected(said('the path of an article below articles/, such as "bo/skole.md"'), value)
    return value


def _content(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9a-f]{64}", value):
        hint = said("let `utgivelse confirm` write it")
        raise _expected(said("the hash of what was looked at, 64 of the digits 0–9 and a–f"), value, hint)
    return value


def _number(least: float, most: float) -> BeforeValidator:
    def check(value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise _expected(said("a number from {least} to {most}", least=f"{least:g}", most=f"{most:g}"), value)
        return float(value)

    return BeforeValidator(check)


def _whole(least: int, most: int) -> BeforeValidator:
    def check(value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise _expected(said("a whole number from {least} to {most}", least=least, most=most), value)
        return value

    return BeforeValidator(check)


def _truth(value: Any) -> Any:
    if not isinstance(value, bool):
        raise _expected(said("true or false"), value)
    return value


def _rgb(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
        raise _expected(said('a colour such as "#0a5c5f"'), value)
    return value


def _currency(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Z]{3}", value):
        raise _expected(said('a currency such as "NOK"'), value)
    return value


def _choice(*allowed: str) -> BeforeValidator:
    def check(value: Any) -> Any:
        if value not in allowed:
            hint = nearest(value, allowed) if isinstance(value, str) else ""
            raise _expected(said("one of {allowed}", allowed=", ".join(allowed)), value, hint)
        return value

    return BeforeValidator(check)


def _list_of(size: int, what: Said) -> BeforeValidator:
    def check(value: Any) -> Any:
        if not isinstance(value, list) or len(value) != size:
            raise _expected(what, value)
        return value

    return BeforeValidator(check)


def _sheet(value: Any) -> Any:
    if isinstance(value, str):
        if value not in SHEETS:
            raise _expected(
                said("a sheet: {names}, or {{ width, height }}", names=", ".join(SHEETS)), value, nearest(value, SHEETS)
            )
        return SHEETS[value]
    if not isinstance(value, dict) or set(value) != {"width", "height"}:
        raise _expected(said('a sheet: its name, or { width = "148mm", height = "210mm" }'), value)
    return Sheet(name="custom", width=_length(value["width"]), height=_length(value["height"]))


def _length(value: Any) -> float:
    found = _MILLIMETRES.fullmatch(value) if isinstance(value, str) else None
    if not found or not 50 <= float(found[1]) <= 2000:
        raise _expected(said('a length such as "148mm", from 50 to 2000 mm'), value)
    return float(found[1])


def _address_kind(value: Any) -> str:
    return "<each>" if isinstance(value, dict) else "<one>"


Text = Annotated[str, BeforeValidator(_text)]
Filled = Annotated[str, BeforeValidator(_filled)]
Name = Annotated[str, BeforeValidator(_name)]
Tag = Annotated[str, BeforeValidator(_tag)]
Date = Annotated[datetime.date, BeforeValidator(_date)]
Address = Annotated[str, BeforeValidator(_address)]
Addresses = Annotated[
    Annotated[Address, Label("<one>")] | Annotated[dict[Tag, Address], Label("<each>")],
    Discriminator(_address_kind),
]
"""One address, or one for each language."""
Picture = Annotated[str, BeforeValidator(_picture)]
Profile = Annotated[str, BeforeValidator(_profile)]
Truth = Annotated[bool, BeforeValidator(_truth)]
Fraction = Annotated[float, _number(0, 1)]
Share = Annotated[float, _number(0, 100)]
GateChoice = Annotated[Literal["refuse", "source", "draft"], _choice("refuse", "source", "draft")]
ApprovalChoice = Annotated[Literal["allow", "refuse"], _choice("allow", "refuse")]
MarkChoice = Annotated[str, _choice("crop", "registration", "bar", "fold")]
TechnicalChoice = Annotated[str, _choice(*TECHNICAL)]
ContrastChoice = Annotated[Literal["normal", "high"], _choice("normal", "high")]
BindingChoice = Annotated[Literal["", "left", "right", "top", "none"], _choice("left", "right", "top", "none")]


# ── tables ───────────────────────────────────────────────────────────────────────────────────


def _hyphened(name: str) -> str:
    return name.replace("_", "-")


class Table(BaseModel):
    """A table of the file: its keys are the fields, with hyphens."""

    model_config = ConfigDict(
        extra="forbid", strict=True, alias_generator=_hyphened, arbitrary_types_allowed=True, defer_build=True
    )


class ProjectTable(Table):
    """`[project]`."""

    name: Filled
    source_language: Tag
    domain: Name
    output: Filled = "output"
    names: list[Filled] = []


class DateValue(Table):
    """A variable that is a date."""

    date: Date


class AmountValue(Table):
    """A variable that is a sum of money."""

    amount: Annotated[float, _number(-1e15, 1e15)]
    currency: Annotated[str, BeforeValidator(_currency)]


def _variable_kind(value: Any) -> str:
    match value:
        case dict() if "date" in value:
            return "<date>"
        case dict() if "amount" in value or "currency" in value:
            return "<amount>"
    return "<text>"


def _variable_text(value: Any) -> Any:
    if not isinstance(value, str):
        expected = said("a variable: a text, { date = … } or { amount = …, currency = … }")
        raise _expected(expected, value, said("put a number into quotation marks"))
    return value


Variable = Annotated[
    Annotated[Annotated[str, BeforeValidator(_variable_text)], Label("<text>")]
    | Annotated[DateValue, Label("<date>")]
    | Annotated[AmountValue, Label("<amount>")],
    Discriminator(_variable_kind),
]
"""A value of `[variables]`; which form it is meant to have is seen from its keys."""


class FigureTable(Table):
    """A picture with its words."""

    src: Picture
    alt: Text = ""
    credit: Text = ""
    licence: Text = ""
    focus: Annotated[list[Fraction], _list_of(2, said("two numbers from 0 to 1"))] = [0.5, 0.5]
    decorative: Truth = False


class LogoTable(Table):
    """The brand's mark."""

    src: Picture
    alt: Text = ""


class ContactTable(Table):
    """`[brand.contact]`."""

    name: Text = ""
    address: Text = ""
    phone: Text = ""
    mail: Text = ""


class InkTable(Table):
    """One colour in both worlds."""

    rgb: Annotated[str, BeforeValidator(_rgb)]
    cmyk: Annotated[list[Share], _list_of(4, said("four numbers from 0 to 100: cyan, magenta, yellow, black"))]
    spot: Text = ""
    technical: TechnicalChoice = ""


class BrandTable(Table):
    """`[brand]`."""

    organisation: Text = ""
    logo: LogoTable | None = None
    url: Address = ""
    contact: ContactTable = Field(default_factory=ContactTable)
    colours: dict[Name, InkTable] = {}
    fonts: dict[Name, Filled] = {}


class PagesTable(Table):
    """Copyfitting."""

    multiple: Annotated[int, _whole(1, 64)] = 1
    most: Annotated[int, _whole(0, 2000)] = 0


class LixTable(Table):
    """How hard to read."""

    most: Annotated[int, _whole(0, 100)] = 0


class GateTable(Table):
    """What may be let out."""

    missing: GateChoice = "refuse"
    fuzzy: GateChoice = "refuse"
    unapproved: ApprovalChoice = "allow"


class JobTable(Table):
    """`[publication.job]`."""

    quantity: Annotated[int, _whole(0, 100_000_000)] = 0
    paper: Text = ""
    finishing: Text = ""
    binding: BindingChoice = ""
    contact: Text = ""
    note: Text = ""


class ConfirmedTable(Table):
    """`[[publication.confirmed]]`."""

    language: Tag
    by: Filled
    date: Date
    content: Annotated[str, BeforeValidator(_content)]
    note: Text = ""
    credential: Address = ""
    report: Address = ""


class PublicationTable(Table):
    """`[[publication]]`."""

    id: Name
    title: Filled
    subtitle: Text = ""
    description: Text = ""
    date: Date
    url: Addresses = ""
    licence: Text = ""
    cover: FigureTable | None = None
    theme: Name = "kommune"
    sheet: Annotated[Sheet, BeforeValidator(_sheet)]
    contrast: ContrastChoice = "normal"
    articles: Annotated[list[Annotated[str, BeforeValidator(_article)]], Field(min_length=1)]
    languages: Annotated[list[Tag], Field(min_length=1)]
    formats: Annotated[list[Text], Field(min_length=1)]
    press: Text = "iso-coated-300"
    job: JobTable = Field(default_factory=JobTable)
    pages: PagesTable = Field(default_factory=PagesTable)
    gate: GateTable = Field(default_factory=GateTable)
    lix: LixTable = Field(default_factory=LixTable)
    due: dict[Tag, Date] = {}
    shared_plates: Truth = False
    confirmed: list[ConfirmedTable] = []


class PressTable(Table):
    """`[press.<name>]`; what is not said comes from the profile that it extends."""

    extends: Name | None = None
    icc: Profile | None = None
    condition: Filled | None = None
    registry: Filled | None = None
    title: Text | None = None
    ink_limit: Annotated[float, _number(100, 400)] | None = None
    bleed: Annotated[float, _number(0, 20)] | None = None
    safe: Annotated[float, _number(0, 50)] | None = None
    ppi: Annotated[int, _whole(72, 2400)] | None = None
    least_ppi: Annotated[int, _whole(1, 2400)] | None = None
    worst_ppi: Annotated[int, _whole(1, 2400)] | None = None
    most_ppi: Annotated[int, _whole(72, 10_000)] | None = None
    line: Annotated[float, _number(0.01, 5)] | None = None
    text: Annotated[float, _number(1, 24)] | None = None
    small: Annotated[float, _number(1, 36)] | None = None
    multiple: Annotated[int, _whole(1, 64)] | None = None
    marks: list[MarkChoice] | None = None
    spots: Annotated[int, _whole(0, 24)] | None = None


Rate = Annotated[float, _number(0, 100_000)]


_BANDS = {"from_75": "75-84", "from_85": "85-94", "from_95": "95-99", "same": "100"}


class RatesTable(Table):
    """`[rates]`, and `rates` of a translator."""

    model_config = ConfigDict(alias_generator=lambda name: _BANDS.get(name, name))

    currency: Annotated[str, BeforeValidator(_currency)] | None = None
    least: Rate | None = None
    new: Rate | None = None
    from_75: Rate | None = None
    from_85: Rate | None = None
    from_95: Rate | None = None
    same: Rate | None = None
    context: Rate | None = None
    repetition: Rate | None = None


class TranslatorTable(Table):
    """`[translators.<language>]`."""

    name: Text = ""
    contact: Text = ""
    rates: RatesTable = Field(default_factory=RatesTable)


class Configuration(Table):
    """The whole file."""

    project: ProjectTable
    variables: dict[str, Variable] = {}
    brand: BrandTable = Field(default_factory=BrandTable)
    publication: Annotated[list[PublicationTable], Field(min_length=1)]
    press: dict[Name, PressTable] = {}
    translators: dict[Tag, TranslatorTable] = {}
    rates: RatesTable = Field(default_factory=RatesTable)
