"""Figures of a text and its translation: which differences are told, and which writings are the same figure."""

from __future__ import annotations

import pytest

from utgivelse.findings import Severity
from utgivelse.message import Message, State, Translated, Translation
from utgivelse.proofreading import Brief, proofread


def codes(source: str, target: str, language: str) -> list[str]:
    message = Message(source)
    texts = {message.key: Translated(target, State.TRANSLATED, 7)}
    return sorted({one.code for one in proofread([message], Translation(language, texts), "x.po", Brief("nb"))})


@pytest.mark.parametrize(
    ("source", "target", "language", "expected"),
    [
        ("Ring 32 86 60 00 i dag.", "Call 132 86 60 00 today.", "en", ["M36"]),
        ("Ring 32 86 60 00 i dag.", "Call 32 86 60 00 1 today.", "en", ["M36"]),
        ("Ring 32 86 60 00 i dag.", "Call 32 86 60 000 today.", "en", ["M36"]),
        ("Ring 32 86 60 00 i dag.", "Call (+47) 32 86 60 00 today.", "en", []),
        ("Ring 32 86 60 00 i dag.", "Call 0047 32866000 today.", "en", []),
        ("Ring 32 86 60 00 hele døgnet.", "Call 32 86 60 00 24 hours a day.", "en", ["M34"]),
        ("Ring 32 86 60 00 eller 32 86 60 01.", "Call 32866000 or 32866001.", "en", []),
        ("Ring 32 86 60 00 i 2026.", "2026 32 86 60 00 anrufen.", "de", []),
        ("Ring +47 32 86 60 00 i dag.", "Ring +46 32 86 60 00 i dag.", "sv", ["M36"]),
        ("Ring +47 32 86 60 00 i dag.", "Ring +4632866000 i dag.", "sv", ["M36"]),
        ("Ring +48 501 234 567 i dag.", "Call +48 601 234 567 today.", "en", ["M36"]),
        ("Ring +48 501 234 567 i dag.", "Call 501 234 567 today.", "en", []),
        ("Ring +49 30 12 34 56 78 i dag.", "Rufen Sie heute 030 12345678 an.", "de", []),
        ("Ring +46 (0)8 123 456 78 i dag.", "Ring +46 8 123 456 78 i dag.", "sv", []),
        ("Budsjettet er 900 000 000 kroner.", "The budget is NOK 900 million.", "en", []),
        ("Budsjettet er 850 500 000 kroner.", "Der Haushalt beträgt 850,5 Millionen Kronen.", "de", []),
        ("Prisen er 12500000 kroner.", "The price is NOK 12.5 million.", "en", []),
        ("Prisen er 900 millioner kroner.", "The price is NOK 900 000 000.", "en", []),
        ("Alder: 16 17 18 19", "Ages: 16, 17, 18 and 19", "en", []),
        ("Nummeret er 942 402 465.", "The number is 942 402 million.", "en", ["M34", "M36"]),
    ],
)
def test_a_number_to_call_is_the_sources_digit_for_digit(
    source: str, target: str, language: str, expected: list[str]
) -> None:
    assert [code for code in codes(source, target, language) if code in ("M34", "M35", "M36")] == expected


@pytest.mark.parametrize(
    ("source", "target", "language", "expected"),
    [
        ("Prisen er 2,5 millioner kroner.", "The price is 2.5 kroner.", "en", ["M34"]),
        ("Prisen er 2,5 millioner kroner.", "The price is 2.5 thousand kroner.", "en", ["M34"]),
        ("Prisen er 2,5 milliarder kroner.", "The price is NOK 2.5 million.", "en", ["M34"]),
        ("Prisen er 2,5 millioner kroner.", "The price is 2.5 billion kroner.", "en", ["M34"]),
        ("Prisen er 2,5 milliarder kroner.", "The price is 2.5 billion kroner.", "en", []),
        ("Prisen er 3 milliarder.", "Ціна 3 млн.", "uk", ["M34"]),
        ("Prisen er 3 milliarder.", "Ціна 3 мільярди.", "uk", []),
        ("Prisen er 3 milliarder.", "Der Preis beträgt 3 Billionen.", "de", ["M34"]),
        ("Prisen er 2,5 mill.", "Der Preis beträgt 2,5 Mio.", "de", []),
        ("Her bor 2–3 millioner.", "Here live 2 to 3 million.", "en", []),
        ("Her bor 2 til 3 millioner.", "Here live 2 million to 3 million.", "en", []),
        ("Her bor to millioner.", "Here live 2 million people.", "en", []),
        ("Her bor 28 000 mennesker.", "Täällä asuu 28 tuhatta ihmistä.", "fi", []),
        ("Her bor 28 000 mennesker.", "Žije zde 28 tisíc lidí.", "cs", []),
        ("Her bor 28 000 mennesker.", "28 ezer ember él itt.", "hu", []),
        ("Her bor 28 000 mennesker.", "Burada 28 bin kişi yaşıyor.", "tr", []),
        ("Her bor 28 000 mennesker.", "Aici locuiesc 28 de mii de oameni.", "ro", []),
        ("Her bor 28 000 mennesker.", "Er wonen hier 28 duizend mensen.", "nl", []),
        ("Her bor 28 000 mennesker.", "Čia gyvena 28 tūkst. žmonių.", "lt", []),
        ("Her bor 28 000 mennesker.", "Halkan waxaa ku nool 28 kun oo qof.", "so", []),
        ("Her bor 28 000 mennesker.", "Aquí viven 28 mil personas.", "es", []),
        ("Her bor 26 000 mennesker.", "Täällä asuu 28 tuhatta ihmistä.", "fi", ["M34"]),
        ("Her bor 2 000 000 000 mennesker.", "Viven 2 mil millones de personas.", "es", []),
    ],
)
def test_the_size_of_a_number_is_compared(source: str, target: str, language: str, expected: list[str]) -> None:
    assert [code for code in codes(source, target, language) if code in ("M34", "M35", "M36")] == expected


@pytest.mark.parametrize(
    ("source", "target", "language", "expected"),
    [
        ("Møt kl. 07.00.", "Come at 7 pm.", "en", ["M35"]),
        ("Møt kl. 7.", "Come at 7 pm.", "en", ["M35"]),
        ("Møt kl. 07.00.", "Kommen Sie um 7 Uhr abends.", "de", ["M35"]),
        ("Møt kl. 7.", "Come at 7 am.", "en", []),
        ("Møt kl. 7.", "Come at seven.", "en", []),
        ("Møt kl. 19.", "Come at 7 o’clock.", "en", []),
        ("Møt kl. 19.", "Kommen Sie um 7 Uhr abends.", "de", []),
        ("Program for dag 4, ettermiddag", "روز ۴ بعدازظهر", "fa", []),
        ("Kurset er kl. 18–20.", "The course is 6–8 pm.", "en", []),
        ("Kurset er kl. 17–20.", "The course is 6–8 pm.", "en", ["M35"]),
        ("Møt kl. 7 om kvelden.", "Come at 7 pm.", "en", []),
        ("Møt kl. 7 om kvelden.", "Tule klo 7 illalla.", "fi", []),
        ("Møt klokka sju om kvelden.", "Come at 7 pm.", "en", []),
        ("Det er åpent 24 timer.", "Ouvert 24 heures.", "fr", []),
        ("Fristen er 1. mars kl. 12.", "The deadline is 1 March.", "en", ["M35"]),
        ("Fristen er 1. mars kl. 12.", "The deadline is 1 March at noon.", "en", []),
        ("Møt opp mandag 2. november.", "Come on Tuesday 2 November.", "en", ["M35"]),
        ("Åpent fra mandag til fredag.", "Open from Tuesday to Saturday.", "en", ["M35"]),
        ("Åpent fra mandag til fredag.", "Otwarte od poniedziałku do soboty.", "pl", ["M35"]),
        ("Åpent fra mandag til fredag.", "Otwarte od poniedziałku do piątku.", "pl", []),
        ("Åpent tirsdager og onsdager.", "Відкрито по вівторках і середах.", "uk", []),
        ("Åpent mandag.", "Pazartesi açık.", "tr", []),
        ("Åpent mandag.", "Pazar günü açık.", "tr", ["M35"]),
        ("Åpent på hverdager.", "Open Monday to Friday.", "en", []),
        ("Åpent mandag til fredag.", "Open on weekdays.", "en", []),
        ("Åpent mandag.", "星期二开放。", "zh", ["M35"]),
        ("Åpent mandag.", "星期一开放。", "zh", []),
        ("Her bor 28 000 mennesker.", "这里有28,000人居住。", "zh", []),
        ("Her bor 28 000 mennesker.", "这里有2.8万人居住。", "zh", []),
        ("Her bor 26 000 mennesker.", "这里有28,000人居住。", "zh", ["M34"]),
        ("Fristen er 5. november 2026 kl. 18.00.", "截止时间为2026年11月5日18时。", "zh", []),
        ("Fristen er 5. november 2026 kl. 18.00.", "截止时间为2026年12月5日18时。", "zh", ["M35"]),
        ("Fristen er 5. november 2026 kl. 18.00.", "截止时间为2026年11月5日下午6点。", "zh", []),
        ("Fristen er 5. november 2026 kl. 18.00.", "截止时间为2026年11月5日上午6点。", "zh", ["M35"]),
        ("Fristen er 5. november 2026 kl. 18.30.", "締め切りは2026年11月5日午後6時30分です。", "ja", []),
        ("Fristen er 5. november 2026.", "마감일은 2026년 11월 5일입니다.", "ko", []),
        ("Fristen er 5. november 2026.", "마감일은 2026년 12월 5일입니다.", "ko", ["M35"]),
        ("Festivalen er i juni.", "音乐节在6月举行。", "zh", []),
        ("Festivalen er i juni.", "音乐节在七月举行。", "zh", ["M35"]),
        ("Kurset koster 500 kr.", "受講料は500クローネです。", "ja", []),
    ],
)
def test_days_and_times_of_day_are_compared(source: str, target: str, language: str, expected: list[str]) -> None:
    assert [code for code in codes(source, target, language) if code in ("M34", "M35", "M36")] == expected


def addresses(source: str, target: str, language: str) -> list[Severity]:
    message = Message(source)
    texts = {message.key: Translated(target, State.TRANSLATED, 7)}
    found = proofread([message], Translation(language, texts), "x.po", Brief("nb"))
    return [one.severity for one in found if one.code in ("M39", "M52")]


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("fi", "Skriv til post@example.no.", "Kirjoita post@example.no-osoitteeseen."),
        ("fi", "Les mer på www.nav.no/jobb.", "Lue lisää www.nav.no/jobb-sivulla."),
        ("fi", "Les mer på nav.no.", "Lue lisää nav.no-sivustolta."),
        ("tr", "Les mer på www.nav.no.", "Daha fazlası için www.nav.no’yu ziyaret edin."),
        ("tr", "Les mer på www.nav.no.", "Daha fazlası için www.nav.no'yu ziyaret edin."),
        ("ar", "Les mer på www.nav.no, eller ring.", "اقرأ المزيد على www.nav.no، أو اتصل."),
        ("ar", "Har du lest www.nav.no?", "هل قرأت www.nav.no؟"),
        ("ar", "Skriv til post@example.no.", "اكتب إلينا بـpost@example.no."),
        ("zh", "Les mer på www.nav.no.", "请访问 www.nav.no。"),
        ("zh", "Skriv til post@example.no.", "请发邮件至post@example.no。"),
        ("zh", "Les mer på nav.no.", "请访问nav.no了解。"),
        ("ja", "Les mer på www.nav.no.", "詳しくはwww.nav.noをご覧ください。"),
        ("ko", "Les mer på www.nav.no.", "자세한 내용은 www.nav.no에서 확인하세요."),
        ("hu", "Les mer på www.nav.no.", "Olvasson többet a www.nav.no-n."),
        ("sv", "Les mer på www.nav.no.", "Läs mer på www.nav.no:s sidor."),
        ("it", "Du får hjelp, for eksempel med skole.", "Riceve aiuto, p.es. con la scuola."),
        ("en", "Les mer på www.bærum.no/skole.", "Read more at (https://www.bærum.no/skole)."),
    ],
)
def test_an_address_ends_where_it_ends_in_every_script(language: str, source: str, target: str) -> None:
    assert addresses(source, target, language) == []


@pytest.mark.parametrize(
    ("language", "source", "target", "severity"),
    [
        ("fi", "Skriv til post@example.no.", "Kirjoita post@example.com-osoitteeseen.", Severity.ERROR),
        ("fi", "Les mer på www.nav.no.", "Lue lisää www.nav.no/toinen-sivulla.", Severity.ERROR),
        ("zh", "Les mer på www.nav.no.", "请访问www.nav.com。", Severity.ERROR),
        ("ko", "Skriv til post@example.no.", "jost@example.no로 보내세요.", Severity.ERROR),
        ("pl", "Her er det fint, og her vil vi bo.", "Jest tu ładnie.no i tu chcemy mieszkać.", Severity.WARNING),
    ],
)
def test_another_address_is_still_another(language: str, source: str, target: str, severity: Severity) -> None:
    assert severity in addresses(source, target, language)
    assert (Severity.ERROR in addresses(source, target, language)) is (severity is Severity.ERROR)


@pytest.mark.parametrize(
    ("source", "target", "language", "expected"),
    [
        ("Ta med 3 bilder og 4 skjemaer.", "Bring 5 pictures.", "en", ["M34"]),
        ("Ta med 3 bilder og 4 skjemaer.", "Bring three pictures and 4 forms.", "en", []),
        ("De tre skolene og to barnehagene.", "The four schools and five kindergartens.", "en", ["M34"]),
        ("De to skolene er åpne.", "Both schools are open.", "en", []),
        ("De to skolene er åpne.", "The schools are open.", "en", []),
        ("Du får 10 prosent rabatt.", "You get a per cent discount.", "en", ["M34"]),
        ("Du får 10 prosent rabatt.", "You get ten per cent off.", "en", []),
        ("Det koster 5 kr.", "It costs NOK.", "en", ["M34"]),
        ("Det koster 5 kr.", "It costs five kroner.", "en", []),
        ("½ liter melk", "2 litres of milk", "en", ["M34"]),
        ("½ liter melk", "0.5 litres of milk", "en", []),
        ("½ liter melk", "Half a litre of milk", "en", []),
        ("1½ liter melk", "1.5 Liter Milch", "en", []),
        ("Det er −5 grader.", "It is 5 degrees.", "en", ["M34"]),
        ("Det er −5 grader.", "It is -5 degrees.", "en", []),
        ("Det er −5 grader.", "It is minus 5 degrees.", "en", []),
        ("Det er -15 grader.", "It is 15 degrees below zero.", "en", []),
        ("Verdien av −3 er 3.", "مقدار مطلق ۳- برابر ۳ است.", "fa", []),
        ("Det er minus 15 grader.", "Es sind −15 Grad.", "de", []),
        ("Åpent 10–15 og 3-4.", "Open 10-15 and 3–4.", "en", []),
        ("– 5 barn kom.", "– 5 children came.", "en", []),
    ],
)
def test_small_numbers_are_compared_where_they_can_be(
    source: str, target: str, language: str, expected: list[str]
) -> None:
    assert [code for code in codes(source, target, language) if code in ("M34", "M35", "M36")] == expected


@pytest.mark.parametrize(
    ("source", "target", "language", "expected"),
    [
        ("Prisen er 2,5 millioner kroner.", "The price is 2.5 million euros.", "en", ["M37"]),
        ("Prisen er 2,5 millioner kroner.", "The price is NOK 2.5 million.", "en", []),
        ("Kurset koster 500,-.", "The course costs €500.", "en", ["M37"]),
        ("Kurset koster 500,-.", "The course costs NOK 500.", "en", []),
        ("Det koster 500 SEK.", "It costs €500.", "en", ["M37"]),
        ("Det koster 500 SEK.", "It costs 500 Swedish kronor.", "en", []),
        ("Det er 3 mil til Oslo.", "It is 3 miles to Oslo.", "en", ["M37"]),
        ("Det er 3 mil til Oslo.", "It is 30 km to Oslo.", "en", []),
        ("Det er 3 mil til Oslo.", "Det är 3 mil till Oslo.", "sv", []),
        ("Kurset koster 500 kr.", "Kurssi maksaa 500 kruunua.", "fi", []),
        ("Kurset koster 500 kr.", "Kurssi maksaa 500 euroa.", "fi", ["M37"]),
        ("Kurset koster 500 kr.", "Kurz stojí 500 korun.", "cs", []),
        ("Kurset koster 500 kr.", "Cursul costă 500 de coroane.", "ro", []),
        ("Kurset koster 500 kr.", "O curso custa 500 coroas.", "pt", []),
        ("Kurset koster 500 kr.", "课程费用为500克朗。", "zh", []),
        ("Kurset koster 500 kr.", "课程费用为500欧元。", "zh", ["M37"]),
        ("Kurset koster 500 kr.", "受講料は500クローネです。", "ja", []),
        ("Skatten er 22 % her.", "Burada vergi yüzde 22’dir.", "tr", []),
        ("Skatten er 22 % her.", "Az adó itt 22 százalék.", "hu", []),
        ("Skatten er 22 % her.", "Maks on siin 22 protsenti.", "et", []),
        ("Skatten er 22 % her.", "Maks on siin 22.", "et", ["M37"]),
        ("Det er 5 km til sentrum.", "A központ 5 kilométerre van.", "hu", []),
        ("Det er 5 km til sentrum.", "到市中心有5公里。", "zh", []),
        ("Det er 5 km til sentrum.", "到市中心有5分钟。", "zh", ["M37"]),
    ],
)
def test_units_are_known_by_cldrs_words(source: str, target: str, language: str, expected: list[str]) -> None:
    assert [code for code in codes(source, target, language) if code in ("M34", "M37")] == expected


@pytest.mark.parametrize(
    ("source", "target", "language", "expected"),
    [
        ("Stilling (heltid).", "Stelle [Vollzeit] (unbefristet).", "de", []),
        ("Les mer om stillingen.", "Lesen Sie [mehr] (#1) über die Stelle.", "de", ["M40"]),
        ("Les mer om stillingen.", "Lesen Sie [mehr] (https://a.no) über die Stelle.", "de", ["M40"]),
        ("10 mikrogram i dag", "10 μg today", "en", []),
        ("5 kiloohm i dag", "5 kΩ today", "en", []),
        ("En kommune i dag", "A cομmune today", "en", ["M52"]),
        ("Les mer om jobben.", "ស្វែងយល់\u200bបន្ថែម\u200bអំពី\u200bការងារ។", "km", []),
        ("Les mer om jobben.", "Read more\u200b about the job.", "en", ["M32"]),
        ("Hvor bor du?", "どこに住んでいますか。", "ja", []),
        ("Hvor bor du?", "ここに住んでいます。", "ja", ["M44"]),
    ],
)
def test_signs_that_are_text_are_let_be(source: str, target: str, language: str, expected: list[str]) -> None:
    assert [code for code in codes(source, target, language) if code in ("M32", "M40", "M44", "M52")] == expected
