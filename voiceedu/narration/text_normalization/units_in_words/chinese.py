"""What Chinese alone writes: 2片, 1/2片, ￥350, 拨打120, bid po, 12/03/2026."""

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_THINGS = "次|片|粒|天|周|小时|个|颗|杯|勺|支|袋|瓶|滴|人|例|种|年"
"""What follows a number of things: two of them are 两, not 二."""
_ORDERS = {
    **{"qd": "每日一次", "bid": "每日两次", "tid": "每日三次", "qid": "每日四次", "qn": "每晚一次", "qod": "隔日一次"},
    **{"po": "口服", "im": "肌肉注射", "iv": "静脉注射", "ivgtt": "静脉滴注", "prn": "必要时", "sc": "皮下注射"},
}
RULES: tuple[Rule, ...] = (
    rewrites("prices", r"[¥￥] ?(\d[\d,]*(?:\.\d{1,2})?)(?: ?元)?", r"\1元"),
    rewrites("no cents", r"(?<=\d)\.00?(?=元)|(?<=\.\d)0(?=元)", ""),
    rewrites("half of a thing", rf"(?<![\d/.])(?:1/2|½) ?(?={_THINGS})", "半"),
    rewrites(
        "emergency numbers",
        r"(?P<before>拨打|请打|呼叫|电话|致电|急救)(?P<colon>[:：]?) ?(?P<number>1[12]\d)(?![\d.])",
        lambda match: match["before"] + match["colon"] + " ".join(match["number"]),
    ),
    *(
        rewrites(f"{order} in full", rf"(?<![A-Za-z]){order}(?![A-Za-z])", f"，{said}", ignore_case=True)
        for order, said in _ORDERS.items()
    ),
    rewrites("every few hours", r"(?<![A-Za-z])[Qq](\d{1,2})[Hh](?![A-Za-z])", r"，每\1小时一次"),
)
COUNTED: tuple[Rule, ...] = (
    rewrites(
        "dates of numbers",
        r"(?<![\w./-])(?P<day>\d{1,2})[/.](?P<month>1[0-2]|0?[1-9])[/.](?P<year>(?:19|20)\d\d)(?![\w/])",
        lambda match: f"{match['year']}年{int(match['month'])}月{int(match['day'])}日",
    ),
    rewrites("two of a thing", rf"(?<![\d.])2 ?(?={_THINGS})", "两"),
)
