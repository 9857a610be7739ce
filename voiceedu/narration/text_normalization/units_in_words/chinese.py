"""What Chinese alone writes: 2片, 1/2片, ￥350, 拨打120, bid po, 12/03/2026."""

import re

from voiceedu.narration.text_normalization import general
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says
from voiceedu.narration.text_normalization.units_in_words import chinese_codes

_THINGS = (
    "次|片|粒|天|周|小时|个|颗|杯|勺|支|袋|瓶|滴|人|例|种|年|盒|岁|喷|组|项|处|针|贴|包|管|块|口|步|节|份|名|位|件|条|"
    "根|张|遍|轮|分钟|秒|晚|餐|顿|公斤|斤|米|吸|丸|枚|侧|万|千(?!克)"
)
"""What follows a number of things: two of them are 两, not 二."""
_ORDERS = {
    **{"qd": "每日一次", "bid": "每日两次", "tid": "每日三次", "qid": "每日四次", "qn": "每晚一次", "qod": "隔日一次"},
    **{"po": "口服", "im": "肌肉注射", "iv": "静脉注射", "ivgtt": "静脉滴注", "prn": "必要时", "sc": "皮下注射"},
}
_PERIODS = {
    "日": "每日",
    "天": "每天",
    "周": "每周",
    "月": "每月",
    "年": "每年",
    "分": "每分钟",
    "分钟": "每分钟",
    "次": "每次",
}


def _write_digits(match: re.Match[str]) -> str:
    return chinese_codes.digits(match[0])


RULES: tuple[Rule, ...] = (
    *chinese_codes.RULES,
    rewrites(
        "hours or more hours",
        r"(?<![\d/.,])(12|24|36|48) ?/ ?(?=(?:24|36|48|72) ?(?:小时|[hH](?![A-Za-z])))",
        r"\g<1>到",
    ),
    rewrites("round the clock", r"(?<![\d/])24/7(?![\d/])", "全天候"),
    rewrites("so long each time", r"(\d+(?:\.\d+)?(?:[-~～–]\d+)? ?(?:分钟|小时)) ?/ ?次", r"每次\1"),
    rewrites(
        "a dose of several numbers",
        r"(?<![A-Za-z0-9./,-])(?:\d|½)(?:[-–](?:\d|½)){2,3}(?![A-Za-z0-9-])",
        lambda match: re.sub("[-–]", "，", match[0]),
    ),
    rewrites("oxygen in the blood", r"(?<![A-Za-z])SpO[2₂]", "血氧饱和度"),
    rewrites("less than nothing", r"(?:(?<![\w℃°%])[-−–]|−) ?(?=\d+(?:\.\d+)? ?(?:℃|°C|度|摄氏))", "零下"),
    rewrites(
        "times of a period",
        r"(?<![\d.])(\d+(?:\.\d+)?(?:[-~～–]\d+(?:\.\d+)?)?) ?"
        r"(?P<count>次|片|粒|元|袋|支|天|分钟|小时|丸|滴|喷|包|杯) ?/ ?(?P<period>分钟|[日天周月年分次])",
        lambda match: f"{_PERIODS[match['period']]}{match[1]}{match['count']}",
    ),
    rewrites("hours by their letter", r"(?<![qQ]\d)(?<![qQ]\d\d)(?<=\d) ?[hH](?![A-Za-z])", "小时"),
    rewrites("units by their letter", r"(?<=\d) ?(?:U|IU|单位)(?![A-Za-z])", "单位"),
    rewrites("some and a half", rf"(?<![\d.,/])(\d{{1,2}}) ?½ ?(?P<thing>{_THINGS})", r"\1\2半"),
    rewrites("telephone numbers of China", r"(?<![\w.])0\d{2,3}-\d{4} \d{4}(?!\d)", _write_digits),
    rewrites(
        "postal codes",
        r"(?<=邮编)[:：]? ?\d{6}(?!\d)|(?<=邮政编码)[:：]? ?\d{6}(?!\d)",
        lambda match: f" {_write_digits(match)}",
    ),
    rewrites(
        "emergency numbers beside another",
        r"(?P<first>(?:拨打|请打|呼叫|致电) ?1[12]\d)(?P<joint>或|、|和|及) ?(?P<number>1[12]\d)(?![\d.])",
        lambda match: f"{match['first']}{match['joint']}{' '.join(match['number']).replace('1', chinese_codes.ONE)}",
    ),
    rewrites("prices", r"[¥￥] ?(\d[\d,]*(?:\.\d{1,2})?)(?: ?元)?", r"\1元"),
    rewrites("no cents", r"(?<=\d)\.00?(?=元)|(?<=\.\d)0(?=元)", ""),
    rewrites("half of a thing", rf"(?<![\d/.])(?:1/2|½) ?(?={_THINGS})", "半"),
    rewrites(
        "emergency numbers",
        r"(?P<before>拨打|请打|呼叫|电话|致电|急救)(?P<colon>[:：]?) ?(?P<number>1[12]\d)(?![\d.])",
        lambda match: match["before"] + match["colon"] + " ".join(match["number"]).replace("1", chinese_codes.ONE),
    ),
    *(
        rewrites(f"{order} in full", rf"(?:[，,、] ?)?(?<![A-Za-z]){order}(?![A-Za-z])", f"，{said}", ignore_case=True)
        for order, said in _ORDERS.items()
    ),
    rewrites("every few hours", r"(?<![A-Za-z])[Qq](\d{1,2})[Hh](?![A-Za-z])", r"，每\1小时一次"),
)
COUNTED: tuple[Rule, ...] = (
    says(
        "hours that are no time of day",
        r"(?<![\d.:])(?P<said>2[5-9]|[3-9]\d|[1-9]\d\d)(?= ?(?:个)?小时)",
        lambda match: general.number_alone(match["said"], language="zh"),
    ),
    rewrites(
        "dates of numbers",
        r"(?<![\w./-])(?P<day>\d{1,2})[/.](?P<month>1[0-2]|0?[1-9])[/.](?P<year>(?:19|20)\d\d)(?![\w/])",
        lambda match: f"{match['year']}年{int(match['month'])}月{int(match['day'])}日",
    ),
    rewrites("what is left of a span", r"(?<=[\d天周月年次片粒岁日℃]) ?[～~〜] ?(?=\d)", " 到 "),
    rewrites("two of a thing", rf"(?<![\d.第A-Za-z])2 ?(?={_THINGS})", "两"),
    rewrites("two or more of a thing", rf"(?<![\d.第A-Za-z])2 (?=到 \d+ ?(?:{_THINGS}))", "两 "),
)
