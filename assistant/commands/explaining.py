"""Why an answer was given, as lines of text: `assistant ask --why`."""

from collections.abc import Iterator, Mapping
from typing import Any


def told_why(why: Mapping[str, Any]) -> Iterator[str]:
    """Every step of one answer, in the order in which they are taken."""
    yield f"{why['answer']}（{why['outcome']}，由“{why['step']}”这一步给出）"
    yield f"归一写法：{why['key'] or '没有用到'}；问的事：{why['subject'] or '没有'}；问的方面：{why['aspect']}"
    for said, meant in why["corrected"]:
        yield f"错字：“{said}”改为“{meant}”"
    for label, name in (("没有用到的词", "ignored"), ("没解释的词", "uncovered")):
        if why[name]:
            yield f"{label}：{'、'.join(why[name])}"
    for line in why["fired"]:
        reaches = "、".join(line["reaches"]) or "没有指到事项"
        words, terms = "＋".join(line["words"]), "、".join(line["terms"])
        yield f"词条：“{words}”→ {terms}（专指度 {line['specificity']:.2f}；{reaches}）"
    for number, candidate in enumerate(why["candidates"], start=1):
        parts = "，".join(f"{part['label']} {part['worth']:+.3f}" for part in candidate["parts"])
        yield f"{number}. {candidate['name']} {candidate['total']:.3f} 分：{parts}"
    if why["candidates"]:
        knobs = why["thresholds"]
        yield (
            f"第一名就对的把握 {why['right']:.2f}（到 {knobs['answer']} 就作答），"
            f"在目录里的把握 {why['inside']:.2f}（不到 {knobs['inside']} 就说没有）"
        )
    if why["broad"]:
        yield "问的是许多事项共有的词，没有说是哪一件：先反问"
    if why["otherwise"]:
        yield f"问的是“{'、'.join(why['otherwise'])}”，第一名办的是别的：先反问"
