"""Speech: the program's own texts in the language of whoever reads them.

Laws:
- English inside the program; here, at a door, a `Said` becomes a sentence in the reader's language.
- Only the standard library: a help text must not wait for Babel. The compiled catalogs (`.mo`) are
  made when the package is built; without them the program speaks English.
- A translation that lost a placeholder gives way to the English sentence.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from gettext import GNUTranslations

from utgivelse.files import shipped
from utgivelse.findings import Said

DOMAIN = "utgivelse"
_NEIGHBOURS = {"nn": ("nn", "nb"), "nb": ("nb", "nn"), "no": ("nb", "nn")}


def speaker(language: str | None = None) -> Callable[[str], str]:
    """What says a text in `language`, or in the terminal's."""
    wanted = (language,) if language else terminal_languages(os.environ)
    catalogs = _catalogs(tuple(_chain(wanted)))

    def say(text: str) -> str:
        return _say(text, catalogs)

    return say


def spoken(language: str | None = None) -> str:
    """The language that `speaker` speaks when it is asked for this one, or for the terminal's."""
    catalogs = _catalogs(tuple(_chain((language,) if language else terminal_languages(os.environ))))
    return next((catalog.info()["language"] for catalog in catalogs if "language" in catalog.info()), "en")


def terminal_languages(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The languages that the terminal asks for, first the dearest; as gettext reads them."""
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((name for name in names if name), "")
    if locale.split(".")[0] in ("", "C", "POSIX"):
        return ()
    return tuple(tag for tag in (*environment.get("LANGUAGE", "").split(":"), locale) if tag)


def _chain(wanted: Iterable[str]) -> Iterable[str]:
    for tag in wanted:
        base = tag.replace("-", "_").split(".")[0].split("@")[0].split("_")[0].lower()
        yield from _NEIGHBOURS.get(base, (base,))
        if base == "en":
            return


@cache
def _catalogs(languages: tuple[str, ...]) -> tuple[GNUTranslations, ...]:
    folder = shipped("locales")
    found = (folder / tag / "LC_MESSAGES" / f"{DOMAIN}.mo" for tag in dict.fromkeys(languages) if tag != "en")
    catalogs = []
    for path in found:
        if path.is_file():
            with path.open("rb") as file:
                catalogs.append(GNUTranslations(file))
    return tuple(catalogs)


def _say(text: str, catalogs: tuple[GNUTranslations, ...]) -> str:
    if not isinstance(text, Said):
        return _translated(text, catalogs)
    values = {name: _say(value, catalogs) if isinstance(value, Said) else value for name, value in text.values.items()}
    template = _translated(text.template, catalogs)
    if not values:
        return template
    try:
        return template.format_map(values)
    except (KeyError, ValueError, IndexError):
        return text.template.format_map(values)


def _translated(text: str, catalogs: tuple[GNUTranslations, ...]) -> str:
    if not text:
        return ""
    return next((found for catalog in catalogs if (found := catalog.gettext(text)) != text), text)
