"""The English medical layer."""

from voiceedu.narration.text_normalization import addresses, telephone
from voiceedu.narration.text_normalization.addresses import AddressWords
from voiceedu.narration.text_normalization.en import numbers
from voiceedu.narration.text_normalization.language import Language
from voiceedu.narration.text_normalization.rules import SAID
from voiceedu.narration.text_normalization.telephone import TelephoneWords

_ADDRESS = AddressWords(
    signs={
        ".": "dot",
        "/": "slash",
        "@": "at",
        "-": "dash",
        "_": "underscore",
        ":": "colon",
        "#": "hash",
        "%": "percent",
        "?": "question mark",
        "&": "ampersand",
        "=": "equals",
        "+": "plus",
        "~": "tilde",
    },
    parts={
        "www": "W W W",
        "nih": "N I H",
        "fda": "F D A",
        "who": "W H O",
        "gmail": "G mail",
        "org": "org",
        "html": "H T M L",
    },
    digits=numbers.digits,
)
_TELEPHONE = TelephoneWords(
    plus="plus",
    extension="extension",
    call=r"(?:call|dial|ring|phone|text|fax|press|code)(?: us| me| them| the \w+)?(?: at| on| to|:)?|text \w+ to",
    counted=r"%|(?:m?[glL]|mc?g|mL|units?|times|days?|hours?|minutes?|weeks?|months?|years?|people|patients)",
    extension_mark=rf"\bext(?:n|ension)?\.?:?|(?<=[{SAID}] )x|(?<=[{SAID}])x",
    always=r"911|988",
    digits=numbers.digits,
)

LANGUAGE = Language(
    tag="en",
    rules=(
        *addresses.rules(_ADDRESS),
        *telephone.rules(_TELEPHONE),
    ),
    closing_rules=(),
)
