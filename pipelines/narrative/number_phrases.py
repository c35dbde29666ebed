"""The phrases in which a number dates or names something, as patterns over a text whose numbers are symbols."""

from __future__ import annotations

import re
from functools import cache

from pipelines.narrative.number_data import any_bound, label_beginnings, label_pattern, unit_pattern

NUMBER, RAISED, SIGN = "\x01", "\x02", "\x03"  # digits or kanji numerals; superscripts; ① Ⅱ. No text holds these

# What needs the digits themselves: dates and times in digits, addresses. Over the text as printed.
_DASH = "[-－‐−]"
PRINTED = re.compile(
    rf"""
    (?P<date>
        (?<!\d)(?:19|20)\d\d(?P<mark>[/.．－-])\d{{1,2}}(?P=mark)\d{{1,2}}(?![\d/.-])
        | (?<![A-Za-z])[MTSHR]\d{{1,2}}[./．]\d{{1,2}}[./．]\d{{1,2}}(?!\d)
        | (?<![\d:：])(?:[01]?\d|2[0-4])[:：][0-5]\d(?![\d:：])
    )
    | (?P<identifier>
        (?:https?://|www\.)[^\s)）」』、。]+
        | (?<![A-Za-z0-9.+_-])[A-Za-z0-9.+_-]{{1,64}}@[A-Za-z0-9.-]+\.[A-Za-z]+
        | 〒\s?\d{{3}}{_DASH}\d{{4}}
        | (?<![\d.])(?:\d{{1,3}}\.){{3}}\d{{1,3}}(?![\d.])
        | (?<![\d-])0\d{{1,4}}(?:{_DASH}\d{{1,4}}{_DASH}|[(（]\d{{1,4}}[)）])\d{{3,4}}(?!\d)
        | [(（]0\d{{1,4}}[)）]\d{{1,4}}{_DASH}\d{{4}}(?!\d)
    )""",
    re.VERBOSE,
)

# What each of these holds: a quick look.
MAY_BE_PRINTED = re.compile(r"[-/.．－‐−:：]\d|\d[(（]\d|[@〒]|://|www\.")

# Numbers at the start of a line or a paragraph that number it. `bare`: nothing but a space follows the number.
ENUMERATOR = re.compile(
    rf"""^[ ]*(?:[-・•*○●◯◎◇◆□■][ ]*)*
    (?: \([{NUMBER}{SIGN}]\)(?=.) | {NUMBER}[.)](?=.) | {SIGN}(?=.) | (?P<bare>{NUMBER}(?=[^\d{NUMBER}{RAISED}{SIGN}]))
    )""",
    re.VERBOSE | re.MULTILINE,
)

# What the phrases below begin with, but for labels: looked for first, it leaves few places at which to try them all.
_FIRST_CHARACTERS = rf"{NUMBER}{RAISED}{SIGN}明大昭平令西MTSHR第同翌毎当か注Pp※*(・~〜./_‐\-"
_THROUGH = "[・~〜]"
_ERA = rf"(?:明治|大正|昭和|平成|令和|西暦|(?<![A-Za-z])[MTSHR](?={NUMBER}年))"
_ENDS = r"(?=[\s第(),、。」及又かにをはと中・~〜]|$)"


@cache
def measured() -> re.Pattern[str]:
    """What shows after a number and a space that it measures, and numbers no item: 9 割の, 3 人以上の."""
    return re.compile(rf"[ 　]*(?:[％%割倍円]|(?:{unit_pattern()})[ 　]?(?:{any_bound('after')}))")


@cache
def phrases() -> re.Pattern[str]:
    """All phrases. A group is named by its role, and after __ by what remains to be checked of its values."""
    n = NUMBER
    return re.compile(
        rf"""
        (?=[{_FIRST_CHARACTERS}{re.escape(label_beginnings())}])
        (?:(?P<date>
            {_ERA}{n}(?:(?:{_THROUGH}{n})+(?=年))?(?:年度?)?(?:{n}月(?:{n}日)?)?
            | {n}(?:(?:年度)?(?:{_THROUGH}|、|から|及び|-){n}){{0,20}}年度
            | {n}年{n}月(?:{n}日)? | {n}月{n}日
            | 第?{n}四半期 | {n}年代 | {n}世紀
            | (?<=[日)])(?:{_THROUGH}|から){n}日(?![間以])
            | (?:同|翌|毎|当)[年月]{n}[月日]
            | {n}日(?=\([月火水木金土日祝・]+\))
        )
        | (?P<date__month>{n}(?:{_THROUGH}{n}){{0,20}}月(?![刊例報次額間曜給謝産商面並々]))
        | (?P<date__hour>{n}時(?![間点代期限給短系価局刻])(?:{n}分)?)
        | (?P<date__western>{n}年(?![間以目次毎余前後分生額収俸齢長未程弱強ほご]))
        | (?P<footnote_mark>{RAISED} | [※*]{n}(?![つ人件回年月日%]) | (?<![一-鿿])注{n})
        | (?P<page_number>
            (?:\.{{3,}}|・{{3,}}){n}$ | (?<![全計]){n}(?:ページ|頁)
            | (?<![A-Za-z])[Pp]{{1,2}}\.[ ]?{n}(?:-{n})?
        )
        | (?P<identifier>
            \({n}\)(?:(?:{_THROUGH}|、|,|-|から|及び|又は|並びに|まで)\({n}\))+
            | {SIGN}(?:{_THROUGH}{SIGN})+
            | 第{n}(?:{_THROUGH}{n}|-{n}|、{n}(?=[条項号回章節]))*(?:条(?:の{n}{_ENDS})*)?
            | (?<!次[のに])(?:{n}条(?![例件約文項])(?:の{n}{_ENDS})*|{n}項(?!目)|{n}号)(?!ずつ)  # 次の1号 counts
            | (?<=[A-Za-z])[-‐_./]?{n}(?:[-‐.:]{n})*
            | {n}(?=[A-Za-z])(?!{unit_pattern()})
            | {n}(?:丁目|番目|番地?(?![号組付地])|階(?![層級段建])|級|位(?!置)|次(?![のぐ期回世第元])|版)
            | {n}(?:[つ回年人件日点社個台枚]|か月)目
            | {SIGN}[種型類期]
        )
        | (?P<identifier__label>
            (?:(?<![A-Za-z一-鿿ァ-ヿ])(?:{label_pattern()}))[ ]?\(?[{n}{SIGN}]\)?(?:(?:[-‐:,]|{_THROUGH}){n})*
        ))""",
        re.VERBOSE,
    )
