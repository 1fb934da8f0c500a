"""vocabulary: the words that the questions know, language by language.

Laws:
- A file a language, a table each; regular expressions are written for whole words in lower case.
- Bokmål and Nynorsk stand in one article, so each is asked in the words of both.
- A language without a table has an empty vocabulary: questions that need words are silent in it.
"""

from __future__ import annotations

from collections.abc import Mapping

from utgivelse.accessibility.vocabulary.english import ENGLISH
from utgivelse.accessibility.vocabulary.norwegian import BOKMAL, NYNORSK
from utgivelse.accessibility.vocabulary.others import OTHERS
from utgivelse.accessibility.vocabulary.vocabulary import Vocabulary, joined

VOCABULARIES: Mapping[str, Vocabulary] = {
    "nb": joined(BOKMAL, NYNORSK),
    "nn": joined(NYNORSK, BOKMAL),
    "en": ENGLISH,
    **OTHERS,
}


def vocabulary_of(language: str) -> Vocabulary:
    """What is known of a language; nothing, where it has no table."""
    return VOCABULARIES.get(language.split("-", maxsplit=1)[0], Vocabulary())


__all__ = ["VOCABULARIES", "Vocabulary", "vocabulary_of"]
