"""Others: what links must not say in the languages that are translated into most, and how each is known again.

A language's own small words are enough to tell a whole sentence of it in another language's article;
Danish and Swedish stand too near Norwegian for that, and have none here.
"""

from __future__ import annotations

from collections.abc import Mapping

from utgivelse.accessibility.vocabulary.vocabulary import Vocabulary

# fmt: off
OTHERS: Mapping[str, Vocabulary] = {
    "sv": Vocabulary(link_words=frozenset((
        "här", "klicka här", "läs mer", "läs mer här", "mer", "mer information", "denna länk", "länk", "den här sidan",
    ))),
    "da": Vocabulary(link_words=frozenset((
        "her", "klik her", "læs mere", "læs mere her", "mere", "mere information", "dette link", "link", "denne side",
    ))),
    "de": Vocabulary(
        link_words=frozenset((
            "hier", "hier klicken", "klicken sie hier", "mehr", "mehr erfahren", "weiterlesen", "dieser link", "link",
            "mehr informationen", "weitere informationen",
        )),
        clause=frozenset(("ist", "sind", "war", "hat", "haben", "wird", "werden", "wir", "ich", "sie", "ihr", "es")),
        function=frozenset((
            "der", "die", "das", "und", "ist", "nicht", "ein", "eine", "mit", "für", "auf", "von", "zu", "sind", "wir",
            "sie", "ihr", "ich", "auch", "werden", "wird", "hat", "haben", "bei", "nach", "aus", "dem", "des",
            "den", "im",
            "zum", "zur", "über", "oder", "wenn", "war", "als", "sich", "es", "in",
        )),
    ),
    "fr": Vocabulary(
        link_words=frozenset(("ici", "cliquez ici", "en savoir plus", "lire la suite", "plus", "ce lien", "lien")),
        clause=frozenset(("est", "sont", "nous", "vous", "il", "elle")),
        function=frozenset((
            "le", "la", "les", "des", "du", "un", "une", "est", "dans", "pour", "que", "qui", "avec", "sur", "nous",
            "vous", "il", "elle", "sont", "pas", "au", "aux", "ce", "cette", "et", "de", "en", "à", "ou", "mais", "par",
        )),
    ),
    "es": Vocabulary(
        link_words=frozenset((
            "aquí", "haga clic aquí", "haz clic aquí", "leer más", "más", "más información", "este enlace", "enlace",
        )),
        clause=frozenset(("es", "está", "son", "se")),
        function=frozenset((
            "el", "la", "los", "las", "de", "que", "y", "en", "un", "una", "es", "por", "con", "para", "no", "se", "su",
            "del", "al", "como", "más", "pero", "está", "son", "lo",
        )),
    ),
    "pl": Vocabulary(
        link_words=frozenset(("tutaj", "tu", "kliknij tutaj", "więcej", "czytaj więcej", "ten link", "link")),
        clause=frozenset(("jest", "są", "nie", "się")),
        function=frozenset((
            "i", "w", "z", "na", "nie", "się", "jest", "że", "do", "jak", "po", "dla", "od", "to", "są", "oraz", "czy",
            "który", "która", "przez", "jako", "ale", "ich", "być",
        )),
    ),
    "uk": Vocabulary(link_words=frozenset(("тут", "натисніть тут", "докладніше", "читати далі", "більше",
    "посилання"))),
    "fi": Vocabulary(
        link_words=frozenset(("tästä", "täällä", "lue lisää", "lisää", "klikkaa tästä", "tämä linkki", "linkki")),
        clause=frozenset(("on", "oli", "ovat", "olen", "ei")),
        function=frozenset((
            "ja", "on", "ei", "että", "se", "oli", "mutta", "kun", "niin", "myös", "ovat", "tai", "kuin", "hän", "olen",
            "minä", "sinä", "jos", "tämä", "sekä", "joka",
        )),
    ),
    "se": Vocabulary(
        clause=frozenset(("lea", "leat", "lei", "ledje", "ii", "eai", "mun", "don", "mii", "galgá", "sáhttá")),
        function=frozenset((
            "ja", "lea", "leat", "ii", "eai", "mun", "don", "mii", "dat", "go", "vai", "muhto", "maid", "buot",
            "leamaš", "lei", "ledje", "dán", "dan", "gos", "galgá", "sáhttá",
        )),
    ),
    "so": Vocabulary(
        clause=frozenset(("waa", "waxa", "waxaa")),
        function=frozenset((
            "waa", "iyo", "oo", "ka", "ku", "in", "ay", "la", "uu", "aan", "waxa", "ah", "si", "waxaa", "u",
        )),
    ),
}
# fmt: on
