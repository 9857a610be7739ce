"""Notes of an oncology ward: pT2 pN0 cM0, RE+ HER2-, CA 19-9, 50 Gy/25 fx, D1-14, ciclo 3/6."""

import re

from voiceedu.narration.text_normalization.es.numbers import cardinal
from voiceedu.narration.text_normalization.rules import Rule, has, rewrites, says

_STAGE = r"(?:y?[pcr])?[TNM](?:[0-4][a-d]?|is|[xX])"
_TUMOUR = (
    r"(?:RE|RP|RH|HER-?2|VPH|HPV|VIH|VHC|VHB|PD-?L1|Rh|CMV|VEB|ALK|EGFR|BRCA-?[12]?|KRAS|BRAF|BAAR|DAT|VDRL|"
    r"RPR|HBsAg|RHA|MF)"
)
_ORGANS = (
    r"mama|próstata|colon|pulmón|útero|cérvix|ovario|páncreas|recto|tiroides|piel|vejiga|riñón|estómago|esófago|hígado"
)
_CYCLES = re.compile(r"(?<!\w)(?:QT|[Cc]iclos?|[Qq]uimio\w*|mg/m[2²]|[Cc]ape\w*)")


def _read_stage(match: re.Match[str]) -> str:
    signs = re.findall(r"is|.", match[0])
    return " ".join(cardinal(int(sign)) if sign.isdecimal() else sign for sign in signs)


def _write_days(match: re.Match[str]) -> str | None:
    return f"días {match[1]} a {match[2]}" if has(_CYCLES, match.string) else None


RULES: tuple[Rule, ...] = (
    says(
        "days after a treatment",
        r"(?<![\w.-])(?<!itamina )D\+(?P<number>\d{1,3})(?![\w/-]|[.,]\d)",
        lambda match: f"día más {cardinal(int(match['number']))}",
    ),
    says("a course of two drugs", r"(?<!\w)AC(?= ?[x×] ?\d)|(?<=\d )AC(?= c/\d{1,2} d)", "A C"),
    says(
        "stages of a tumour",
        rf"(?<![\w-])(?=y?[pcr][TNM]|[TNM][\d a-dxX]{{1,3}}[pcry]{{0,2}}[NM])(?:{_STAGE}){{1,3}}(?![\w-])",
        _read_stage,
    ),
    says(
        "receptors that are there or not",
        rf"(?<![\w-])(?:{_TUMOUR})(?P<said> ?[+−–-])(?=[\s,;.)/]|$)(?! ?\d)",
        lambda match: " positivo" if "+" in match["said"] else " negativo",
    ),
    says(
        "a pair of types of a virus",
        r"\bVPH:? (?P<said>16/18(?P<sign> ?\+(?=[\s,;.)]|$))?)(?![\w/])",
        lambda match: f"dieciséis y dieciocho{' positivo' if match['sign'] else ''}",
    ),
    says(
        "markers of a tumour",
        r"(?<!\w)CA[ -]?(?P<said>(?P<first>19|15|72|27)[-.](?P<last>9|3|4|29))(?![\w-]|[.,]\d)",
        lambda match: f" {cardinal(int(match['first']))} {cardinal(int(match['last']))}",
    ),
    rewrites("cancers of an organ", rf"(?<!\w)Ca\.? (?=(?:{_ORGANS})\b)", "cáncer de "),
    rewrites("cancers", r"(?<!\w)Ca\.? (?=de (?:la |el )?[a-zá-ú]{4})", "cáncer "),
    rewrites("a dose in so many parts", r"(?<=Gy) ?(?:/|en) ?(\d{1,2}) ?(?:fx|fr)\.?(?!\w)", r" en \1 fracciones"),
    rewrites("doses of a part", r"(?<=Gy) ?/ ?(?:fx|fr|fracción)\.?(?!\w)", " por fracción"),
    rewrites("days of a cycle", r"(?<![\w-])D ?(\d{1,2}) ?[-–] ?D?(\d{1,2})(?![\w/-])", _write_days),
)
