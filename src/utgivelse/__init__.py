"""utgivelse: articles written once, published as one edition per language and format.

The product in one room is `pipeline`; this front door only names what other programs call.
The names are loaded on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["build", "check", "load_project"]

if TYPE_CHECKING:
    from utgivelse.pipeline import build, check
    from utgivelse.project import load_project


def __getattr__(name: str) -> object:
    if name in ("build", "check"):
        from utgivelse import pipeline

        return getattr(pipeline, name)
    if name == "load_project":
        from utgivelse.project import load_project

        return load_project
    raise AttributeError(name)
