"""Estimate: how much there is to translate into a language, in the bands that agencies count in, and its price.

`localize.words` counts, `bands` sorts, `fees` multiplies. Laws:
- Every open message is in exactly one band, so that the bands sum up to all open words.
- The same catalog, memory and rates give the same estimate.
"""

from utgivelse.estimate.bands import BANDS, Band, Sorted, sort_out, words_in
from utgivelse.estimate.fees import Fee, fee_of
from utgivelse.localize.words import count_words

__all__ = ["BANDS", "Band", "Fee", "Sorted", "count_words", "fee_of", "sort_out", "words_in"]
