"""Genes, their variants and proteins: V600E, p.Arg117His, c.35delG, the 5′ end, P450, HLA-B*57:01, type 2F."""

import re

from voiceedu.narration.text_normalization.addresses import spell
from voiceedu.narration.text_normalization.en.chromosomes import ABOUT_GENES, read_band
from voiceedu.narration.text_normalization.en.numbers import cardinal, digits
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_AMINO_ACIDS = {
    "Ala": "alanine",
    "Arg": "arginine",
    "Asn": "asparagine",
    "Asp": "aspartic acid",
    "Cys": "cysteine",
    "Gln": "glutamine",
    "Glu": "glutamic acid",
    "Gly": "glycine",
    "His": "histidine",
    "Ile": "isoleucine",
    "Leu": "leucine",
    "Lys": "lysine",
    "Met": "methionine",
    "Phe": "phenylalanine",
    "Pro": "proline",
    "Ser": "serine",
    "Thr": "threonine",
    "Trp": "tryptophan",
    "Tyr": "tyrosine",
    "Val": "valine",
    "Ter": "stop",
}
_AMINO_ACID = f"(?:{'|'.join(_AMINO_ACIDS)})"
_CHANGES = {
    "del": "deletion",
    "dup": "duplication",
    "ins": "insertion",
    "inv": "inversion",
    "fs": "frameshift",
    "_": "to",
    "+": "plus",
    "-": "minus",
    ">": "to",
    "*": "stop",
}
_BASES = "[ACGT]"
_IN_A_GENE = r"[-*]?\d{1,5}(?:[+-]\d{1,3})?"
_PIECE = re.compile(rf"{_AMINO_ACID}|\d+|del|dup|ins|inv|fs|[_+>*-]|[A-Z]+")
_TYPE = re.compile(r"(\d+)([A-Z])")
_ONE_LETTER = "[ACDEFGHIKLMNPQRSTVWY]"


def _in_pairs(number: str) -> str:
    """Return the place in a gene as it is said: "five fifty one", "five oh eight", "twelve ninety eight"."""
    if len(number) not in (3, 4) or number.endswith("000"):
        return cardinal(int(number)) if len(number) < 3 or number.endswith("000") else digits(number)
    rest = int(number[-2:])
    low = "hundred" if rest == 0 else f"oh {cardinal(rest)}" if rest < 10 else cardinal(rest)
    return f"{cardinal(int(number[:-2]))} {low}"


def _read_variant(match: re.Match[str]) -> str:
    return " ".join(filter(None, [f"{match['level']} dot" if match["level"] else "", _read_pieces(match["said_as"])]))


def _read_pieces(variant: str) -> str:
    return " ".join(map(_read_piece, _PIECE.findall(variant)))


def _read_piece(piece: str) -> str:
    if piece.isdecimal():
        return _in_pairs(piece)
    return _AMINO_ACIDS.get(piece) or _CHANGES.get(piece) or spell(piece)


def _read_point(match: re.Match[str]) -> str | None:
    if not ABOUT_GENES.search(match.string):
        return None
    change = {"*": "stop"}.get(match["to"], match["to"])
    return f"{match['from']} {_in_pairs(match['number'])} {change}"


def _read_allele(match: re.Match[str]) -> str:
    gene = [cardinal(int(match["gene"]))] if match["gene"] else []
    fields = (_read_field(field) for field in (match["first"], match["second"]) if field)
    return " ".join(["H L A", spell(match["letters"]), *gene, *fields])


def _read_field(field: str) -> str:
    return f"oh {cardinal(int(field))}" if field.startswith("0") else _in_pairs(field)


def _read_descendant(match: re.Match[str]) -> str:
    numbers = (f"point {cardinal(int(number))}" for number in match["numbers"].strip(".").split("."))
    return " ".join([spell(match["letters"]), *numbers])


RULES: tuple[Rule, ...] = (
    says(
        "a change of a protein",
        rf"(?<![\w.])(?:(?P<level>p)\.(?P<open>\()?)?(?P<said_as>{_AMINO_ACID}\d{{1,4}}(?:_{_AMINO_ACID}\d{{1,4}})?"
        rf"(?:{_AMINO_ACID}|del|dup|\*)?(?:fs(?:(?:\*|Ter)\d{{1,3}})?)?)(?(open)\))(?!\w)",
        _read_variant,
    ),
    says(
        "a change of a gene",
        rf"(?<![\w.])(?:(?P<level>[cgm])\.|(?=\d+{_BASES}>))(?P<said_as>{_IN_A_GENE}(?:_{_IN_A_GENE})?"
        rf"(?:{_BASES}>{_BASES}|(?:del|dup|ins){_BASES}{{0,12}}(?:ins{_BASES}{{1,12}})?))(?!\w)",
        _read_variant,
    ),
    says(
        "a change in letters",
        rf"(?<![\w-])(?P<from>{_ONE_LETTER})(?P<number>\d{{3,5}})(?P<to>{_ONE_LETTER}|X|del|\*)(?!\w|-\w)",
        _read_point,
    ),
    says(
        "ends of a strand",
        r"(?<![\w.])(?P<end>[235])['’′]"
        r"(?=[ -](?:ends?|UTRs?|untranslated|flanking|splice|cap|regions?|exons?|nucleotid\w+|phosphate\w*)\b)-?",
        lambda match: f"{cardinal(int(match['end']))} prime",
    ),
    says(
        "types with a letter",
        r"\b[Tt]ypes? (?P<said>\d{1,2}[A-Z](?:(?:, (?:and |or )?| and | or )\d{1,2}[A-Z])*)(?!\w)",
        lambda match: _TYPE.sub(lambda type_: f"{cardinal(int(type_[1]))} {type_[2]}", match["said"]),
    ),
    says(
        "genes and receptors that look like words",
        r"(?<![\w-])(?P<letters>AT|EXT|SET|MAR|SEPT?|DEC|OCT)(?P<number>\d{1,2})(?![\w-])",
        lambda match: (
            f"{spell(match['letters'])} {cardinal(int(match['number']))}"
            if re.search(r"\b(?:genes?|receptors?|proteins?|mutations?|angiotensin)\b", match.string)
            else None
        ),
    ),
    says(
        "types of hemoglobin",
        r"(?<!\w)Hb(?P<type>[ACDEFHMS]{1,2})(?!\w)",
        lambda match: f"hemoglobin {spell(match['type'])}",
    ),
    says("genes of mitochondria", r"(?<![\w-])MT-(?=[A-Z]{2,4}\d?L?(?!\w))", "M T "),
    rewrites(
        "types of a virus",
        r"\b(HPV[- ]?\d{1,2})/(\d{1,2})(?![\w/])",
        r"\1 and \2",
    ),
    rewrites("the letter of an influenza", r"(?<![\w/])([AB])/(?=H\d{1,2}N\d)", r"\1 "),
    says(
        "descendants of a virus",
        r"(?<![\w.])(?P<letters>XBB|BA|BQ|EG|JN|KP|LP|B(?=\.\d+\.\d))(?P<numbers>(?:\.\d{1,3}){1,4})(?![\w.]*\w)",
        _read_descendant,
    ),
    says("cytochromes", r"\bP-?450\b", "P four fifty"),
    says(
        "carbon of a breath test",
        r"(?<![\w.])(1[34])C(?=[ -](?:urea|methacetin|octanoic|breath|xylose|label\w+|glycocholic)\b)-?"
        r"|(?<=breath test \()(1[34])C(?=\))",
        lambda match: f"carbon {cardinal(int(match[1] or match[2]))}",
    ),
    rewrites("a receptor of growth", r"\bHER-?2/neu\b", "HER2 neu"),
    says(
        "alleles of tissue",
        r"\bHLA-(?P<letters>[A-Z]{1,3})(?P<gene>\d?)\*(?P<first>\d{2,3}):?(?P<second>\d{2,3})?(?![\w:])",
        _read_allele,
    ),
    says(
        "types of tissue",
        r"\bHLA-(?P<letters>D[PQR]|[ABC])(?P<number>\d{1,2}\.\d)(?![\w.])",
        lambda match: f"H L A {spell(match['letters'])} {read_band(match['number'])}",
    ),
    rewrites(
        "star alleles", r"(?<=[A-Z]\d)\*(?=\d{1,2}[A-Z]?(?![\w*]))|(?<=[A-Z]\d\d)\*(?=\d{1,2}(?![\w*]))", " star "
    ),
)
