"""The ticket for a person: one sheet of A4 that needs nothing beside itself and prints well.

Laws:
- What is missing is a line to write on, never an empty cell.
- Colour carries nothing alone; the sheet reads as well from a black-and-white printer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from utgivelse.findings import said
from utgivelse.language import format_date, format_number
from utgivelse.ticket.drawing import draw_sheet
from utgivelse.ticket.model import Ticket
from utgivelse.ticket.style import STYLE

Say = Callable[[str], str]

EDGES = {
    "left": said("left edge"),
    "right": said("right edge"),
    "top": said("top edge"),
    "none": said("none: loose sheet"),
}
ROLES = {
    "press": said("to print from"),
    "proof": said("to look at only: small pictures, with marks"),
    "preflight": said("what the checks found"),
}
KINDS = {"process": said("process"), "spot": said("spot"), "technical": said("technical, not printed")}
STEPS = {
    "cutting": said("cutting"),
    "varnish": said("varnish"),
    "white": said("white"),
    "creasing": said("creasing"),
    "perforating": said("perforating"),
}
TICKET, FILES, HEED = said("Job ticket"), said("Files"), said("What must be known")
READY, NOT_GIVEN = said("Checked and ready for the press"), said("not given")
KNOWN = (
    said("Print from the press PDF alone. Its pages stand one by one in reading order and are not imposed."),
    said("The proof shows pages, text and marks. It binds nobody in colour, nor in how fine pictures are."),
    said("Don't convert, trap or replace anything without asking. If something is wrong, ring before it is printed."),
    said("`sha256sum -c SHA256SUMS` tells whether every file arrived whole."),
)


def write_page(ticket: Ticket, say: Say, language: str) -> bytes:
    """The sheet as HTML, its words in `language` by way of `say`."""
    title = escape(ticket.title)
    parts = "".join(part(ticket, say, language) for part in (_head, _sign, _order, _make, _files, _foot))
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(say(TICKET))}: {title}, {escape(ticket.language)}</title>\n"
        f"<style>{STYLE}</style>\n<main>\n{parts}</main>\n</html>\n"
    ).encode()


# ── parts of the sheet, from the top ─────────────────────────────────────────────────────────


def _head(ticket: Ticket, say: Say, language: str) -> str:
    return (
        f'<header><p class="kind">{_said(say, TICKET)}</p>'
        f'<p class="client">{escape(ticket.client)}</p>'
        f'<h1 lang="{escape(ticket.language)}" dir="auto">{escape(ticket.title)}</h1>'
        f'<p class="edition"><b>{escape(ticket.language_name)}</b> ({escape(ticket.language)}) · '
        f"{escape(ticket.publication)} · {escape(format_date(ticket.date, language))}</p></header>\n"
    )


def _sign(ticket: Ticket, say: Say, _: str) -> str:
    """Whether the edition is proven; that is said first, and in words."""
    if ticket.preflight.press_ready:
        claims = ", ".join(ticket.preflight.claims)
        counts = said("{warnings} warnings, {notes} notes", **_counts(ticket))
        return (
            f'<p class="sign ready"><b>{_said(say, READY)}</b> '
            f"<span>{escape(claims)} · {_said(say, counts)}</span></p>\n"
        )
    unproven = _said(say, said("Not proven ready for the press"))
    if ticket.signed_off is None:
        return f'<p class="sign"><b>{unproven}</b></p>\n'
    by = said("let out by {name}: {reason}", name=ticket.signed_off.name, reason=ticket.signed_off.reason)
    return f'<p class="sign"><b>{unproven}</b> <span>{_said(say, by)}</span></p>\n'


def _order(ticket: Ticket, say: Say, language: str) -> str:
    """What is ordered, in the size in which one reads it across a table."""
    rows = "".join(
        f"<div><dt>{_said(say, name)}</dt><dd>{value or _gap(say)}</dd></div>" for name, value in _ordered(ticket, say)
    )
    return f'<section class="order"><dl>{rows}</dl><figure>{draw_sheet(ticket, say)}</figure></section>\n'


def _ordered(ticket: Ticket, say: Say) -> Iterator[tuple[str, str]]:
    sheet = ticket.sheet
    copies = f"{ticket.quantity:,}".replace(",", "\u00a0") if ticket.quantity else ""
    size = f"{_number(sheet.width)} × {_number(sheet.height)} mm"
    if not sheet.alike:
        size += " " + say(said("(page 1; others differ)"))
    edge = say(EDGES[ticket.binding])
    yield said("Copies"), f"<strong>{copies}</strong>" if copies else ""
    yield said("Pages"), f"<strong>{sheet.pages}</strong>"
    yield said("Trimmed size"), f"<strong>{escape(size)}</strong>"
    yield said("Bleed"), escape(f"{_number(sheet.bleed)} mm")
    yield said("Paper"), escape(ticket.paper)
    yield said("Finishing"), escape(ticket.finishing)
    yield said("Bound at"), f"<b>{escape(edge)}</b>"
    yield said("Questions to"), escape(ticket.contact)


def _make(ticket: Ticket, say: Say, _: str) -> str:
    """Inks, printing condition, fonts."""
    press = ticket.press
    limit = said("at most {ink} % ink", ink=_number(press.ink_limit))
    inks = "".join(map("<li>{}</li>".format, _inks(ticket, say)))
    fonts = ", ".join(escape(font.name) + ("" if font.embedded else " (!)") for font in ticket.fonts)
    missing = any(not font.embedded for font in ticket.fonts)
    whole = said("(!) is not embedded") if missing else said("all embedded")
    rows = [
        (said("Inks"), f'<ul class="inks">{inks}</ul>'),
        (said("Printing condition"), f"<b>{escape(press.condition)}</b> {escape(press.title)} · {_said(say, limit)}"),
        (said("Fonts"), f"{fonts} · {_said(say, whole)}" if fonts else "–"),
        (said("Other languages"), _sisters(ticket, say)),
        (said("Note"), escape(ticket.note)),
    ]
    shown = "".join(f"<div><dt>{_said(say, name)}</dt><dd>{value}</dd></div>" for name, value in rows if value)
    return f'<section class="make"><dl>{shown}</dl></section>\n'


PROCESS = {
    "Cyan": said("Cyan"),
    "Magenta": said("Magenta"),
    "Yellow": said("Yellow"),
    "Black": said("Black"),
}


def _inks(ticket: Ticket, say: Say) -> Iterator[str]:
    for ink in ticket.inks:
        kind = say(KINDS[ink.kind]) + (f": {say(STEPS.get(ink.step, ink.step))}" if ink.step else "")
        colour = f' style="background:{escape(ink.rgb)}"' if ink.rgb else ' class="unknown"'
        yield f"<i{colour}></i><b>{_said(say, PROCESS.get(ink.name, ink.name))}</b> <small>{escape(kind)}</small>"


def _sisters(ticket: Ticket, say: Say) -> str:
    others = [tag for tag in ticket.languages if tag != ticket.language]
    if not others:
        return ""
    shared = said("meant to share the cyan, magenta and yellow plates: compare them first")
    plates = shared if ticket.shared_plates else said("plates of their own")
    return f"{escape(', '.join(others))} · {_said(say, plates)}"


def _files(ticket: Ticket, say: Say, language: str) -> str:
    rows = "".join(
        f"<tr><th>{escape(file.path)}</th><td>{_said(say, ROLES[file.role])}</td>"
        f"<td>{_size(file.bytes, language)}</td></tr>"
        f'<tr class="sum"><td colspan="3">SHA-256 {file.sha256}</td></tr>'
        for file in ticket.files
    )
    return f'<section class="files"><h2>{_said(say, FILES)}</h2><table>{rows}</table></section>\n'


def _foot(ticket: Ticket, say: Say, _: str) -> str:
    lines = "".join(f"<li>{_code(escape(say(text)))}</li>" for text in KNOWN)
    return f"<footer><h2>{_said(say, HEED)}</h2><ul>{lines}</ul></footer>\n"


# ── small ────────────────────────────────────────────────────────────────────────────────────


def _counts(ticket: Ticket) -> dict[str, object]:
    return {"warnings": ticket.preflight.warnings, "notes": ticket.preflight.notes}


def _said(say: Say, text: str) -> str:
    return escape(say(text))


def _gap(say: Say) -> str:
    return f'<span class="gap">{_said(say, NOT_GIVEN)}</span>'


def _number(value: float) -> str:
    return f"{value:g}"


def _size(count: int, language: str) -> str:
    if count >= 1e6:
        return f"{format_number(count / 1e6, language, 1)}&nbsp;MB"
    return f"{max(1, round(count / 1e3))}&nbsp;kB"


def _code(text: str) -> str:
    """Backticks as code."""
    parts = text.split("`")
    return "".join(f"<code>{part}</code>" if number % 2 else part for number, part in enumerate(parts))
