"""Claims: what a file says of itself is one story.

Laws:
- It names its PDF/X version, and says in Info and in XMP the same (ISO 15930-7).
- Trapped is True or False, never open; it has an /ID.
"""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.findings import Finding, error, said, warning
from utgivelse.pdf.painting.catalog_facts import Catalog
from utgivelse.plugins import Check
from utgivelse.preflight import Subject


def run(subject: Subject) -> tuple[Finding, ...]:
    """What is missing or contradictory; nothing of a file that cannot be opened."""
    return tuple(_claims(subject.painting.catalog)) if subject.painting.opened else ()


def _claims(catalog: Catalog) -> Iterator[Finding]:
    export = said("export as PDF/X-4")
    if not catalog.pdfx:
        yield warning("K63", said("the file claims no PDF/X version, expected PDF/X-4"), export)
    elif not catalog.pdfx.startswith("PDF/X"):
        yield error("K63", said("the file claims to be «{found}», expected PDF/X-4", found=catalog.pdfx), export)
    for key, info, xmp in catalog.disagreements:
        text = said("{key} is «{info}» in Info and «{xmp}» in XMP", key=key, info=info[:60], xmp=xmp[:60])
        yield error("K63", text, said("write the document's properties anew"))
    trapped = dict(catalog.info).get("Trapped") or dict(catalog.xmp).get("Trapped", "")
    if trapped not in ("True", "False"):
        text = said("Trapped is «{found}», expected True or False", found=trapped or "–")
        yield warning("K63", text, said("say whether the file is trapped: else it is trapped twice, or never"))
    if not catalog.has_id:
        yield warning("K63", said("the file has no /ID"), export)


CHECK = Check("claims", ("application/pdf",), run, press=True)
