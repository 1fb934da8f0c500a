"""Plug-ins that the tests build with: quick formats, and one that does what `faults.txt` of the project says."""

from __future__ import annotations

import ctypes
import hashlib
import os
import time

from utgivelse.article import walk_blocks
from utgivelse.edition import Book, Product
from utgivelse.findings import Finding, ProjectError, error, warning
from utgivelse.inline import plain
from utgivelse.plugins import Check, Format, Workshop
from utgivelse.preflight import Subject


def text_of(book: Book) -> str:
    """The words of a book, one paragraph a line."""
    lines = [book.publication.title, f"language {book.language}", "draft" if book.draft else ""]
    for article in book.articles:
        lines.append(plain(article.title))
        lines += [plain(block.text) for block in walk_blocks(article.blocks) if hasattr(block, "text")]  # type: ignore[arg-type]
    return "\n".join(filter(None, lines)) + "\n"


def produce_plain(book: Book, workshop: Workshop) -> Product:
    """The words alone."""
    _count(workshop)
    return Product(text_of(book).encode(), pages=1)


def produce_slow(book: Book, workshop: Workshop) -> Product:
    """The words, after a while, with much behind them: a file that can be caught half written."""
    for _ in range(10):
        time.sleep(0.02)
    text = text_of(book)
    tail = hashlib.sha256(text.encode()).hexdigest() * 20000
    return Product(f"{text}{tail}\nend\n".encode())


def produce_faulty(book: Book, workshop: Workshop) -> Product:  # noqa: PLR0912 - a table of mishaps
    """The words, unless `faults.txt` names this language with a mishap."""
    faults = dict(line.split() for line in workshop.files.read_text("faults.txt").splitlines())
    match faults.get(book.language):
        case "raise":
            raise RuntimeError("the format has a bug")
        case "fail":
            raise ProjectError(error("E99", "the format refuses"))
        case "error":
            return Product(b"bad", findings=(error("E98", "the file is wrong"),))
        case "warn":
            return Product(b"fair\n", findings=(warning("E97", "the file could be better"),))
        case "sleep":
            time.sleep(600)
        case "spin":
            while True:
                pass
        case "abort":
            ctypes.CDLL(None).abort()
        case "memory":
            return Product(bytes(1 << 40))
        case "killed-once":
            marker = workshop.project.root / "killed"
            if not marker.exists():
                marker.touch()
                os.kill(os.getpid(), 9)
        case "killed":
            os.kill(os.getpid(), 9)
        case _:
            pass
    return Product(text_of(book).encode())


def produce_paged(book: Book, workshop: Workshop) -> Product:
    """The number of pages of the layout that all paged formats share."""
    assert workshop.layout is not None
    return Product(f"{workshop.layout.pages}\n".encode(), pages=workshop.layout.pages)


def _count(workshop: Workshop) -> None:
    with (workshop.project.root / "productions.log").open("a") as log:
        log.write("plain\n")


def find_forbidden_word(subject: Subject) -> tuple[Finding, ...]:
    """A check that fails a file which says «forbidden»."""
    return (error("E96", "the file says «forbidden»"),) if b"forbidden" in subject.data else ()


PLAIN = Format("plain", "txt", "text/plain", "articles", produce_plain)
SLOW = Format("slow", "slow.txt", "text/plain", "articles", produce_slow)
FAULTY = Format("faulty", "faulty.txt", "text/plain", "articles", produce_faulty)
PAGED = Format("paged", "pages.txt", "text/plain", "layout", produce_paged)
FORBIDDEN_WORD = Check("forbidden-word", ("text/plain",), find_forbidden_word)
