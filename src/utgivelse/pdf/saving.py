"""Saving: an open file as bytes, the same for the same content."""

from __future__ import annotations

import io

import pikepdf


def save(pdf: pikepdf.Pdf, *, packed: bool = False, passing: bool = False) -> bytes:
    """The file's bytes. `packed` puts small objects together, which saves a third of a tagged file.

    A print shop's older programs read the plain form more surely. `passing` is for a file that is saved
    again before anybody gets it: its identifier is the same for all, since a proper one takes three times as long.
    """
    if "/ID" in pdf.trailer:
        del pdf.trailer["/ID"]  # else its first half would be carried over
    target = io.BytesIO()
    pdf.save(
        target,
        deterministic_id=not passing,
        static_id=passing,
        force_version="1.7" if packed else "1.6",
        object_stream_mode=pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable,
    )
    return target.getvalue()
