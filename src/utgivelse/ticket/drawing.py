"""The drawing on the ticket: the front page with its trim, its bleed and the edge that is bound."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from utgivelse.findings import said
from utgivelse.ticket.model import Ticket

WIDE, HIGH = 150.0, 150.0
"""The room for the trimmed page, in units of the drawing."""
EDGE = {"left": (0, 0, 0, 1), "right": (1, 0, 1, 1), "top": (0, 0, 1, 0)}
"""From where to where the bound edge runs, in widths and heights of the page."""


def draw_sheet(ticket: Ticket, say: Callable[[str], str]) -> str:
    """An SVG; its title says the same in words. The bleed is drawn wider than it is, so that it shows."""
    sheet = ticket.sheet
    scale = min(WIDE / sheet.width, HIGH / sheet.height)
    width, height = round(sheet.width * scale, 1), round(sheet.height * scale, 1)
    bleed = 7.0 if sheet.bleed else 0.0
    left, top = 16.0, 26.0
    words = said("front page, {width} × {height} mm", width=f"{sheet.width:g}", height=f"{sheet.height:g}")
    parts = [
        f'<rect class="bleed" x="{left - bleed}" y="{top - bleed}"'
        f' width="{width + 2 * bleed:.1f}" height="{height + 2 * bleed:.1f}"/>',
        f'<rect class="trim" x="{left}" y="{top}" width="{width}" height="{height}"/>',
        _bound(ticket, (left, top, width, height)),
        f'<text x="{left + width / 2:.1f}" y="{top - 12}">{sheet.width:g} mm</text>',
        f'<text transform="translate({left + width + 20:.1f} {top + height / 2:.1f}) rotate(90)">'
        f"{sheet.height:g} mm</text>",
        f'<text class="middle" x="{left + width / 2:.1f}" y="{top + height / 2:.1f}">1</text>',
    ]
    if bleed:
        text = escape(say(said("bleed {bleed} mm", bleed=f"{sheet.bleed:g}")))
        parts.append(f'<text x="{left + width / 2:.1f}" y="{top + height + bleed + 12:.1f}">{text}</text>')
    box = f"0 0 {left + width + 30:.0f} {top + height + 28:.0f}"
    return f'<svg viewBox="{box}" role="img"><title>{escape(say(words))}</title>{"".join(parts)}</svg>'


def _bound(ticket: Ticket, page: tuple[float, float, float, float]) -> str:
    if ticket.binding not in EDGE:
        return ""
    left, top, width, height = page
    x1, y1, x2, y2 = EDGE[ticket.binding]
    return (
        f'<line class="bound" x1="{left + x1 * width:.1f}" y1="{top + y1 * height:.1f}"'
        f' x2="{left + x2 * width:.1f}" y2="{top + y2 * height:.1f}"/>'
    )
