"""A text that is imported in the wrong language is named; in doubt nothing is said."""

import pytest

from voiceedu.content.blocks import Block
from voiceedu.content.other_language import find_other_language

ENGLISH = (
    "Do not eat or drink after midnight. You may take your blood pressure pills with a sip of water. If you have a "
    "fever, call us before you come to the clinic, and do not drive on the day of the procedure."
)
SPANISH = (
    "No coma ni beba después de la medianoche. Puede tomar sus pastillas para la presión con un sorbo de agua. Si "
    "tiene fiebre, llame antes de venir a la clínica, y no maneje el día del procedimiento."
)
GERMAN = (
    "Essen und trinken Sie nach Mitternacht nicht mehr. Sie können Ihre Tabletten mit einem Schluck Wasser nehmen. "
    "Wenn Sie Fieber haben, rufen Sie uns an, und fahren Sie an dem Tag nicht mit dem Auto."
)
ARABIC = "لا تأكل ولا تشرب بعد منتصف الليل. يمكنك تناول أدوية ضغط الدم مع رشفة من الماء."
RUSSIAN = "Не ешьте и не пейте после полуночи. Запейте таблетки глотком воды."
CREOLE = (
    "Pa manje ni bwè anyen apre minwi. Ou ka pran grenn tansyon ou yo ak yon ti gout dlo. Si ou gen lafyèv, rele nou "
    "anvan ou vini nan klinik la."
)


def found(*texts: str, language: str) -> str:
    blocks = [Block(kind="paragraph", text=text) for text in texts]
    other = find_other_language("Nerve blocks", blocks, language=language)
    return f"{other.what} → {other.language}" if other else ""


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        (SPANISH, "en", "it reads as Spanish (es), and is imported as English (en) → es"),
        (ENGLISH, "es-MX", "it reads as English (en), and is imported as Spanish (es-MX) → en"),
        (GERMAN, "en", "it reads as German (de), and is imported as English (en) → de"),
        (CREOLE, "fr", "it reads as Haitian Creole (ht), and is imported as French (fr) → ht"),
        (ARABIC, "en", "it is written in Arabic letters, and is imported as English (en) → ar"),
        (RUSSIAN, "es", "it is written in Cyrillic letters, and is imported as Spanish (es) → ru"),
        (SPANISH, "ar", "it reads as Spanish (es), and is imported as Arabic (ar) → es"),
    ],
)
def test_text_in_another_language_is_named(text: str, language: str, told: str) -> None:
    """The letters tell, and where several languages have them, the words that stand in every sentence."""
    assert found(text, language=language) == told


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (ENGLISH, "en-GB"),
        (SPANISH, "es"),
        (GERMAN, "de"),
        (CREOLE, "ht"),
        (ARABIC, "ar"),
        (ARABIC, "fa"),
        (RUSSIAN, "uk"),
        (SPANISH, "gl"),  # a language whose common words are not known
        (SPANISH, "qqq"),
        ("神经阻滞是在神经附近注射药物，以阻断疼痛信号，请在手术前不要吃东西。", "zh-Hant"),
        ("手術の前の日の夜から、何も食べないでください。水は飲んでも大丈夫です。", "ja"),
        ("La dosis", "en"),
        ("Aspirin, Plavix, Eliquis, Xarelto, Coumadin, Brilinta, Effient, Pradaxa, Savaysa, Lovenox", "es"),
        (f"{ENGLISH} Dr. José de la Cruz y García, Calle de la Paz", "en"),
    ],
)
def test_in_doubt_nothing_is_said(text: str, language: str) -> None:
    """A text in its language, a relative of it, a few words, names and drugs: none is taken for another language."""
    assert found(text, language=language) == ""


def test_section_in_another_language_is_named_with_its_line() -> None:
    """A leaflet that has both languages one below the other is named, too: one voice would read both."""
    blocks = [
        Block(kind="paragraph", text=ENGLISH, line=3),
        Block(kind="heading", text="En español", level=2, line=9),
        Block(kind="paragraph", text=SPANISH, line=11),
    ]
    other = find_other_language("Nerve blocks", blocks, language="en")
    assert other is not None
    assert (other.what, other.line) == ("a part of it reads as Spanish (es), and is imported as English (en)", 9)
