"""What Spanish calls the parts of addresses and telephone numbers."""

from voiceedu.narration.text_normalization import addresses
from voiceedu.narration.text_normalization.addresses import AddressWords
from voiceedu.narration.text_normalization.es import numbers
from voiceedu.narration.text_normalization.rules import SAID
from voiceedu.narration.text_normalization.telephone import TelephoneWords

ADDRESS = AddressWords(
    signs={
        ".": "punto",
        "/": "barra",
        "@": "arroba",
        "-": "guion",
        "_": "guion bajo",
        ":": "dos puntos",
        "#": "almohadilla",
        "%": "por ciento",
        "?": "signo de interrogación",
        "&": "y",
        "=": "igual",
        "+": "más",
        "~": "virgulilla",
        "|": "barra vertical",
        "^": "acento circunflejo",
    },
    parts={
        "http": "H T T P",
        "https": "H T T P S",
        "www": "tres uves dobles",
        "com": "com",
        "org": "org",
        "gob": "gob",
        "gov": "gov",
        "edu": "edu",
        "es": "es",
        "gmail": "gmail",
        "html": "H T M L",
        "mi": "mi",
        "la": "la",
        "el": "el",
        "tu": "tu",
        "su": "su",
        **{letters: addresses.spell(letters) for letters in ("abc", "asdf", "cdf", "efg")},
    },
    parts_alone={letters: addresses.spell(letters) for letters in ("www", "edu", "es", "org")},
    digits=numbers.digits,
)
_DIALLING = (
    r"(?:llam[eaáoé]\w*|marqu[ea]\w*|marc[ao]\w*|(?:teléfonos?|tels?|tfno|tlf|cel|celular|móvil)[.:]*|emergencias?|conmutador|centralita|recepción|"
    r"urgencias|guardia|fax|envíe \w+|texto|clave|código|pulse|oprima|TTY)"
    r"(?:(?: al| a| el| la| los| número| números| teléfono| teléfonos| gratis| nos| de)*(?:\.|:)?)"
)
_COUNTED = (
    r"%|m?[glL]\b|mc?g|mL|unidades?|veces|vez|días?|horas?|minutos?|min|h|hrs?|segundos?|semanas?|mes(?:es)?|años?|personas?|"
    r"pacientes?|tabletas?|comprimidos?|pasos?|metros?|calorías|por ciento"
)
TELEPHONE = TelephoneWords(
    plus="más",
    extension="extensión",
    call=_DIALLING,
    counted=_COUNTED,
    extension_mark=rf"\bext(?:ensión|ension)?\.?:?|(?<=[{SAID}] )int(?:erno)?\.|(?<=[{SAID}], )int(?:erno)?\.",
    always=r"911|988",
    digits=numbers.digits,
    country_alone=lambda code: numbers.cardinal(int(code)) if len(code) == 2 else numbers.digits(code),
)
