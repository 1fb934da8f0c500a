"""EPUBs made by hand: a sound one, from which each test makes its own fault."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from PIL import Image

CONTAINER = """\
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
PACKAGE = """\
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="nb">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:5f0c9aee-8a3d-5d0c-8a0e-6a2f3a1a7c11</dc:identifier>
<dc:title>Elva</dc:title>
<dc:language>nb</dc:language>
<dc:source id="print">urn:isbn:9788205000001</dc:source>
<meta property="dcterms:modified">2026-11-01T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessModeSufficient">textual,visual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">readingOrder</meta>
<meta property="schema:accessibilityFeature">displayTransformability</meta>
<meta property="schema:accessibilityFeature">pageNavigation</meta>
<meta property="schema:accessibilityFeature">pageBreakMarkers</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Bildene er beskrevet, og boka har sidetall fra papirutgaven.</meta>
<meta property="pageBreakSource">urn:isbn:9788205000001</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>
<item id="style" href="book.css" media-type="text/css"/>
<item id="picture" href="elv.jpg" media-type="image/jpeg"/>
</manifest>
<spine>
<itemref idref="nav"/>
<itemref idref="text"/>
</spine>
</package>
"""
HEAD = """\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="nb" xml:lang="nb">
<head><title>{title}</title><link rel="stylesheet" type="text/css" href="book.css"/></head>
<body>
"""
NAV = f"""\
{HEAD.format(title="Innhold")}<nav epub:type="toc" role="doc-toc" aria-label="Innhold">
<h1>Innhold</h1>
<ol>
<li><a href="text.xhtml">Elva</a>
<ol><li><a href="text.xhtml#under">Under brua</a></li></ol></li>
</ol>
</nav>
<nav epub:type="page-list" role="doc-pagelist" aria-label="Sider">
<ol>
<li><a href="text.xhtml#page-1">1</a></li>
<li><a href="text.xhtml#page-2">2</a></li>
</ol>
</nav>
</body>
</html>
"""
TEXT = f"""\
{HEAD.format(title="Elva")}<span epub:type="pagebreak" role="doc-pagebreak" id="page-1" aria-label="1"/>
<h1>Elva</h1>
<p>Elva renner gjennom <em>byen</em>, og på <span lang="se" xml:lang="se">davvisámegiella</span> heter den noe annet.<a
 epub:type="noteref" role="doc-noteref" id="ref-1" href="#note-1">1</a></p>
<figure><img src="elv.jpg" alt="Elva om høsten"/><figcaption>Fra brua</figcaption></figure>
<h2 id="under">Under brua</h2>
<p>Her er det dy<span epub:type="pagebreak" role="doc-pagebreak" id="page-2" aria-label="2"/>pest. Les
<a href="https://example.no">om fisket</a>.</p>
<table>
<thead><tr><th scope="col">År</th><th scope="col">Fisk</th></tr></thead>
<tbody><tr><td>2025</td><td>12</td></tr></tbody>
</table>
<ul><li>laks</li><li>ørret</li></ul>
<aside id="note-1" epub:type="footnote" role="doc-footnote">
<p>1 En note. <a href="#ref-1" role="doc-backlink" aria-label="Tilbake til teksten">↩</a></p>
</aside>
</body>
</html>
"""
CSS = "body { margin: 0 5% }\nimg { max-width: 100%; height: auto }\n.box { color: #000000; background: #ffffff }\n"


def picture(width: int = 60, height: int = 40) -> bytes:
    """A small photograph."""
    out = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").resize((width, height)).save(out, "JPEG")
    return out.getvalue()


def sound() -> dict[str, bytes]:
    """The files of an EPUB that nothing is wrong with."""
    return {
        "META-INF/container.xml": CONTAINER.encode(),
        "EPUB/book.opf": PACKAGE.encode(),
        "EPUB/nav.xhtml": NAV.encode(),
        "EPUB/text.xhtml": TEXT.encode(),
        "EPUB/book.css": CSS.encode(),
        "EPUB/elv.jpg": picture(),
    }


def pack(files: Mapping[str, bytes]) -> bytes:
    """The files as an archive that begins as an EPUB does."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), b"application/epub+zip")
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def changed(path: str, old: str, new: str) -> dict[str, bytes]:
    """The sound EPUB's files with one text in one of them replaced."""
    files = sound()
    text = files[f"EPUB/{path}"].decode()
    assert old in text
    return {**files, f"EPUB/{path}": text.replace(old, new).encode()}
