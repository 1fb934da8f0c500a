"""Language: what a language asks of a page, and how dates, numbers and money are written in it.

Laws:
- Tags are BCP 47 (`nb`, `en-GB`, `zh-Hans`); gettext's folders write the same with an underscore.
- Dates, numbers, lists, direction and names come from CLDR through Babel; what CLDR or Babel lacks
  (quotation marks, dialogue, per cent, money, the dates of se, so and ti) stands in the tables here.
- `en` is written by the rules of en_GB and tagged `en`. `x-pseudo` is written by the rules of the
  source language, with accents.
- No narrow no-break space and no mark of direction is ever set: few fonts have them.
- Babel is imported when the first language is asked for, and nowhere else for its CLDR.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Literal

from utgivelse.findings import Finding, Place, error, said
from utgivelse.pseudo import accented

if TYPE_CHECKING:
    from babel import Locale

    from utgivelse.publication import Amount

PSEUDO = "x-pseudo"

Direction = Literal["ltr", "rtl"]
DateStyle = Literal["long", "month", "short"]
ListStyle = Literal["and", "or"]
Pair = tuple[str, str]

# ── own tables ───────────────────────────────────────────────────────────────────────────────

_GUILLEMETS: tuple[Pair, Pair] = (("«", "»"), ("‘", "’"))
_CURLY: tuple[Pair, Pair] = (("“", "”"), ("‘", "’"))
_SWEDISH: tuple[Pair, Pair] = (("”", "”"), ("’", "’"))
_LOW: tuple[Pair, Pair] = (("„", "“"), ("‚", "‘"))
_LOW_CLOSED: tuple[Pair, Pair] = (("„", "”"), ("‘", "’"))
_POINTED: tuple[Pair, Pair] = (("«", "»"), ("“", "”"))
_CORNERS: tuple[Pair, Pair] = (("「", "」"), ("『", "』"))

_QUOTES: Mapping[str, tuple[Pair, Pair]] = {
    **dict.fromkeys(("nb", "nn", "ar", "fa", "ckb", "ti", "am"), _GUILLEMETS),
    **dict.fromkeys(("se", "sma", "smj", "sv", "fi", "he"), _SWEDISH),
    **dict.fromkeys(("is", "de", "lt", "lv", "et", "cs", "sk", "sl", "bg", "mk", "ka"), _LOW),
    **dict.fromkeys(("hr", "bs", "sr"), _LOW_CLOSED),
    **dict.fromkeys(("es", "it", "el", "ca", "gl", "eu", "sq"), _POINTED),
    **dict.fromkeys(("uk", "ru", "be"), (("«", "»"), ("„", "“"))),
    **dict.fromkeys(("de_CH", "de_LI"), (("«", "»"), ("‹", "›"))),
    **dict.fromkeys(("ja", "zh_Hant"), _CORNERS),
    **dict.fromkeys(("zh", "ko", "tr", "vi", "id", "ms", "pt", "so", "sw", "hi", "th"), _CURLY),
    "da": (("»", "«"), ("›", "‹")),
    "en": (("‘", "’"), ("“", "”")),
    "nl": (("‘", "’"), ("“", "”")),
    "pl": (("„", "”"), ("«", "»")),
    "ro": (("„", "”"), ("«", "»")),
    "hu": (("„", "”"), ("»", "«")),
    "fr": (("«\u00a0", "\u00a0»"), ("“", "”")),
}
# fmt: off
_DASHED = frozenset((
    "nb", "nn", "se", "sma", "smj", "da", "sv", "fi", "is", "pl", "uk", "ru", "lt", "lv", "fr", "es", "it", "ro",
    "hu", "pt", "cs",
))
# fmt: on
"""Languages that open direct speech with a dash; the others put it in quotation marks."""
_EM_DASH = frozenset(["uk", "ru", "lt", "fr", "es", "ro"])
_SPACED_PER_CENT = frozenset((
    "nb", "nn", "se", "sma", "smj", "da", "sv", "fi", "de", "fr", "es", "cs", "lt", "ru", "sk",
))  # fmt: skip
_UNGROUPED_THOUSANDS = frozenset(["es", "pl", "pt", "it", "hu", "bg", "lv", "et"])
"""Four digits stand together here; Babel does not know CLDR's «minimum grouping digits»."""
_CODE_FIRST = frozenset(["en", "so", "ti", "am"])
_SIGNS: Mapping[str, Mapping[str, str]] = {
    "NOK": {"nb": "kr", "nn": "kr", "se": "kr", "sma": "kr", "smj": "kr"},
    "SEK": {"sv": "kr"},
    "DKK": {"da": "kr."},
    "EUR": {"": "€"},
    "GBP": {"en": "£"},
    "PLN": {"pl": "zł"},
}
# fmt: off
_HYPHENATED = frozenset((
    "nb", "nn", "en", "de", "da", "sv", "nl", "fr", "es", "it", "pl", "pt", "ro", "ru", "uk", "lt", "lv", "hu",
    "cs", "is", "et",
))
# fmt: on
"""Languages with a hyphenation dictionary that can be trusted."""
_DATES: Mapping[str, str] = {
    "se": "{month} {day}. b. {year}",
    "so": "{day} {month} {year}",
    "ti": "{day} {month} {year}",
}
_SKELETONS: Mapping[DateStyle, str] = {"month": "yMMMM", "short": "yMd"}
_LISTS: Mapping[ListStyle, Literal["standard", "or"]] = {"and": "standard", "or": "or"}
_PRIVATE = 0xE000
"""The first character that no text uses: items are put into a list after its words are known."""
_REPLACED = {"no": "nb", "iw": "he", "in": "id", "prs": "fa-AF", "cn": "zh-Hans", "ua": "uk", "dk": "da", "cz": "cs"}
_NAMES = {
    "norsk": "nb",
    "bokmål": "nb",
    "nynorsk": "nn",
    "english": "en",
    "engelsk": "en",
    "samisk": "se",
    "sami": "se",
}
_COUNTS_LIKE = {"sma": "nb", "smj": "nb"}
"""Languages whose numbers CLDR lacks, and the one whose rules are theirs."""
_WELL_FORMED = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-\d{3})?")


@dataclass(frozen=True)
class Language:
    """What a page in this language needs to know.

    `quotes` are the outer and the inner pair, `has_quotes` whether they are known to be its own,
    `dialogue` opens direct speech, `dash` is the dash
    between words; `hyphenation` says whether words may be divided; `rules` is CLDR's name of the
    rules that dates and numbers follow.
    """

    tag: str
    rules: str
    name: str
    direction: Direction = "ltr"
    script: str = "Latn"
    quotes: tuple[Pair, Pair] = _CURLY
    has_quotes: bool = False
    dialogue: Literal["dash", "quotes"] = "quotes"
    dash: str = "–"
    hyphenation: bool = False

    @property
    def pseudo(self) -> bool:
        """Whether no one reads it."""
        return self.tag == PSEUDO

    def opens_dialogue(self, text: str) -> bool:
        """Whether `text` has this language's mark of direct speech."""
        if self.dialogue == "dash":
            return text.lstrip().startswith(("–", "—", "-"))
        return any(mark in text for mark in ("“", "”", "„", "«", "»", "‘", "’", '"', "「"))


@cache
def language(tag: str, source: str = "nb") -> Language:
    """What is known of a language; `source` lends its data to `x-pseudo`."""
    rules = _rules(source if tag == PSEUDO else tag)
    base = rules.split("_")[0]
    locale = _locale(rules)
    quoted = next((name for name in (rules, f"{base}_{_script(rules)}", base) if name in _QUOTES), "")
    return Language(
        tag=normalise_tag(tag),
        rules=rules,
        name=language_name(tag, source),
        direction="rtl" if locale.text_direction == "rtl" else "ltr",
        script=_script(rules),
        quotes=_QUOTES.get(quoted, _CURLY),
        has_quotes=bool(quoted),
        dialogue="dash" if base in _DASHED else "quotes",
        dash="—" if base in _EM_DASH else "–",
        hyphenation=base in _HYPHENATED,
    )


# ── tags ─────────────────────────────────────────────────────────────────────────────────────


def normalise_tag(tag: str) -> str:
    """The tag in BCP 47's own spelling: `EN_gb` → `en-GB`."""
    first, *rest = tag.replace("_", "-").split("-")
    return "-".join((first.lower(), *(_part(part) for part in rest)))


def _part(part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 else part.lower()


def gettext_name(tag: str) -> str:
    """The name of a language's folder below `locales/`: `en_GB`."""
    return normalise_tag(tag).replace("-", "_")


def check_tag(tag: str, place: Place = Place()) -> Finding | None:
    """What is wrong with a language tag of the configuration; `nb+se` names two languages."""
    return next((finding for part in tag.split("+") if (finding := _check_one(part, place))), None)


def _check_one(tag: str, place: Place) -> Finding | None:
    if tag == PSEUDO:
        return error(
            "M02",
            said("«{tag}» is no language to publish in", tag=tag),
            said("take it out of `languages` and ask for it with `utgivelse build -l x-pseudo`"),
            place,
        )
    if nearest := _REPLACED.get(tag, _NAMES.get(tag.lower(), "")):
        return _unknown(tag, nearest, place)
    if _WELL_FORMED.fullmatch(tag) and _is_known(tag):
        return None
    spelt = normalise_tag(tag)
    known = _tags()
    nearest = spelt if spelt in known else next(iter(get_close_matches(spelt, known, 1, 0.5)), "nb")
    return _unknown(tag, nearest, place)


def _unknown(tag: str, nearest: str, place: Place) -> Finding:
    return error(
        "M01",
        said("expected the tag of a language, found «{tag}»", tag=tag),
        said("did you mean «{name}»? Tags are written as in BCP 47: `nb`, `en`, `zh-Hans`", name=nearest),
        place,
    )


def _is_known(tag: str) -> bool:
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(gettext_name(tag))
    except (UnknownLocaleError, ValueError):
        return False
    return True


def _tags() -> tuple[str, ...]:
    from babel.localedata import locale_identifiers

    return tuple(sorted(name.replace("_", "-") for name in locale_identifiers()))


def _rules(tag: str) -> str:
    name = gettext_name(_REPLACED.get(tag, tag))
    return {"en": "en_GB"}.get(name, name)


@cache
def _locale(rules: str) -> Locale:
    """CLDR's data; for a language that CLDR lacks, those of the source language's neighbours: nb."""
    from babel import Locale, UnknownLocaleError

    for name in (rules, rules.split("_", maxsplit=1)[0]):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("nb")


@cache
def _script(rules: str) -> str:
    from babel import Locale

    try:
        return str(Locale.parse(rules, resolve_likely_subtags=True).script or _likely(rules))
    except (ValueError, LookupError):
        return "Latn"


def _likely(rules: str) -> str:
    from babel.core import get_global

    found = get_global("likely_subtags").get(rules) or get_global("likely_subtags").get(
        rules.split("_", maxsplit=1)[0], ""
    )
    return next((part for part in str(found).split("_") if len(part) == 4), "Latn")


def is_same_writing(tag: str, other: str) -> bool:
    """Whether one may stand for the other: `en-GB` for `en`; not `zh-CN` for `zh-Hant`, nor `pt-BR` for `pt-PT`."""
    base, region, script = _parts(tag)
    other_base, other_region, other_script = _parts(other)
    return (base, script) == (other_base, other_script) and (region == other_region or not (region and other_region))


def _parts(tag: str) -> tuple[str, str, str]:
    """Language, region and script; the script that is likely where none is named."""
    base, *rest = normalise_tag(tag).split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    region = next((part for part in rest if len(part) < 4 and (part.isupper() or part.isdigit())), "")
    return base, region, script or _likely(gettext_name(tag))


def language_name(tag: str, source: str = "nb") -> str:
    """The language's own name in its own script, as it stands on a cover: «Norsk bokmål», «English»."""
    if tag == PSEUDO:
        return accented(language_name(source))
    name = _locale(gettext_name(_REPLACED.get(tag, tag))).get_display_name() or tag
    return name[:1].upper() + name[1:]


def english_name(tag: str) -> str:
    """The language's name in English, by CLDR."""
    if tag == PSEUDO:
        return "pseudo-language"
    return _locale(gettext_name(_REPLACED.get(tag, tag))).get_display_name("en") or tag


# ── dates, numbers, money, lists ─────────────────────────────────────────────────────────────


def format_date(date: datetime.date, tag: str, source: str = "nb", style: DateStyle = "long") -> str:
    """The date in full: «5. november 2026», «5 November 2026»; its month and year, or all of it in figures."""
    from babel.dates import format_date as by_cldr
    from babel.dates import format_skeleton, get_month_names

    rules = _rules(source if tag == PSEUDO else tag)
    base, locale = rules.split("_")[0], _locale(rules)
    if style != "long":
        return _finished(format_skeleton(_SKELETONS[style], date, locale=locale), tag)
    month = get_month_names("wide", locale=locale)[date.month]
    if month[1:].isdecimal():  # «M11»: CLDR knows the language, but not its months
        text = f"{date.day}.{date.month}.{date.year}"
    elif pattern := _DATES.get(base):
        text = pattern.format(month=month.replace("mánnu", "mánu"), day=date.day, year=date.year)
    else:
        text = by_cldr(date, format="long", locale=locale)
    return _finished(text, tag)


def format_number(value: Decimal | float, tag: str, decimals: int | None = None, source: str = "nb") -> str:
    """The number with its language's separators; `decimals` fixes how many are shown."""
    from babel.numbers import format_decimal

    rules = _rules(source if tag == PSEUDO else tag)
    number = Decimal(str(value))
    if decimals is None:
        decimals = len(f"{number.normalize():f}".partition(".")[2])
    thousands = not (abs(number) < 10_000 and rules.split("_")[0] in _UNGROUPED_THOUSANDS)
    pattern = ("#,##0" if thousands else "0") + ("." + "0" * decimals if decimals else "")
    text = format_decimal(number, pattern, _locale(_COUNTS_LIKE.get(rules, rules)))
    return _plain_spaces(text).replace("-", "−")


def format_per_cent(value: Decimal | float, tag: str, decimals: int | None = None, source: str = "nb") -> str:
    """«25 %» or «25%»; `value` is what stands before the sign."""
    base = _rules(source if tag == PSEUDO else tag).split("_")[0]
    space = "\u00a0" if base in _SPACED_PER_CENT else ""
    return f"{format_number(value, tag, decimals, source)}{space}%"


def format_money(amount: Amount, tag: str, decimals: int | None = None, source: str = "nb") -> str:
    """«550 000 kr», «NOK 550,000», «€500»."""
    base = _rules(source if tag == PSEUDO else tag).split("_")[0]
    if decimals is None:
        decimals = 0 if float(amount.amount).is_integer() else 2
    number = format_number(amount.amount, tag, decimals, source)
    signs = _SIGNS.get(amount.currency, {})
    sign = signs.get(base, signs.get("", amount.currency))
    if base not in _CODE_FIRST:
        return _finished(f"{number}\u00a0{sign}", tag)
    return _finished(f"{sign}{number}" if len(sign) == 1 else f"{sign}\u00a0{number}", tag)


def format_list(items: Iterable[str], tag: str, source: str = "nb", style: ListStyle = "and") -> str:
    """«a, b og c», «a, b eller c»; in `x-pseudo` joined by the source language's words, with accents."""
    from babel.lists import format_list as by_cldr

    rules = _rules(source if tag == PSEUDO else tag)
    given = list(items)
    marks = [chr(_PRIVATE + number) for number in range(len(given))]
    joined = _finished(by_cldr(marks, _LISTS[style], _locale(rules)), tag)
    for mark, item in zip(marks, given, strict=True):
        joined = joined.replace(mark, item)
    return joined


@cache
def time_words(tag: str) -> Mapping[str, str]:
    """The names of months and days of the week, also shortened with their full stop, each with its full name."""
    from babel.dates import get_day_names, get_month_names

    locale = _locale(_rules(tag))
    names: dict[str, str] = {}
    for names_of in (get_month_names, get_day_names):
        whole = {number: name.lower() for number, name in names_of("wide", locale=locale).items()}
        short = names_of("abbreviated", locale=locale)
        names |= {word.lower(): whole[number] for number, word in short.items() if word.endswith(".")}
        names |= {name: name for name in whole.values()}
    return names


def separators(tag: str, source: str = "nb") -> tuple[str, str]:
    """The signs between thousands and before decimals."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    rules = _rules(source if tag == PSEUDO else tag)
    locale = _locale(_COUNTS_LIKE.get(rules, rules))
    return _plain_spaces(get_group_symbol(locale)), get_decimal_symbol(locale)


def own_currency(sign: str, tag: str) -> str:
    """The ISO 4217 code that a sign («kr», «€», «NOK») means in this language; empty when it means none."""
    base = _rules(tag).split("_")[0]
    for code, signs in _SIGNS.items():
        if sign in (code, signs.get(base), signs.get("")) or (sign == "£" and code == "GBP"):
            return code
    return sign if sign in ("USD", "CHF") else ""


@cache
def month_names(tag: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The twelve months: each with its names in full, as they stand in a date and alone, and its short ones."""
    from babel.dates import get_month_names

    locale = _locale(_rules(tag))
    forms: dict[str, list[Mapping[int, str]]] = {
        width: [get_month_names(width, context, locale) for context in ("format", "stand-alone")]
        for width in ("wide", "abbreviated")
    }
    return tuple((_names_of(forms["wide"], month), _names_of(forms["abbreviated"], month)) for month in range(1, 13))


def _names_of(forms: Iterable[Mapping[int, str]], month: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for form in forms if not (name := form[month].rstrip(".")).lstrip("M").isdecimal()))


def _plain_spaces(text: str) -> str:
    return text.replace("\u202f", "\u00a0").replace("\u200f", "").replace("\u200e", "")


def _finished(text: str, tag: str) -> str:
    return accented(_plain_spaces(text)) if tag == PSEUDO else _plain_spaces(text)


@cache
def size_words(tag: str) -> Mapping[str, int]:
    """The words behind a number that make it greater, and by how much: «tusen», «mill.», 万."""
    locale = _locale(_rules(tag))
    words: dict[str, int] = {}
    if locale.language != _rules(tag).split("_", maxsplit=1)[0]:
        return words
    for width in ("short", "long"):
        for forms in locale.compact_decimal_formats.get(width, {}).values():
            for size, pattern in forms.items():
                text = getattr(pattern, "pattern", str(pattern)).replace("'", "").strip("\u200f")
                found = _SIZED.fullmatch(text)
                if found and (len(found[3]) > 1 or width == "long" or (not found[2] and not text.isascii())):
                    words[found[3].casefold()] = int(size) // 10 ** (len(found[1]) - 1)
    words.pop("", None)
    return words


_SIZED = re.compile(r"(0+)([\s\u00a0]*)(.*)")


@cache
def day_names(tag: str) -> tuple[tuple[str, ...], ...]:
    """The seven days of the week from Monday, each with its names."""
    from babel.dates import get_day_names

    locale = _locale(_rules(tag))
    forms = [get_day_names("wide", context, locale) for context in ("format", "stand-alone")]
    return tuple(tuple(dict.fromkeys(form[day] for form in forms)) for day in range(7))


_UNITS = {
    "km": "length-kilometer",
    "kg": "mass-kilogram",
    "kWh": "energy-kilowatt-hour",
    "°C": "temperature-celsius",
    "%": "concentr-percent",
}
_KIN = {"NOK": "DKK", "SEK": "DKK", "DKK": "NOK", "EUR": "EUR", "USD": "CAD", "GBP": "EGP"}
"""Currencies, and another of the same name: what both are called is the name without its country."""


@cache
def unit_words(tag: str) -> Mapping[str, tuple[str, ...]]:
    """How units and currencies are called and shortened: `km` → «kilometriä», «km»; empty where CLDR knows none."""
    locale = _locale(_rules(tag))
    if locale.language != _rules(tag).split("_", maxsplit=1)[0]:
        return {}
    patterns: Mapping[str, Mapping[str, Mapping[str, str]]] = locale._data["unit_patterns"]
    words = {
        unit: tuple(
            dict.fromkeys(
                pattern.replace("{0}", "").strip("\u00a0\u200e\u200f ")
                for width in ("long", "short")
                for case, pattern in patterns.get(name, {}).get(width, {}).items()
                if case != "per"
            )
        )
        for unit, name in _UNITS.items()
    }
    return words | {code: tuple(sorted(_called(code, tag) & _called(kin, tag))) for code, kin in _KIN.items()}


def _called(code: str, tag: str) -> frozenset[str]:
    from babel.numbers import get_currency_name

    names = {get_currency_name(code, count, _locale(_rules(tag))).casefold() for count in (1, 2, 3, 5, 11)}
    ends = {name[-2:] for name in names if "\u3400" <= name[-1] <= "\u9fff"}
    return frozenset(word for name in names for word in name.split() if len(word) > 2) | ends
