"""Functions: of one number, as gradients and inks have them: read, and written anew.

Law: what is written has 16 bits to a sample, at 256 points, or is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

import pikepdf
from pikepdf import Array, Dictionary, Object

from utgivelse.findings import Place, ProjectError, error, said

SAMPLES = 256
DEEP = 65535
DIGITS = 5


def number(value: float) -> Decimal:
    """A number as it is written: rounded, without idle zeros."""
    rounded = round(Decimal(value), DIGITS).normalize() + 0
    return rounded if "E" not in str(rounded) else Decimal(f"{rounded:f}")


def array(values: Sequence[float]) -> Array:
    """Numbers as they are written."""
    return Array([number(value) for value in values])


def towards(last: Sequence[float]) -> Dictionary:
    """From nothing to these numbers, in a straight line."""
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * len(last)), C1=array(last), N=1)


def sampled(pdf: pikepdf.Pdf, values: Sequence[Sequence[float]], domain: tuple[float, float]) -> Object:
    """A function over `domain` that has these values, all between 0 and 1, at even distances."""
    samples = b"".join(round(min(1.0, max(0.0, part)) * DEEP).to_bytes(2, "big") for row in values for part in row)
    low, high = min(domain), max(domain)
    made = pdf.make_stream(samples)
    made.FunctionType, made.Size, made.BitsPerSample = 0, Array([len(values)]), 16
    made.Domain = array((low, high if high > low else low + 1))
    made.Range = Array([0, 1] * len(values[0]))
    return pdf.make_indirect(made)


def numbers(value: Object) -> list[float]:
    """A PDF array as floats."""
    return [float(part) for part in value]


def evaluate(function: Object, x: float) -> tuple[float, ...]:
    """The value of a function of one number (ISO 32000-2, 7.10). ProjectError for a calculator function."""
    if isinstance(function, Array):
        return tuple(evaluate(part, x)[0] for part in function)
    low, high = numbers(function.Domain)
    x = min(max(x, low), high) if low < high else x
    kind = int(function.FunctionType)
    if kind == 2:
        return _exponential(function, x)
    if kind == 3:
        return _stitched(function, x)
    if kind == 0:
        return _looked_up(function, x)
    raise unknown(said("a function of type {type}", type=kind))


def _exponential(function: Object, x: float) -> tuple[float, ...]:
    first = numbers(function.get("/C0", Array([0])))
    last = numbers(function.get("/C1", Array([1])))
    exponent = float(function.N)
    share = x if exponent == 1 else max(0.0, x) ** exponent
    return tuple(start + share * (end - start) for start, end in zip(first, last, strict=True))


def _stitched(function: Object, x: float) -> tuple[float, ...]:
    low, high = numbers(function.Domain)
    encode = numbers(function.Encode)
    edges = [low, *numbers(function.Bounds), high]
    parts = list(function.Functions)
    place = next((i for i, (_, right) in enumerate(pairwise(edges)) if x < right), len(parts) - 1)
    left, right = edges[place], edges[place + 1]
    share = (x - left) / (right - left) if right > left else 0.0
    start, end = encode[2 * place], encode[2 * place + 1]
    return evaluate(parts[place], start + share * (end - start))


def _looked_up(function: Object, x: float) -> tuple[float, ...]:
    low, high = numbers(function.Domain)
    size, bits = int(function.Size[0]), int(function.BitsPerSample)
    spans = numbers(function.get("/Decode", function.Range))
    width = len(spans) // 2
    place = (x - low) / (high - low) * (size - 1)
    before = min(int(place), max(0, size - 2))
    data = int.from_bytes(function.read_bytes(), "big")
    total = len(function.read_bytes()) * 8

    def sample(row: int, part: int) -> float:
        shift = total - ((row * width + part) + 1) * bits
        share = ((data >> shift) & ((1 << bits) - 1)) / ((1 << bits) - 1)
        return spans[2 * part] + share * (spans[2 * part + 1] - spans[2 * part])

    after = min(before + 1, size - 1)
    return tuple(
        sample(before, part) + (place - before) * (sample(after, part) - sample(before, part)) for part in range(width)
    )


def unknown(what: str) -> ProjectError:
    """The failure that names what a press cannot print."""
    return ProjectError(
        error(
            "K11",
            said("the pages have {what}, which cannot be turned into ink", what=what),
            said("draw it otherwise: as a plain or gradient area, or as a picture"),
            Place(),
        )
    )
