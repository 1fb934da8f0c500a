"""Writing PO files: the same catalog always gives the same bytes.

Laws:
- Lines are never wrapped; a text with line feeds stands on one line each.
- No clock: a new file has no date, since its history is the version control's. Dates that a
  translator's program wrote stay as they are.
- References name files without lines, one a line: moving a paragraph changes no other entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from babel.messages.plurals import get_plural
from babel.messages.pofile import escape

from utgivelse.language import gettext_name
from utgivelse.po.entry import Entry, PoFile, Previous

_UNTRANSLATED = {"PO-Revision-Date": "1970-01-01 00:00+0000", "Last-Translator": "", "Language-Team": ""}
"""What a catalog says that no translator has saved yet: `msgfmt -c` asks for it, and we have no clock."""
EXTRACTOR = "utgivelse 1"
"""The version of the message model; a change of it brings its own migration."""


def write_catalog(catalog: PoFile) -> bytes:
    """The bytes of the file."""
    parts = (_entry(entry) for entry in (catalog.header, *catalog.active, *catalog.obsolete))
    tail = ("\n".join(catalog.tail) + "\n",) if catalog.tail else ()
    return "\n".join((*parts, *tail)).encode()


def _entry(entry: Entry) -> str:
    prefix = "#~ " if entry.obsolete else ""
    own = () if entry.obsolete else _ours(entry)
    flags = (f"#, {', '.join(entry.flags)}",) if entry.flags else ()
    lines = (*entry.comments, *own, *flags, *_previous(entry.previous, entry.obsolete), *_texts(entry, prefix))
    return "\n".join(lines) + "\n"


def _ours(entry: Entry) -> Iterator[str]:
    yield from (f"#. {line}".rstrip() for line in entry.extracted)
    yield from (f"#: {_isolated(reference)}" for reference in entry.references)


def _isolated(reference: str) -> str:
    return f"\u2068{reference}\u2069" if " " in reference else reference


def _previous(previous: Previous | None, obsolete: bool) -> Iterator[str]:
    if previous:
        prefix = "#~| " if obsolete else "#| "
        if previous.context:
            yield _keyword("msgctxt", previous.context, prefix)
        yield _keyword("msgid", previous.text, prefix)
        if previous.plural:
            yield _keyword("msgid_plural", previous.plural, prefix)


def _texts(entry: Entry, prefix: str) -> Iterator[str]:
    if entry.context:
        yield _keyword("msgctxt", entry.context, prefix)
    yield _keyword("msgid", entry.text, prefix)
    if not entry.plural:
        yield _keyword("msgstr", entry.strings[0], prefix)
        return
    yield _keyword("msgid_plural", entry.plural, prefix)
    yield from (_keyword(f"msgstr[{form}]", text, prefix) for form, text in enumerate(entry.strings))


def _keyword(name: str, text: str, prefix: str) -> str:
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    if len(lines) < 2:
        return f"{prefix}{name} {escape(text)}"
    return "\n".join((f'{prefix}{name} ""', *(prefix + escape(line) for line in lines)))


# ── headers ──────────────────────────────────────────────────────────────────────────────────


def plural_forms(language: str) -> tuple[int, str]:
    """How many plural forms a language has, and gettext's expression that chooses one."""
    name = gettext_name(language)
    forms = get_plural(name if name != "x_pseudo" else "nb")
    return forms.num_plurals, forms.plural_forms.rstrip(";")


def template_header(project: str) -> Entry:
    """The header of a POT."""
    return _header({"Project-Id-Version": project, **_technical()})


def catalog_header(old: Entry, project: str, language: str) -> Entry:
    """The header of a language's catalog: what it lacks is added, what humans wrote stays."""
    lines = [line for line in old.strings[0].split("\n") if line.strip()]
    lacking = {
        "Project-Id-Version": project,
        **({} if lines else _UNTRANSLATED),
        "Language": gettext_name(language),
        **_technical(),
        "Plural-Forms": plural_forms(language)[1] + ";",
    }
    kept = [_field(line, lacking) for line in lines]
    text = "".join(f"{line}\n" for line in (*kept, *(f"{name}: {value}" for name, value in lacking.items())))
    return Entry("", strings=(text,), comments=old.comments, flags=_without_formats(old.flags))


def _field(line: str, lacking: dict[str, str]) -> str:
    """A line of a header, with the value that it lacks; a line without a name as it is."""
    name, colon, value = line.partition(":")
    own = lacking.pop(name.strip(), "") if colon else ""
    return f"{name.strip()}: {value.strip() or own}" if colon else line


def _technical() -> dict[str, str]:
    return {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Extractor": EXTRACTOR,
    }


def _header(fields: Mapping[str, str]) -> Entry:
    return Entry("", strings=("".join(f"{name}: {value}\n" for name, value in fields.items()),))


def _without_formats(flags: Iterable[str]) -> tuple[str, ...]:
    return tuple(flag for flag in flags if flag not in ("python-format", "python-brace-format"))
