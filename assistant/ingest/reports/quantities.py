"""Numbers with a unit in running text, and which of them are no figures at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.ingest.reports.text import folded

# Longer units first, since 人次 begins with 人.
_UNIT = (
    "个百分点|个工作日|工作日|人次|场次|件次|条次|篇次|家次|户次|批次|分钟|小时|万元|亿元|大项|小项|子项|"
    "条|件|项|期|次|篇|份|场|个|名|人|家|户|张|元|起|宗|笔|批|册|幅|则|例|台|处|座|间|块|套|辆|位|轮|组|所|"
    "类|种|款|封|卷|支|部|本|分|天|倍|页|枚|卡|字|%|‰"
)
_QUANTITY = re.compile(
    r"(?<![\d.第前])(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?\s*"
    rf"(?P<scale>百|千|万|亿)?\s*(?P<more>余|多)?\s*(?P<ten>万)?\s*(?P<unit>{_UNIT})"
)
# 总阅读数49.7万: the noun tells the unit.
_UNITLESS = re.compile(
    r"(?P<noun>阅读|浏览|点击|访问|播放|转发|点赞|下载|粉丝|关注|用户)[^\d,。;:!?\n()]{0,6}?"
    r"(?P<number>\d+(?:\.\d+)?)\s*(?P<scale>万|亿)(?P<more>余|多|\+)?(?!\s*(?:余|多)?[人次条篇元件个])"
)
_NUMERALS = "一二三四五六七八九"
_WORDS = re.compile(
    r"(?<![第十百千万零〇一二三四五六七八九届前])(?P<number>两|[二三四五六七八九]?十[一二三四五六七八九]?|"
    r"[二三四五六七八九]|一(?=件))(?P<more>余|多)?(?P<unit>人次|场次|次|场|期|名|件|篇|份)(?=[^\u4e00-\u9fff]|$)"
)
_DEEDS = re.compile(
    "召开|举办|举行|开展|组织|参加|培训|收到|受理|发布|公开|编发|印发|配备|安排|报送"
)

# What follows a unit when the number is no figure: 3个方面, 5分局, 2本报告, 3人民.
_NOT_AFTER: dict[str, str] = {
    "个": "月|方面|部分|环节|层面|阶段|维度|小时|自然日|季度|坚持|意识|关键|一",
    "次": "会议精神|全会",
    "部": "门|署|分|委|长|队|级|位",
    "人": "民|大|事|社|力|工|才|口|物|家",
    "本": "年|报告|单位|机关|局|级|辖|市|县|区|镇|乡|街|部门|地|着",
    "期": "间|限|末|刊|望|待|盼",
    "处": "理|室|置|罚|于|长",
    "场": "所|景|地|馆",
    "条": "例|件|款|线",
    "份": "额",
    "起": "到|来|草|步|诉|点|实施|施行|执行",
    "位": "一体|数|于|置|列|居",
    "组": "织|建|成|长|合",
    "所": "有|属|在|需|以|涉",
    "支": "持|付|出|队|部|撑|行",
    "家": "庭|长|级|里",
    "名": "称|单|录|义",
    "项": "目标",
    "类": "似",
    "种": "植|子",
    "例": "如|行|会",
    "间": "接|隔",
    "天": "府|津|然|气|地|内",
    "字": "号",
    "元": "旦|月|素",
    "轮": "换|流",
    "封": "闭|面",
    "卷": "入",
    "款": "项",
    "套": "餐",
    "页": "面",
    "卡": "点|口|片",
}
_DURATIONS = ("分钟", "小时", "天", "工作日", "个工作日")
_MASKED = re.compile(
    r"《[^《》]{0,80}》|<[^<>]{0,60}>|〔[^〔〕]{0,12}〕|\[[^\[\]]{0,12}\]|https?:[\w./?=&%-]+|www\.[\w.]+"
)
_SLOGAN = re.compile(r"\"[^\"\n]{1,20}\"")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit at start to end of a text; value is scaled (14万余条 is 140000)."""

    start: int
    end: int
    value: Decimal
    unit: str
    qualifier: str = ""
    kind: str = ""


def quantities(text: str) -> list[Quantity]:
    """Every number with a unit that may be a figure, in order of place.

    Left out are years, dates, document and article numbers, ordinals, frequencies (每月1次),
    time limits (20个工作日内), numbers in titles and slogans, and the hotline's 12345.
    """
    flat = _masked(folded(text))
    found = [q for m in _QUANTITY.finditer(flat) if (q := _quantity(flat, m))]
    found += [*_spelt(flat), *_unitless(flat)]
    return sorted(found, key=lambda q: q.start)


def _masked(flat: str) -> str:
    """Text whose digits in titles, addresses of pages and short quotations are blotted out."""

    def blot(found: re.Match[str]) -> str:
        return re.sub(r"\d", "#", found[0])

    return _SLOGAN.sub(blot, _MASKED.sub(blot, flat))


def _quantity(flat: str, found: re.Match[str]) -> Quantity | None:
    unit, after = found["unit"], flat[found.end() : found.end() + 8]
    before = flat[max(0, found.start() - 12) : found.start()]
    if _is_no_figure(found, before, after):
        return None
    value = Decimal(found["number"].replace(",", "") + (found["decimals"] or ""))
    scale = found["scale"] or ("万" if found["ten"] else "")
    if unit == "元" and scale in ("万", "亿"):
        unit = scale + unit
    elif scale:
        value *= {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}[scale]
    if value == value.to_integral_value():
        value = value.to_integral_value()
    kind = unit if unit in ("大项", "小项", "子项") else ""
    unit = "项" if kind else unit.removeprefix("个") if unit == "个工作日" else unit
    qualifier = "余" if found["more"] else _qualifier(before, after)
    return Quantity(found.start(), found.end(), value, unit, qualifier, kind)


def _is_no_figure(found: re.Match[str], before: str, after: str) -> bool:
    unit = found["unit"]
    if (stop := _NOT_AFTER.get(unit)) and re.match(stop, after):
        return True
    if unit == "分" and re.match("[\u4e00-\u9fff]", after):
        return True
    if unit in _DURATIONS and (re.match("内|以内|之内|前|制|不打烊|自助|在线|全天|值", after)):
        return True
    if found["number"] in ("24", "365", "12345", "7") and unit in (*_DURATIONS, "热线"):
        return True
    # 8大类348项: the classes only frame the count that follows.
    if unit in ("类", "种") and re.match(r"\s*\d", after):
        return True
    if re.search(r"(?:每|第|前|No\.?|[\d一二三四五六七八九十]、|\d[-~—至到x×*])\s*$", before):
        return True
    if unit in ("次", "场", "期") and re.search(r"每(?:个?[月周季年日天旬]|季度|半年)", before):
        return True
    if re.search(r"(?:不少于|至少|不低于|不得少于)\s*$", before) and "每" in before:
        return True
    return bool(re.search(r"[A-Za-z+]$", before)) and unit in ("个", "类", "次")


def _qualifier(before: str, after: str) -> str:
    """约, 近, 超, 以上 and the like around a number."""
    if found := re.search(r"(约|近|超过|超|逾|突破|不少于|至少|不低于)\s*$", before):
        return found[1]
    found = re.match(r"(以上|以下|左右|多|余)", after)
    return found[1] if found else ""


def _spelt(flat: str) -> Iterator[Quantity]:
    """Counts in Chinese numerals behind a deed (召开会议三次); elsewhere they are phrases."""
    for found in _WORDS.finditer(flat):
        clause = re.split(r"[,。;:!?\n]", flat[max(0, found.start() - 60) : found.start()])[-1]
        if _DEEDS.search(clause):
            more = "余" if found["more"] else ""
            value = Decimal(_spelt_value(found["number"]))
            yield Quantity(found.start(), found.end(), value, found["unit"], more)


def _unitless(flat: str) -> Iterator[Quantity]:
    for found in _UNITLESS.finditer(flat):
        scale = 10_000 if found["scale"] == "万" else 100_000_000
        unit = "人" if found["noun"] in ("粉丝", "关注", "用户") else "次"
        more = "余" if found["more"] else ""
        yield Quantity(
            found.start("number"), found.end(), Decimal(found["number"]) * scale, unit, more
        )


def _spelt_value(word: str) -> int:
    if word == "两":
        return 2
    tens, ten, ones = word.partition("十")
    if not ten:
        return _NUMERALS.index(word) + 1
    return (_NUMERALS.index(tens) + 1 if tens else 1) * 10 + (
        _NUMERALS.index(ones) + 1 if ones else 0
    )
