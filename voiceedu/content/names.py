"""Whether a line is a person's name: a document is often signed with one."""

import re

_CREDENTIAL = re.compile(r"(?:[A-Z][a-z]{0,3}\.?-?){2,8}")
_NAME_WORD = re.compile(rf"[^\W\d_]\.|[^\W\d_]+(?:['’-][^\W\d_]+)*|{_CREDENTIAL.pattern}")
_HONORIFIC = re.compile(r"(?:dra?|doctor|med|prof|professor|mrs?|ms|miss|sir|dame)\.?", re.IGNORECASE)
_PARTICLE = re.compile(r"al|bin|da|del?|della|de[nr]|di|dos|du|el|ibn|la|le|te[nr]|van|von|y", re.IGNORECASE)
_NO_NAME = re.compile(
    r"all|and|by|call|cent(er|re)|clinic|contact|copyright|department|end|for|from|hospital|institute|more|our|page|"
    r"please|questions|see|thanks?|the|university|visit|you|your",
    re.IGNORECASE,
)
_LONGEST = 120  # characters


def is_name(line: str) -> bool:
    """Return whether `line` is a person's name, with or without a title and credentials; in doubt it is not.

    "By Dr. Raj Desai" is none, so that "By" stays where a listener hears it. A name without a title or credentials is
    one only in words with capitals: "Vitamin Shoppe" may be taken for one, "Nerve blocks" may not.
    """
    if len(line) > _LONGEST:
        return False
    who, *credentials = (part.split() for part in line.split(","))
    titled = any(map(_HONORIFIC.fullmatch, who))
    names = [word for word in who if not _HONORIFIC.fullmatch(word) and not _PARTICLE.fullmatch(word)]
    return (
        2 - titled <= len(names) <= 5
        and len(names[-1].rstrip(".")) > 1
        and all(_NAME_WORD.fullmatch(word) and word[0].isupper() and not _NO_NAME.fullmatch(word) for word in names)
        and all(part and all(map(_CREDENTIAL.fullmatch, part)) for part in credentials)
    )
