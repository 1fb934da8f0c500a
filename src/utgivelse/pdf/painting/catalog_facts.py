"""What a file says of itself: output intents, metadata, layers, annotations, what is attached."""

from __future__ import annotations

from dataclasses import dataclass

from utgivelse.places import Area


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent (ISO 32000-2, 14.11.5). `profile` is a digest, empty without one.

    `components` is the profile's /N, `space` and `device` what its header says (`CMYK`, `prtr`).
    """

    subtype: str
    condition: str
    registry: str = ""
    info: str = ""
    profile: str = ""
    components: int = 0
    space: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """An optional content group: whether it shows and prints as the file opens.

    `step` is its processing step (ISO 19593-1), group and type (`Structural/Cutting`), empty for others.
    """

    name: str
    shown: bool = True
    prints: bool = True
    step: str = ""
    object: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Annotation:
    """Something laid over a page. `drawn` says that it has an appearance, `prints` its Print flag."""

    page: int
    subtype: str
    area: Area
    prints: bool = False
    hidden: bool = False
    drawn: bool = False
    object: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Catalog:
    """What the file says of itself.

    `info` and `xmp` have the same keys where they speak of the same (`Title`, `Trapped`,
    `GTS_PDFXVersion`, …); `pdfx` is the version claimed in XMP or, before PDF/X-4, in Info.
    """

    version: str = ""
    encrypted: bool = False
    has_id: bool = False
    intents: tuple[Intent, ...] = ()
    info: tuple[tuple[str, str], ...] = ()
    xmp: tuple[tuple[str, str], ...] = ()
    has_xmp: bool = False
    layers: tuple[Layer, ...] = ()
    scripts: int = 0
    attachments: int = 0
    forms: bool = False

    @property
    def pdfx(self) -> str:
        """The PDF/X version that the file claims, empty when none."""
        return dict(self.xmp).get("GTS_PDFXVersion", "") or dict(self.info).get("GTS_PDFXVersion", "")

    @property
    def pdfua(self) -> str:
        """The part of PDF/UA that the file claims to keep, empty when none."""
        return dict(self.xmp).get("PDFUA", "")

    @property
    def disagreements(self) -> tuple[tuple[str, str, str], ...]:
        """(key, Info's value, XMP's value) of everything that both say differently."""
        xmp = dict(self.xmp)
        return tuple((key, value, xmp[key]) for key, value in self.info if key in xmp and xmp[key] != value)
