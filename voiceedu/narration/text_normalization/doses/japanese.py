"""What Japanese alone writes: 月～金, 119番, 1/2錠, 72回/分, 5mg/日."""

from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_DAYS = "月火水木金土日"

RULES: tuple[Rule, ...] = (
    rewrites("hours or more hours", r"(?<![\d/.,])(12|24|36|48) ?/ ?(?=(?:24|36|48|72) ?時間)", r"\g<1>から"),
    rewrites("oxygen in the blood", r"(?<![A-Za-z])SpO[2₂]", "酸素飽和度"),
    says("a minus before a decimal", r"(?<=[^\W\d_] )[-−–](?=\d{1,2}\.\d)", "マイナス"),
    says(
        "less than nothing",
        r"(?<![A-Za-z0-9℃°%])[-−–] ?(?=\d+(?:\.\d+)? ?(?:℃|°|度|kg))",
        "マイナス",
    ),
    rewrites("hours in a span", r"(?<=\d:[0-5]\d) ?[〜～] ?(?=\d{1,2}:\d\d)", "から"),
    rewrites("spans", r"(?<=[\d度℃%]) ?[〜～] ?(?=\d)", "から"),
    rewrites("tablets by their letter", r"(?<=\d)T(?![A-Za-z])", "錠"),
    rewrites("so much each time", r"(\d[\d,]*円) ?/ ?回", r"1回\1"),
    rewrites("beats a minute", r"(?<![\d/])(\d{2,3}) ?/ ?分", r"毎分\1"),
    rewrites(
        "days in a span",
        rf"(?<![0-9一-龠])([{_DAYS}])[～〜~–-]([{_DAYS}])(?:曜日?)?(?=[ 　、:：。（(]|\d|$)",
        r"\1曜日から\2曜日",
    ),
    rewrites("a day before its hours", rf"(?<![0-9一-龠])([{_DAYS}]) ?(?=\d{{1,2}}:\d\d)", r"\1曜日"),
    rewrites("half of a tablet", r"(?<![\d/])(?:1/2|½)(?=錠|包|量|カプセル)", "半"),
    rewrites("so many a minute", r"(\d+) ?[回拍] ?/ ?分", r"毎分\1回"),
    rewrites("so much a day", r"(\d[\d.]* ?(?:mg|g|mL|ml|錠|回)(?:/kg)?) ?/ ?日", r"1日\1"),
    rewrites("emergency numbers", r"(?<![\d.,-])(11[09])(?=番|に|へ|、|。|$)", lambda match: " ".join(match[0])),
    rewrites("thousands", r"(?<![\d.,])([1-9]\d{0,2}),(?=\d{3}(?![\d,]|\.\d))", r"\1"),
)
