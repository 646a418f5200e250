"""Years in a question (年份): named, relative to today, ranges, 近三年, 历年."""

import re
from dataclasses import dataclass

# Years are also written 二〇一九年 or 二零一九年. Each sign keeps its place, so 上一年 is read as
# 上1年 below.
_DIGITS = str.maketrans("〇零○一二三四五六七八九两", "0001234567892")
_RELATIVE = {"去年": -1, "上年": -1, "上1年": -1, "前年": -2, "今年": 0, "本年": 0}
# 上年结转 and 本年新收 are names of rows, no years.
_ROW = r"(?!度?(?:结转|转结|新收|制发|废止|处理|办理|收费))"
_FOUND = re.compile(
    r"(?P<from>20\d\d)(?:年度?)?(?:至|到|-|—|~|–)(?P<to>20\d\d)(?!\d)(?:年度?)?"
    r"|(?P<since>20\d\d)年?(?:以来|至今|到现在|起(?!诉))"
    r"|(?<!\d)(?P<year>20\d\d)(?!\d)(?:年度?)?"
    r"|(?<!\d)(?P<short>1[5-9]|2\d)年(?!以|之?[内前后]|了|期|工龄|[龄级])"
    rf"|(?P<ago>去年|上1?年|前年|今年|本年){_ROW}度?"
    r"|(?:最近|[近这过]|过去|前)这?(?P<latest>\d{1,2}|十)年(?:以来|来|间|内)?"
    r"|(?P<every>(?:最近|[近这])几年来?|历年来?|历次|每1?年|各年度?|逐年|往年|所有年[份度]|年年)"
    r"|(?P<which>哪1?个?年[份度]?|哪[几些]年|什么年份)"
)
_BEFORE = re.compile(r"[比较](?:上1?年|去年)同?期?(?:相比)?|[与和同跟](?:上1?年)(?:度|同期)?相?比")
_SUBJECT = re.compile(r"20\d\d|去年|今年|前年")


@dataclass(frozen=True, slots=True)
class Years:
    """Which years a text means: named ones in order, the latest so many, or every one.

    before says that each is set against the year before it (比上年).
    """

    named: tuple[int, ...] = ()
    latest: int = 0
    every: bool = False
    before: bool = False

    def __bool__(self) -> bool:
        """Whether the text speaks of years at all."""
        return bool(self.named or self.latest or self.every)


def years_in(text: str, this_year: int) -> tuple[Years, str]:
    """The years a search key speaks of, and the key with their words blotted out by blanks."""
    flat = text.translate(_DIGITS)
    before = False
    for found in _BEFORE.finditer(flat):
        # 今年比去年 names both; 比上年 alone sets a year against the one before it.
        if "去" in found[0] and _SUBJECT.search(flat[: found.start()]):
            continue
        before = True
        flat = flat[: found.start()] + " " * len(found[0]) + flat[found.end() :]
        text = text[: found.start()] + " " * len(found[0]) + text[found.end() :]
    named: list[int] = []
    latest, every = 0, False
    for found in _FOUND.finditer(flat):
        named += _named(found, this_year)
        latest = int((found["latest"] or str(latest)).replace("十", "10"))
        every = every or bool(found["every"] or found["which"])
        text = text[: found.start()] + " " * len(found[0]) + text[found.end() :]
    return Years(tuple(dict.fromkeys(named)), latest, every and not named, before), text


def _named(found: re.Match[str], this_year: int) -> list[int]:
    if found["from"]:
        first, last = sorted((int(found["from"]), int(found["to"])))
        return list(range(first, last + 1))
    if found["since"]:
        return list(range(int(found["since"]), this_year + 1))
    if found["ago"]:
        return [this_year + _RELATIVE[found["ago"]]]
    short = found["short"]
    year = found["year"] or (f"20{short}" if short else "")
    return [int(year)] if year else []
