"""How characters sound and look (读音与字形): toneless pinyin with every reading, and look-alikes."""

import functools
import itertools
import os
from collections.abc import Iterator

# Single characters are all that is asked here, and nothing is added: the table of phrases takes
# 40 MB, a second table of characters 3.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
import pypinyin

_MOST_READINGS = 12
# Groups of characters that are mistaken for each other by their shape alone.
_ALIKE = (
    "己已巳", "未末", "戊戌戍", "帐账", "籍藉", "侯候", "即既", "辨辩辫", "壁璧", "拔拨", "折拆",
    "入人", "土士", "日曰", "治冶", "准淮", "汆氽", "遗遣", "继断", "赡瞻", "赢羸", "券卷", "歧岐",
    "竟竞", "孤狐", "陪赔", "培倍", "住往", "大太", "天夫", "午牛", "干千于", "贷货", "贫贪",
    "暂渐", "检捡", "险验", "税锐", "概慨", "侍待", "徒徙", "幻幼", "酒洒", "晴睛", "刺剌",
    "茶荼", "免兔", "鸟乌", "师帅", "历厉", "列例", "斤斥", "申甲由", "坏环", "措借",
    "困囤因", "厂产", "营菅", "肋助", "扬杨", "远运", "代伐", "律津", "话活", "体休", "失矢", "享亨",
    "农衣", "村材", "牧枚", "渔鱼", "令今", "处外", "汗污", "品晶", "间问", "县具", "民氏", "施旅", "房旁",
    "基墓其", "恪格", "肓盲育", "良食", "诊珍", "疗辽", "烟咽", "驾架", "照熙", "票漂", "续绩",
)  # fmt: skip


@functools.cache
def readings(character: str) -> tuple[str, ...]:
    """Every toneless reading of one character, in order; the character itself where it has none."""
    found = pypinyin.pinyin(character, style=pypinyin.Style.NORMAL, heteronym=True)
    return tuple(sorted(set(found[0])))


@functools.cache
def look_alikes() -> dict[str, frozenset[str]]:
    """Characters that are mistaken for a character by shape, itself left out."""
    return {character: frozenset(group) - {character} for group in _ALIKE for character in group}


def sounds(word: str) -> Iterator[tuple[str, ...]]:
    """The ways a word may sound, one syllable a character; at most twelve."""
    every = itertools.product(*map(readings, word))
    return itertools.islice(every, _MOST_READINGS)
