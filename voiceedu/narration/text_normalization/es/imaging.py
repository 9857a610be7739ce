"""Images of the body: RM s/c, TC c/c, AP y lat., Rx de tórax, 1,5 T."""

from voiceedu.narration.text_normalization.es.numbers import decimal
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_IMAGES = r"\b(?:RMN?|TC|TAC|resonancia|tomografía)(?: [^\W\d_]+\.?){0,3}"


RULES: tuple[Rule, ...] = (
    rewrites("with contrast", r"(?<!\w)c/c(?=:)", "con contraste"),
    rewrites("X-rays", r"\b([Pp]or|[Bb]ajo|[Ll]os|[Cc]on) R[Xx](?=[\s,;.)]|$)(?! de )", r"\1 rayos X"),
    says(
        "teslas",
        r"\b(?:RM|RMN|[Rr]esonancia|resonador)\b[^.;]*?(?P<said>(?P<amount>1[.,]5|3(?:[.,]0)?) ?T)(?![\w-])",
        lambda m: f"{decimal(m['amount'])} teslas",
    ),
    rewrites("views of an image", r"\b(AP|PA)(?: ?/ ?| y )lat\b\.?(?!\w)", r"\1 y lateral", ignore_case=False),
    says("without contrast", rf"{_IMAGES} (?P<said>s/c)(?!\w)", "sin contraste", ignore_case=True),
    says("with contrast", rf"{_IMAGES} (?P<said>c/c)(?!\w)", "con contraste", ignore_case=True),
    says(
        "radiographs",
        r"(?<!\w)R[xX](?= (?:de(?:l| la)? \w|simple|AP\b|lumbar|cervical|dorsal|lateral|t[óo]rax))",
        "radiografía",
    ),
)
