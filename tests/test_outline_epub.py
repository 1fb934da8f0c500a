"""The outline of an EPUB: what a screen reader goes through, in order."""

from __future__ import annotations

import pytest

from ebooks import changed, pack, sound
from utgivelse.ebook import Unreadable
from utgivelse.outline import Line, write
from utgivelse.outline.epub import read_epub

EXPECTED = """\
book [nb]: Elva
  file: Innhold
    contents: Innhold
      heading 1: Innhold
      list of 1
        item 1 of 1: Elva
          link: Elva → text.xhtml
          list of 1
            item 1 of 1: Under brua
              link: Under brua → text.xhtml#under
    page list: Sider
      list of 2
        item 1 of 2: 1
          link: 1 → text.xhtml#page-1
        item 2 of 2: 2
          link: 2 → text.xhtml#page-2
  file: Elva
    page: 1
    heading 1: Elva
    paragraph: Elva renner gjennom byen, og på davvisámegiella heter den noe annet.1
      passage [se]: davvisámegiella
      note mark: 1 → #note-1
    figure
      image: Elva om høsten
      caption: Fra brua
    heading 2: Under brua
    paragraph: Her er det dypest. Les om fisket.
      page: 2
      link: om fisket → https://example.no
    table, 2 by 2
      row 1 of 2
        column head: År
        column head: Fisk
      row 2 of 2
        cell of «År»: 2025
        cell of «Fisk»: 12
    list of 2
      item 1 of 2: laks
      item 2 of 2: ørret
    note
      paragraph: 1 En note. ↩
        back to the text: Tilbake til teksten → #ref-1
"""


def lines_of(path: str, old: str, new: str) -> tuple[Line, ...]:
    return read_epub(pack(changed(path, old, new)))


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    assert write(read_epub(pack(sound()))) == EXPECTED


def test_what_is_hidden_or_decorative_is_not_read() -> None:
    told = write(lines_of("text.xhtml", "<h1>Elva</h1>", '<h1>Elva</h1><p hidden="hidden">x</p><img src="" alt=""/>'))
    assert told == EXPECTED


@pytest.mark.parametrize(
    ("new", "role", "text"),
    [
        ('<img src="elv.jpg"/>', "image without a description", "elv.jpg"),
        ('<div role="img" aria-label="En tegning"><svg/></div>', "image", "En tegning"),
        ("<blockquote><p>Sagt.</p></blockquote>", "paragraph", "Sagt."),
        ("<div>Løs tekst</div>", "text", "Løs tekst"),
        ('<h1 role="presentation">Elva</h1>', "text", "Elva"),
    ],
)
def test_each_thing_is_announced_as_what_it_is(new: str, role: str, text: str) -> None:
    found = lines_of("text.xhtml", "<h1>Elva</h1>", new)
    assert (role, text) in [(line.role, line.text) for line in found]


def test_a_language_is_named_where_it_changes_and_only_there() -> None:
    found = lines_of("text.xhtml", "<p>Her er", '<p lang="nn">Her er')
    assert [(line.role, line.language) for line in found if line.language] == [
        ("book", "nb"),
        ("passage", "se"),
        ("paragraph", "nn"),
    ]


def test_soft_hyphens_are_not_read() -> None:
    assert "dypest" in write(lines_of("text.xhtml", "dy<span", "d\u00ady<span"))


def test_bytes_without_a_package_are_refused() -> None:
    for data in (b"", b"PK", pack({"a": b""}), pack({"META-INF/container.xml": b"<a/>"})):
        with pytest.raises(Unreadable):
            read_epub(data)
