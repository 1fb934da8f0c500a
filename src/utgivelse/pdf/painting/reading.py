"""Reading: a file is opened, its pages are obeyed one after the other, and all of it becomes a `Painting`."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf

from utgivelse.pdf.painting.catalog import read_annotations, read_catalog
from utgivelse.pdf.painting.catalog_facts import Annotation, Catalog
from utgivelse.pdf.painting.facts import Painting, Trouble
from utgivelse.pdf.painting.geometry import Bounds
from utgivelse.pdf.painting.layers import layer_of, read_layers
from utgivelse.pdf.painting.objects import entry, word
from utgivelse.pdf.painting.objects_drawn import draw_appearance, note_group
from utgivelse.pdf.painting.page_facts import Page
from utgivelse.pdf.painting.pages import inherited, read_page
from utgivelse.pdf.painting.run import Frame, Reading, Run
from utgivelse.pdf.painting.state import Exhausted, State
from utgivelse.pdf.painting.tag_facts import Structure
from utgivelse.pdf.painting.tags import read_structure

MOST_PAGES = 5000


def read(data: bytes) -> Painting:
    """All that a file paints and says of itself.

    Never raises for what is in the file: one that cannot be opened gives `opened` False and a `Trouble`
    (`password` or `open`).
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _read(pdf)
    except pikepdf.PasswordError:
        return _unopened("password", "", Catalog(encrypted=True))
    except Exception as problem:  # whatever a broken file makes the library raise
        return _unopened("open", str(problem), Catalog())


def _unopened(what: str, detail: str, catalog: Catalog) -> Painting:
    return Painting(False, catalog, troubles=(Trouble(what, 0, detail[:200]),))


def _read(pdf: pikepdf.Pdf) -> Painting:
    reading = Reading(layers=read_layers(pdf.Root))
    pages: list[Page] = []
    annotations: list[Annotation] = []
    for number, page in enumerate(pdf.pages, 1):
        if number > MOST_PAGES:
            reading.troubles[Trouble("pages", number)] = None
            break
        try:
            _page(reading, page.obj, number, (pages, annotations))
        except Exhausted as limit:
            reading.troubles[Trouble("many", number, str(limit))] = None
        except (Exception, RecursionError) as problem:  # a page that is none
            reading.troubles[Trouble("page", number, type(problem).__name__)] = None
    return Painting(
        True,
        read_catalog(pdf),
        tuple(pages),
        tuple(reading.painted),
        tuple(reading.groups),
        tuple(face.fact for face in reading.faces.values() if face.used),
        tuple(annotations),
        tuple(reading.troubles),
        _structure(pdf),
    )


def _structure(pdf: pikepdf.Pdf) -> Structure:
    try:
        return read_structure(pdf)
    except (Exception, RecursionError):  # a tree that is none
        return Structure()


def _page(reading: Reading, page: pikepdf.Object, number: int, found: tuple[list[Page], list[Annotation]]) -> None:
    facts, matrix = read_page(page, number)
    before = reading.budget.operators
    frame = Frame(number, inherited(page, "/Resources"), matrix)
    media = facts.media
    clip: Bounds = (media.x, media.y, media.right, media.bottom)
    run = Run(reading, frame, State(matrix=matrix, clip=clip))
    index = len(found[0])
    found[0].append(facts)
    if word(entry(entry(page, "/Group"), "/S")) == "Transparency":
        note_group(run, entry(page, "/Group"), run.state, mask=False, page=True)
    for annotation, _ in (laid := list(read_annotations(page, number, matrix))):
        found[1].append(annotation)
    try:
        run.obey(page)
    finally:
        found[0][index] = replace(facts, operators=before - reading.budget.operators)
    _appearances(reading, frame, State(matrix=matrix, clip=clip), laid)


def _appearances(reading: Reading, frame: Frame, state: State, laid: list[tuple[Annotation, pikepdf.Object]]) -> None:
    for annotation, source in laid:
        layer = layer_of(entry(source, "/OC"), reading.layers)
        hidden = annotation.hidden or not annotation.prints or (layer is not None and not layer.shown)
        run = Run(reading, replace(frame, hidden=hidden, layer=layer), state)
        draw_appearance(run, source)
