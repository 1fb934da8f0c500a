"""Tongues: languages by name, within a sentence that is said in the reader's own language.

Laws:
- A finding says «Polish», never `pl`; its reader reads «polsk». What stands here has its translations in
  the program's catalogs, after CLDR; any other language is named in English.
"""

from __future__ import annotations

from collections.abc import Mapping

from utgivelse.findings import Said, said
from utgivelse.language import english_name

_NAMES: Mapping[str, Said] = {
    "nb": said("Norwegian Bokmål"),
    "nn": said("Norwegian Nynorsk"),
    "se": said("Northern Sami"),
    "sma": said("Southern Sami"),
    "smj": said("Lule Sami"),
    "sv": said("Swedish"),
    "da": said("Danish"),
    "fi": said("Finnish"),
    "is": said("Icelandic"),
    "en": said("English"),
    "de": said("German"),
    "nl": said("Dutch"),
    "fr": said("French"),
    "es": said("Spanish"),
    "it": said("Italian"),
    "pt": said("Portuguese"),
    "pl": said("Polish"),
    "uk": said("Ukrainian"),
    "ru": said("Russian"),
    "lt": said("Lithuanian"),
    "lv": said("Latvian"),
    "et": said("Estonian"),
    "ro": said("Romanian"),
    "hu": said("Hungarian"),
    "cs": said("Czech"),
    "sk": said("Slovak"),
    "bg": said("Bulgarian"),
    "hr": said("Croatian"),
    "sr": said("Serbian"),
    "sq": said("Albanian"),
    "bs": said("Bosnian"),
    "tr": said("Turkish"),
    "ar": said("Arabic"),
    "fa": said("Persian"),
    "fa-AF": said("Persian (Afghanistan)"),
    "ps": said("Pashto"),
    "ckb": said("Central Kurdish"),
    "kmr": said("Northern Kurdish"),
    "ur": said("Urdu"),
    "hi": said("Hindi"),
    "pa": said("Punjabi"),
    "ta": said("Tamil"),
    "so": said("Somali"),
    "ti": said("Tigrinya"),
    "am": said("Amharic"),
    "sw": said("Swahili"),
    "fil": said("Filipino"),
    "th": said("Thai"),
    "vi": said("Vietnamese"),
    "zh-Hans": said("Chinese (Simplified)"),
    "zh-Hant": said("Chinese (Traditional)"),
    "ja": said("Japanese"),
    "ko": said("Korean"),
    "rw": said("Kinyarwanda"),
    "my": said("Burmese"),
}


def tongue(tag: str) -> Said:
    """The language's name, to be put into a sentence."""
    return _NAMES.get(tag) or said(english_name(tag))
