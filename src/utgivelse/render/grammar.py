"""Grammar: what templates say in numbers, lists, dates, money and names, by the rules of the language.

Laws:
- CLDR decides, through `language`; a template never joins words or groups digits itself.
- A number within a theme's word is written by the language's rules, and chooses the plural form.
- A translator chooses the case of a name: `%(place.locative)s` in a translation is `place` in that case.
- A translation is text and never markup, where the theme's own word is.
- In `x-pseudo` whatever is said here has accents.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape

from utgivelse import language
from utgivelse.names import BASIC, Names
from utgivelse.po import Words
from utgivelse.pseudo import accented
from utgivelse.publication import Amount

_MARKUP = re.compile(r"<\w|&#?\w+;")


@dataclass(frozen=True)
class Grammar:
    """One language's rules, its words, and the forms of its names."""

    words: Words
    names: Names
    tag: str
    source: str

    def globals(self) -> Mapping[str, Any]:
        """What templates call these rules by."""
        return {
            "_": self.gettext,
            "gettext": self.gettext,
            "ngettext": self.ngettext,
            "pgettext": self.pgettext,
            "npgettext": self.npgettext,
            "date": self.date,
            "joined": self.joined,
            "money": self.money,
            "name": self.name,
            "number": self.number,
            "per_cent": self.per_cent,
        }

    # ── words ──

    @pass_eval_context
    def gettext(self, around: EvalContext, text: str, /, **values: Any) -> str:
        """The theme's word, with these values in it."""
        return self._filled(around, _as_text(self.words.gettext(text), text, around), values)

    @pass_eval_context
    def pgettext(self, around: EvalContext, context: str, text: str, /, **values: Any) -> str:
        """The same, one use of the word."""
        return self._filled(around, _as_text(self.words.pgettext(context, text), text, around), values)

    @pass_eval_context
    def ngettext(self, around: EvalContext, singular: str, plural: str, number: int, /, **values: Any) -> str:
        """The word in the form that the number asks for; `%(num)s` in it is the number."""
        text = _as_text(self.words.ngettext(singular, plural, number), singular, around)
        return self._filled(around, text, {"num": number, **values})

    @pass_eval_context
    def npgettext(
        self, around: EvalContext, context: str, singular: str, plural: str, number: int, /, **values: Any
    ) -> str:
        """The same, one use of the word."""
        text = _as_text(self.words.npgettext(context, singular, plural, number), singular, around)
        return self._filled(around, text, {"num": number, **values})

    def _filled(self, around: EvalContext, text: str, values: Mapping[str, Any]) -> str:
        filled = _Values(values, self._written)
        return Markup(text) % filled if around.autoescape else text % filled

    def _written(self, value: Any, case: str) -> Any:
        if case:
            return self.name(str(value), case)
        if isinstance(value, bool):
            return value
        if isinstance(value, int | float | Decimal):
            return self.number(value)
        if isinstance(value, Amount):
            return self.money(value)
        return self.date(value) if isinstance(value, datetime.date) else value

    # ── by CLDR ──

    def number(self, value: Decimal | float, decimals: int | None = None) -> str:
        """«1 234,5»."""
        return language.format_number(value, self.tag, decimals, self.source)

    def per_cent(self, value: Decimal | float, decimals: int | None = None) -> str:
        """«25 %»; `value` is what stands before the sign."""
        return language.format_per_cent(value, self.tag, decimals, self.source)

    def money(self, amount: Amount | Decimal | float, currency: str = "", decimals: int | None = None) -> str:
        """«550 000 kr»; an amount of the configuration, or a number and its ISO 4217 code."""
        given = amount if isinstance(amount, Amount) else Amount(amount=float(amount), currency=currency)
        return language.format_money(given, self.tag, decimals, self.source)

    def date(self, day: datetime.date, style: language.DateStyle = "long") -> str:
        """«5. november 2026»; `month` leaves out the day, `short` is in figures."""
        return language.format_date(day, self.tag, self.source, style)

    def joined(self, items: Iterable[Any], style: language.ListStyle = "and") -> Markup:
        """«a, b og c»; with `or`, «a, b eller c»."""
        return Markup(language.format_list((str(escape(item)) for item in items), self.tag, self.source, style))

    def name(self, name: str, case: str = BASIC) -> str:
        """The name in this case."""
        form = self.names.form(name, case)
        return accented(form) if self.tag == language.PSEUDO and form == name else form


def _as_text(text: str, source: str, around: EvalContext) -> str:
    """A translator's word is text, unless the theme's own has markup."""
    return str(escape(text)) if around.autoescape and not _MARKUP.search(source) else text


class _Values(dict[str, Any]):
    """The values of a word: written by the rules when they are asked for, in a case after a full stop."""

    def __init__(self, values: Mapping[str, Any], write: Callable[[Any, str], Any]) -> None:
        super().__init__(values)
        self.write = write

    def __getitem__(self, key: str) -> Any:
        plain, _, case = key.partition(".")
        return self.write(super().__getitem__(plain), case)
