"""Names of drugs and vitamins: amoxi/clav, losartán/HCTZ, vit. B12."""

from voiceedu.narration.text_normalization.es.numbers import cardinal
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_DRUG = (
    r"(?:(?![mµn]?mol\b)[^\W\d_]*(?:codona|morfona|mol|feno|dopa|gliflozina|budesonida|ezetimiba|parina|xabán|pril|"
    r"sartán|statina|olol|zolamida|azol|cilina|micina|ciclina|"
    r"caína|tiazida|semida|formina|"
    r"coxib|xeno|profeno|tamol|zepam|zolam|setrón|sona|solona|dipino|naco|clavul[aá]nico|clavulanato|tiacida|sartan|salicílico|cafeína|"
    r"aspirina|"
    r"code[ií]na|tramadol|gliptina|"
    r"xacino|tazobactan|ticasona|terol|ratadina|efedrina|tirizina|carbidopa|HCTZ|triptán|barbital|epinefrina|bactam|prima|estradiol|naloxona))(?!\w)"
)


RULES: tuple[Rule, ...] = (
    rewrites("epinephrine", r"(?<!\w)([cs])/ ?epi(?!\w)", r"\1/epinefrina"),
    rewrites("a combined antibiotic", r"\b([Aa]moxi)/(?=clav)", r"\1 "),
    rewrites("vitamins", r"\b([Vv]it)\.? (?=[A-EK]\d{0,2}(?!\w))", r"\1amina "),
    says(
        "numbers of a vitamin",
        r"\b[Vv]itamina (?P<said>(?P<letter>[A-EK])(?P<number>\d{1,2}))(?= \d)",
        lambda match: f"{match['letter']} {cardinal(int(match['number']))},",
    ),
    rewrites("with and without", r"(?<![\w/])(?:c/s|s/c) (?=contraste|gadolinio)", "con y sin "),
    says("letters of a vitamin", r"\b[Vv]itamina (?P<said>(?P<letter>[A-EK]))(?= \d)", r"\g<letter>"),
    says(
        "drugs together with their strengths",
        rf"\b{_DRUG} \d+(?:[.,]\d+)?(?: ?m?c?g)?(?P<said> ?/ ?)(?={_DRUG} ?\d)",
        " con ",
        ignore_case=True,
    ),
    says("drugs together", rf"\b{_DRUG}(?P<said> ?/ ?)(?=(?:ácido )?{_DRUG})", " con ", ignore_case=True),
)
