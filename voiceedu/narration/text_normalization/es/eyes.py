"""Notes of an eye clinic: AV cc, Rx OD: -2.00 -0.75 x 180°, PIO 14/16, LIO +21,5 D, E/P 0,3."""

from voiceedu.narration.text_normalization.es.numbers import cardinal, decimal
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_SIGNED = r"[+−–-] ?\d{1,2}(?:[.,]\d{1,2})?"
_EYE = {"OD": "ojo derecho", "OI": "ojo izquierdo", "OS": "ojo izquierdo", "AO": "ambos ojos", "OU": "ambos ojos"}

RULES: tuple[Rule, ...] = (
    rewrites("one eye after the other", r"(?<=\d )(O[DI]) ?/ ?(?=\d)", r"\1, "),
    says(
        "curves of a cornea",
        r"(?<![\w.,/-])(?P<first>[34]\d[.,]\d{1,2}) ?/ ?(?P<last>[34]\d[.,]\d{1,2}) ?D(?!\w)",
        lambda match: f"{decimal(match['first'])} y {decimal(match['last'])} dioptrías",
    ),
    rewrites("eyesight of each eye", r"(?<!\w)AV(?=:| ?(?:OD|OI|AO|20/))", "agudeza visual"),
    rewrites("eyesight with glasses", r"(?<!\w)AV ?\(?cc\)?(?!\w)", "AV con corrección"),
    rewrites("eyesight without glasses", r"(?<!\w)AV ?\(?sc\)?(?!\w)", "AV sin corrección"),
    says(
        "an eye that something is put in",
        r"\b(?:en|por) (?P<said>OD|OI|AO|OU)(?=[\s,;.)]|$)",
        lambda m: f"{'el ' if m['said'] in ('OD', 'OI') else ''}{_EYE[m['said']]}",
    ),
    rewrites("refraction", rf"(?<!\w)R[xX]:?(?= (?:OD|OI|AO|OS):? ?{_SIGNED})", "refracción"),
    says(
        "an eye before its lens",
        rf"(?<!\w)(?P<said>OD|OI|OS|AO|OU)(?=:? ?(?:(?:esf|Esf)\.? )?{_SIGNED})",
        lambda m: _EYE[m[0]],
    ),
    says("an eye after its lens", r"(?<=[\d°º] )(?P<said>AO|OU)(?=[\s,;.)]|$)", lambda m: _EYE[m[0]]),
    rewrites(
        "axes of a lens",
        r"(?<![\w-])([+−–-] ?\d{1,2}[.,]\d{1,2}) ?[x×] ?(\d{1,3}) ?[°º]?(?![\w°º]| (?:d|h|días|horas)\b)",
        r"\1 eje \2 grados",
    ),
    rewrites("axes in degrees", r"\b(eje (?:a |de )?\d{1,3}) ?[°º](?!\w)", r"\1 grados"),
    rewrites("spheres", rf"(?<!\w)([Ee])sf\.?(?=:? ?{_SIGNED}|[,;]|\.?$)", r"\1sfera"),
    rewrites("cylinders", rf"(?<!\w)([Cc])il\.?(?=:? ?{_SIGNED})", r"\1ilindro"),
    rewrites("additions of a lens", rf"(?<!\w)(?:[Aa]dd\.?|ADD)(?=:? ?{_SIGNED})", "adición"),
    rewrites("strengths of a lens", rf"(?<!\w)({_SIGNED}) ?D(?!\w)", r"\1 dioptrías"),
    says(
        "numbers of a lens",
        r"(?<!\w)(?:esfera|Esfera|cilindro|adición|OD:|OI:|"
        r"ojo \w+:?)? ?(?P<said>(?P<sign>[+−–-]) ?(?P<number>\d{1,2}[.,]\d{2}))"
        r"(?= (?:eje|esf|cil|dioptr|[+−–-]\d)|[,;]|\.?$)",
        lambda match: f"{'más' if match['sign'] == '+' else 'menos'} {decimal(match['number'])}",
    ),
    says(
        "pressures of both eyes",
        r"\bPIO:? (?:de )?(?P<said>(?P<right>\d{1,2}) ?/ ?(?P<left>\d{1,2}))(?![\w/]|[.,]\d)",
        lambda match: f"{cardinal(int(match['right']))} y {cardinal(int(match['left']))}",
    ),
    says("the cup of an eye", r"(?<!\w)(?P<said>E/P)(?=:? ?(?:de )?\d)", "E P"),
    says(
        "programs of a visual field",
        r"\b(?:[Cc]ampim\w+|[Cc]ampo visual)[^.;]*?(?P<said>(?P<first>10|24|30|60)-2)(?![\w/-])",
        lambda match: f"{cardinal(int(match['first']))} dos",
    ),
    says("a program of a visual field after another", r"[cC]ampim.* y (?P<said>10-2)(?![\w/-])", "diez dos"),
)
