"""The statement for people: one HTML file in the edition's language, which itself keeps to WCAG 2.2 AA.

Laws:
- Headings go down level by level; what is said by colour is said in words; the page needs nothing outside itself.
- A passage in another language than the page's is marked: titles, names, notes, what a judge said.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from utgivelse.findings import said
from utgivelse.language import format_date, format_number, language, language_name
from utgivelse.speech import speaker
from utgivelse.statement.model import StatedFinding, Statement

TEMPLATE = "statement.html.j2"
AUTHORITY = "https://www.uutilsynet.no/"

STATUS = {
    "full": said("Conforms"),
    "partial": said("Partially conforms"),
    "not-assessed": said("Not assessed"),
    "paper": said("Made for paper"),
}
MEANING = {
    ("full", "holds"): said(
        "{by} looked at what no machine can tell, and found that this edition conforms with WCAG 2.2, level AA. The "
        "checks of the program and the outside judges that were run found nothing that speaks against it."
    ),
    ("partial", "holds"): said(
        "{by} looked at what no machine can tell, and found that this edition conforms with WCAG 2.2, level AA. But "
        "what is listed below speaks against it, or a judge was not run."
    ),
    ("not-assessed", "lapsed"): said(
        "{by} looked at an earlier text of this edition. Since then it has changed, and nobody has looked at what no "
        "machine can tell. Whether it conforms is therefore not known; below stands what machines were asked."
    ),
    ("not-assessed", "nobody"): said(
        "Nobody has looked at what no machine can tell. Whether this edition conforms is therefore not known; below "
        "stands what machines were asked."
    ),
    ("paper", ""): said(
        "This file goes to a print shop and is not meant for the screen. What is to be read on a screen has a "
        "statement of its own."
    ),
}
"""What the status means, by the status and whether a person answers for it."""

PERSON = {
    "holds": said("{by} confirmed on {date}, of exactly this content:"),
    "lapsed": said("{by} confirmed on {date} what is listed here, but of other content. Nobody answers for it now:"),
    "nobody": said("Nobody has confirmed that:"),
}
OUTCOMES = {
    "passed": said("found nothing"),
    "failed": said("found faults"),
    "not-run": said("not run"),
}
SEVERITIES = {"error": said("error"), "warning": said("warning"), "note": said("note")}
MEDIA = {"application/pdf": "PDF", "application/epub+zip": "EPUB 3"}

LABELS = {
    "statement": said("Accessibility statement"),
    "status": said("How far it conforms"),
    "inaccessible": said("What is not accessible"),
    "none": said("No fault was found by what was asked. That does not say that there is none."),
    "found": said("What was found"),
    "limits": said("What this kind of file lacks"),
    "prepared": said("How this statement was prepared"),
    "prepared_by": said("It was made from what is listed here, by the program that made the edition."),
    "claims": said("What the file claims"),
    "no_claims": said("The file claims no standard."),
    "checks": said("What the program asked"),
    "judges": said("Outside judges"),
    "version": said("version"),
    "hands": said("What no machine can tell"),
    "how": said("How it was looked at:"),
    "credential": said("Credential"),
    "report": said("Report"),
    "dates": said("Dates"),
    "published": said("Edition dated"),
    "confirmed": said("Confirmed on"),
    "not_confirmed": said("not confirmed"),
    "fresh": said("This statement holds for one file. When the edition changes, a new statement is made."),
    "contact": said("Tell us"),
    "ask": said("Is there something that you cannot read, or do you want it in another form? Write or ring:"),
    "no_contact": said("The publisher has named nobody here."),
    "authority": said("The authority"),
    "pointer": said(
        "Public bodies in Norway also publish an accessibility statement for the website on which this file lies, in "
        "the form that the authority gives. This page does not replace it, and can be used for it."
    ),
    "authority_link": said("The Norwegian authority for universal design of ICT"),
    "file": said("The file"),
    "name": said("Name"),
    "kind": said("Format"),
    "language": said("Language"),
    "sum": said("SHA-256"),
    "content": said("Content"),
    "unknown": said("unknown"),
    "page": said("page"),
    "line": said("line"),
}


def write_html(statement: Statement, source_language: str) -> bytes:
    """The statement as one file; `source_language` is that of what the publisher typed into the configuration."""
    spoken, person = statement.spoken, statement.person
    say = speaker(spoken)
    confirmed = format_date(person.date, spoken) if person.date else ""
    text: str = _template().render(
        s=statement,
        t={name: say(label) for name, label in LABELS.items()},
        status=say(STATUS[statement.status]),
        meaning=_put(say(_meaning(statement)), person.by, confirmed),
        person=_put(say(PERSON[person.answer]), person.by, confirmed),
        outcomes={name: say(label) for name, label in OUTCOMES.items()},
        severities={name: say(label) for name, label in SEVERITIES.items()},
        source=source_language,
        direction=language(spoken).direction,
        kind=MEDIA.get(statement.file.media_type, statement.file.media_type),
        language_name=language_name(statement.language),
        published=format_date(statement.date, spoken),
        confirmed=confirmed,
        size=_size(statement.file.bytes, spoken),
        faults=[finding for finding in statement.findings if finding.severity != "note"],
        notes=[finding for finding in statement.findings if finding.severity == "note"],
        place=lambda finding: _place(finding, say),
        authority=AUTHORITY,
    )
    return text.encode()


def _meaning(statement: Statement) -> str:
    answer = "" if statement.status == "paper" else statement.person.answer
    return MEANING[statement.status, answer]


def _put(template: str, by: str, date: str) -> str:
    """The name and the day put in; a name may have braces of its own."""
    return template.replace("{date}", date).replace("{by}", by)


def _place(finding: StatedFinding, say: Callable[[str], str]) -> str:
    page = f"{say(LABELS['page'])} {finding.page}" if finding.page else ""
    line = f"{say(LABELS['line'])} {finding.line}" if finding.line else ""
    return ", ".join(part for part in (page, finding.file, line) if part)


def _size(count: int, spoken: str) -> str:
    in_mega = count >= 1_000_000
    value = round(count / 1_000_000, 1) if in_mega else max(1, round(count / 1000))
    return f"{format_number(value, spoken)}\u00a0{'MB' if in_mega else 'kB'}"


def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(TEMPLATE)
