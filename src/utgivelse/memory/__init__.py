"""Memory: translations that somebody stood by, or that others brought, found again for new messages.

`likeness` measures how like two texts are, `matching` finds the best unit for a text, `keeping` adds to
a memory, `offering` puts what it has into a catalog. Laws:
- A memory never loses a unit but to the newer approval of the same message.
- What comes out of it is taken as translated only where somebody approved exactly this text, in the same
  role, between the same neighbours. All else is fuzzy, and says whose it is.
- A message whose offer a translator emptied is offered nothing again.
"""

from utgivelse.memory.keeping import added, approved, remembered
from utgivelse.memory.likeness import LEAST, likeness
from utgivelse.memory.matching import Match, Memory, places_of
from utgivelse.memory.offering import MACHINE, ORIGIN, is_refused, with_exact, with_similar

__all__ = [
    "LEAST",
    "MACHINE",
    "ORIGIN",
    "Match",
    "Memory",
    "added",
    "approved",
    "is_refused",
    "likeness",
    "places_of",
    "remembered",
    "with_exact",
    "with_similar",
]
