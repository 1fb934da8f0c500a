"""Plates: what each ink of a print PDF prints, drawn by Ghostscript and measured.

Laws:
- A plate is what the file says, not what it looks like: without anti-aliasing, so that no edge invents
  ink, and with overprint as a platesetter does it.
- A plate covers the bleed box, and nothing outside; marks within it are on the plates, but no print. Numbers
  are 0 (none) to 255 (full ink); what is said to readers is per cent and millimetres.
- Nothing of a file stays on the disk; whatever a file does costs a stated time and room. What could not
  be drawn is a finding «not measured», never a guess.

`drawing` runs Ghostscript, `plate` is a page's plates, `regions` finds connected areas, `ink`, `edges` and
`blacks` measure one matter each.
"""

from utgivelse.plates.blacks import Black, blacks
from utgivelse.plates.drawing import PPI, THOROUGH, Known, PlateSet, render
from utgivelse.plates.edges import Gap, gaps, steps
from utgivelse.plates.ink import heavy, is_blank, most_ink
from utgivelse.plates.plate import PROCESS, Plates
from utgivelse.plates.regions import Region

__all__ = [
    "PPI",
    "PROCESS",
    "THOROUGH",
    "Black",
    "Gap",
    "Known",
    "PlateSet",
    "Plates",
    "Region",
    "blacks",
    "gaps",
    "heavy",
    "is_blank",
    "most_ink",
    "render",
    "steps",
]
