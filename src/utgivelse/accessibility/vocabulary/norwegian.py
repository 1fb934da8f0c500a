"""Norwegian: the words of Bokmål, and those that are others in Nynorsk."""

from __future__ import annotations

from utgivelse.accessibility.vocabulary.vocabulary import Vocabulary

# fmt: off
BOKMAL = Vocabulary(
    link_words=frozenset((
        "her", "hit", "mer", "se her", "se mer", "klikk her", "trykk her", "les mer", "les mer her", "les her",
        "les videre", "les hele saken", "les hele artikkelen", "les artikkelen", "mer info", "mer informasjon",
        "finn ut mer", "last ned", "last ned her", "lenke", "lenken", "link", "linken", "denne lenken", "denne linken",
        "lenke her", "nettside", "nettsiden", "nettsiden her", "denne siden", "denne nettsiden", "siden", "dette",
        "følg lenken", "følg denne lenken", "gå til siden", "åpne", "klikk", "trykk", "se lenke", "via lenken", "info",
    )),
    picture_words=frozenset((
        "bilde", "bildet", "bildefil", "foto", "fotografi", "illustrasjon", "illustrasjonsbilde",
        "illustrasjonsfoto", "figur", "grafikk", "ikon", "logo", "kart", "diagram", "skjermbilde", "portrett",
        "toppbilde", "hovedbilde", "uten tittel", "alt-tekst", "alternativ tekst", "bildebeskrivelse",
    )),
    openings=(
        "bilde av", "et bilde av", "bildet viser", "bildet er av", "her ser vi", "foto av", "et foto av",
        "fotografi av",
        "et fotografi av", "illustrasjon av", "en illustrasjon av", "illustrasjonen viser", "illustrasjonsbilde av",
        "illustrasjonsfoto av", "ikon av", "grafikk av", "figuren viser", "skjermbilde av",
    ),
    colours=(
        "røde?", "rødt", "grønne?", "grønt", "blåe?", "blått", "gule?", "gult", "oransje", "lilla", "rosa", "svarte?",
        "hvite?", "hvitt", "gråe?", "grått", "brune?", "brunt", "(?:lyse|mørke)(?:røde|grønne|blå|grå)",
    ),
    in_colour=(
        "rødt", "grønt", "blått", "gult", "oransje", "lilla", "rosa", "svart", "hvitt", "grått", "brunt",
        "(?:lyse|mørke)(?:rødt|grønt|blått|grått)",
    ),
    things=(
        "felt(?:et|ene)", "boks(?:en|ene)", "rut(?:en|a|ene)", "kolonn(?:en|a|ene)", "rad(?:en|ene)",
        "linj(?:en|a|ene)", "strek(?:en|ene)", "prikk(?:en|ene)", "sirk(?:elen|lene)", "punkt(?:et|ene)",
        "pil(?:en|a|ene)", "skrift(?:en|a)", "cell(?:en|a|ene)", "tekst(?:en|ene)", "bokstavene", "datoene",
        "trekant(?:en|ene)", "firkant(?:en|ene)", "sektor(?:en|ene)", "tallene", "ordene",
    ),
    doubtful=(
        "områd(?:et|ene)", "knapp(?:en|ene)", "ramm(?:en|a|ene)", "stolp(?:en|ene)", "kurv(?:en|a|ene)",
        "søyl(?:en|a|ene)", "merk(?:et|ene)", "del(?:en|ene)", "side(?:n|ne)", "farg(?:en|ene)",
        "felt(?:er)?", "bokser", "ruter", "kolonner", "rader", "linjer?", "streke?r?", "prikke?r?", "sirkler", "piler",
        "søyler", "celler", "stolper", "punkter",
    ),
    naming=("viser", "betyr", "markerer", "angir", "står for", "må fylles", "skal fylles"),
    marked=("(?:merket|merka|markert|merkede|markerte|farget|tegnet|tegnet inn|angitt|er|i kartet) (?:med|i|på)",),
    shown=("(?:uthevet|vises?|vist|skrevet|fargelagt|står|markert i teksten) (?:med|i)",),
    tinted=("(?:i|med) (?:{colours}) (?:skrift|bokstaver|tekst)",),
    page=(
        "kart(?:et|ene)?", "figur(?:en|ene)?", "tabell(?:en|ene)?", "diagram(?:met)?", "skjema(?:et)?", "graf(?:en)?",
        "oversikt(?:en)?", "illustrasjon(?:en)?", "kalender(?:en)?", "plansje(?:n)?", "menyen", "søknadsskjema(?:et)?",
        "fylles ut", "fyll ut", "må fylles", "nedenfor", "ovenfor", "obligatoriske?", "felt(?:et|ene|er)", "datoer",
        "kolonn(?:en|ene)", "rad(?:en|ene)", "rut(?:en|ene)", "linj(?:en|ene)", "ordene", "skjermen", "prikk(?:en|ene)",
    ),
    outside=(
        r"ve[ig]\w*", r"gat[ea]\w*", "gata", r"parkering\w*", r"buss\w*", r"t?-?ban[ea]\w*", r"tog\w*", r"trikk\w*",
        r"løyp\w*", "sti(?:en|ene|er)?", r"tur\w*", r"skilt\w*", r"hus\w*", r"dør\w*", r"vegg\w*", r"mal(?:t|e|ing)\w*",
        r"dunk\w*", r"søppel\w*", r"avfall\w*", r"flagg\w*", r"bil(?:en|er|ene)?", r"blomst\w*", r"himmel\w*",
        r"skog\w*", r"genser\w*", r"drakt\w*", r"fasade\w*", r"fisk\w*", r"dyr\w*", r"fotball\w*", r"bane\w*",
        r"trær\w*", r"tre(?:et)?", r"elv\w*", r"jorde\w*", r"åker\w*", r"fly(?:et|ene|ger)?",
    ),
    cues=(
        r"stjern\w*", r"stipl\w*", r"prikket\w*", r"skraver\w*", r"kryss\w*", r"kursiv\w*", "fet", "fete?t?",
        r"understrek\w*", r"trekant\w*", r"ikon\w*", r"symbol\w*", "heter", r"nummer\w*", "merkelapp", "ordet",
        r"til (?:høyre|venstre)", "øverst", "nederst", "midten", r"form\w*", r"tykk\w*", "bokstaven",
    ),
    shows=(
        "bild(?:et|ene)", "foto(?:et)?", "fotografiet", "figur(?:en|ene)", "tabell(?:en|ene)", "kart(?:et)?",
        "illustrasjon(?:en|ene)", "graf(?:en|ene)", "diagram(?:met|mene)", "(?:fakta)?boks(?:en|ene)", "list(?:en|a)",
        "skjema(?:et)?", "rut(?:en|a|ene)", "oversikt(?:en|ene)", "avsnitt(?:et|ene)", "spalt(?:en|a)",
    ),
    beside=(
        "ovenfor", "nedenfor", "nedunder", "til høyre", "til venstre", "på (?:høyre|venstre) side",
        "på (?:neste|forrige|motstående|denne) side", "på siden ved",
    ),
    around=("over", "under", "ved siden av"),
    follows=("viser", "ser", "er", "kan", "gir", "finner", "står", "forteller", "fra", "og"),
    look=("se (?:over|under|ovenfor|nedenfor|til høyre|til venstre|neste side|forrige side)",),
    moves=("snu", "flytt", "drei", "dra", "roter", "vri", "skyv", "heng"),
    clause=frozenset((
        "er", "var", "har", "hadde", "kan", "skal", "vil", "ble", "blir", "ikke", "jeg", "vi", "du", "han", "hun",
    )),
    function=frozenset((
        "og", "i", "er", "av", "på", "til", "som", "det", "den", "de", "en", "et", "ei", "for", "med", "at", "fra",
        "har",
        "ikke", "jeg", "vi", "du", "han", "hun", "om", "men", "eller", "så", "kan", "skal", "vil", "var", "ble", "blir",
        "etter", "mer", "enn", "når", "hvis", "fordi", "hva", "hvor", "sin", "sitt", "sine", "seg", "denne", "dette",
        "disse", "man", "mot", "ved", "over", "under", "også", "å", "ja", "nei", "oss", "der", "her", "alle", "hadde",
    )),
)
NYNORSK = Vocabulary(
    link_words=frozenset((
        "meir", "sjå her", "sjå meir", "les meir", "les meir her", "les vidare", "les heile saka", "meir info",
        "meir informasjon", "finn ut meir", "last ned her", "lenkje", "lenkja", "lenka", "denne lenka", "denne lenkja",
        "nettstad", "nettstaden", "nettsida", "denne sida", "denne nettsida", "sida", "følg lenka", "gå til sida",
        "opne",
    )),
    picture_words=frozenset((
        "bilete", "biletet", "biletfil", "illustrasjonsbilete", "skjermbilete", "toppbilete", "hovudbilete",
        "utan tittel", "biletskildring",
    )),
    openings=(
        "bilete av", "eit bilete av", "biletet viser", "biletet syner", "eit foto av", "her ser vi",
        "ein illustrasjon av",
        "illustrasjonen syner", "illustrasjonsbilete av", "skjermbilete av", "figuren syner",
    ),
    colours=("raude?", "raudt", "grøne?", "grønt", "kvite?", "kvitt"),
    in_colour=("raudt", "kvitt"),
    things=(
        "felta", "ruter?", "rutene", "kolonn[ae]", "lin(?:a|ene)", "boksane", "strekane", "prikkane",
        "sirklane", "punkta", "pilene", "orda", "tala", "bokstavane", "datoane",
    ),
    doubtful=("områda", "knappane", "stolpane", "rammene", "søylene"),
    naming=("syner", "tyder", "må fyllast", "skal fyllast"),
    marked=("(?:merkt|merkte|markerte) (?:med|i|på)",),
    shown=("(?:utheva|synt|vist|skrive|fargelagt) (?:med|i)",),
    tinted=("(?:i|med) (?:{colours}) (?:skrift|bokstavar|tekst)",),
    page=("oversikta", "fyllast ut", "nedanfor", "ovanfor", "felta", "orda"),
    shows=("bilet(?:et|a)", "figurane", "tabellane", "illustrasjonane", "lista", "oversikta", "diagramma", "avsnitta"),
    beside=("ovanfor", "nedanfor", "til høgre", "på (?:høgre|venstre) side", "på (?:neste|førre) side"),
    follows=("syner", "finn", "står", "fortel"),
    look=("sjå (?:over|under|ovanfor|nedanfor|til høgre|til venstre|neste side|førre side)",),
    clause=frozenset(("ikkje", "eg", "ho", "vart", "blei")),
    function=frozenset((
        "ikkje", "eg", "ho", "me", "ein", "eit", "frå", "vart", "blei", "meir", "kva", "kor", "dei", "desse", "noko",
        "vere", "hjå", "hos", "då", "nokon", "vore", "seier", "òg", "blir",
    )),
)
# fmt: on
