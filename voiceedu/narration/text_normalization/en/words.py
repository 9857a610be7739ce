"""What English calls the parts of addresses and telephone numbers."""

import re

from voiceedu.narration.text_normalization.addresses import AddressWords
from voiceedu.narration.text_normalization.en import numbers
from voiceedu.narration.text_normalization.telephone import TelephoneWords

_THOUSANDS = re.compile("[1-9]000")
"""A round number in an address is heard best as one: "six thousand"."""
ADDRESS = AddressWords(
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
        "http": "H T T P",
        "https": "H T T P S",
        "www": "W W W",
        "com": "com",
        "co": "co",
        "org": "org",
        "gov": "gov",
        "edu": "E D U",
        "io": "I O",
        "gmail": "G mail",
        "jpg": "J peg",
        "pdf": "P D F",
        "html": "H T M L",
        "nih": "N I H",
        "fda": "F D A",
        "who": "W H O",
        "aaos": "A A O S",
        "nice": "nice",
        "my": "my",
        "us": "U S",
    },
    digits=lambda digits: numbers.cardinal(int(digits)) if _THOUSANDS.fullmatch(digits) else numbers.digits(digits),
    parts_alone={"edu": "edu"},
)
_DIALLING = (
    r"(?:call|dial|ring|phone|text|fax|press|code)(?: us| me| them| NHS| (?:the|our|your) [\w ]{1,30})?"
    r"(?: at| on| to|:)?|"
    r"text (?:\w+|[\"“]\w+[\"”]) to|"
    r"(?:tel|telephone|phone|fax|tty(?:/tdd)?|tdd(?:/tty)?|relay|hotline|helpline|lifeline|pager|bleep)"
    r"(?: number)?(?:\.|:| is| at)*"
)
_COUNTED = (
    r"%|m?[glL]\b|mc?g|mL|units?|times?|days?|hours?|minutes?|mins?|hrs?|seconds?|weeks?|months?|years?|people|patients|"
    r"tablets?|steps?|feet|miles?|calories|percent|beats"
)
TELEPHONE = TelephoneWords(
    plus="plus",
    extension="extension",
    call=_DIALLING,
    counted=_COUNTED,
    extension_mark=r"\bext(?:n|ension)?\.?:?",
    always=r"911|988|(?<=NHS )111",
    digits=numbers.digits,
)
