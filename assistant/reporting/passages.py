"""Paragraphs as people edit them (改稿): figures as tokens that cannot be mistyped, and back."""

import re
from collections.abc import Mapping, Sequence

from assistant.errors import BadInput
from assistant.models.draft import Chip, Gap, Part
from assistant.reporting.figures import Figure
from assistant.reporting.telling import chip_now

_CHANGE = ".change"
_CHANGE_LABEL = "比上年"
_STORED = re.compile(r"\{\{([a-z0-9_.]+)\}\}|【待补：([^】]*?)（由([^（）】]*)填写）】")
_TYPED = re.compile("〔([^〔〕]*)〕")
_MOST_CHARACTERS = 3000


def stored_form(parts: Sequence[Part]) -> str:
    """A paragraph as it is kept: {{key}} for a figure, the mark for a gap."""
    return "".join(
        f"{{{{{part.key}}}}}" if isinstance(part, Chip) else words(part) for part in parts
    )


def words(part: Part) -> str:
    """A part as it is read."""
    return part if isinstance(part, str) else part.text


def parts_from(stored: str, figures: Mapping[str, Figure]) -> tuple[Part, ...]:
    """The parts of a kept paragraph by today's figures.

    A figure that the log does not tell any more becomes a gap: a person must see to it.
    """
    parts: list[Part] = []
    end = 0
    for mark in _STORED.finditer(stored):
        parts += [stored[end : mark.start()]] if mark.start() > end else []
        key, what, who = mark.groups()
        parts.append(_chip(key, figures) if key else Gap(what, who))
        end = mark.end()
    return (*parts, stored[end:]) if end < len(stored) else tuple(parts)


def _chip(key: str, figures: Mapping[str, Figure]) -> Part:
    return chip_now(key, figures) or Gap(
        f"“{label_of(key, figures)}”，台账里现在没有这个数字", "信息公开专员"
    )


def label_of(key: str, figures: Mapping[str, Figure]) -> str:
    """What a figure's token is called: its label, and 比上年 behind it for the comparison."""
    figure = figures.get(key.removesuffix(_CHANGE))
    label = figure.label if figure else key
    return f"{label}{_CHANGE_LABEL}" if key.endswith(_CHANGE) else label


def typed_form(parts: Sequence[Part], figures: Mapping[str, Figure]) -> str:
    """A paragraph as it stands in the form: 〔主动公开政府信息：107条〕 for a figure."""
    return "".join(
        token_of(part, figures) if isinstance(part, Chip) else words(part) for part in parts
    )


def token_of(chip: Chip, figures: Mapping[str, Figure]) -> str:
    """A figure in the form."""
    return f"〔{label_of(chip.key, figures)}：{chip.text}〕"


def chips_of(figures: Mapping[str, Figure]) -> tuple[Chip, ...]:
    """Every figure, and every comparison, that can be put into a sentence now."""
    keys = (key + end for key in figures for end in ("", _CHANGE))
    return tuple(chip for key in keys if (chip := chip_now(key, figures)))


def stored_from(typed: str, figures: Mapping[str, Figure]) -> str:
    """What somebody typed, as it is kept; several lines are several paragraphs.

    Raises BadInput, whose field is "text", where it is empty or too long, where a token
    names no figure, or where its digits are not those of the figure.
    """
    lines = [line.strip() for line in typed.splitlines()]
    text = "\n".join(line for line in lines if line)
    if not text:
        raise _wrong("请写内容；不要这一段的，请用下方的“删去这一段”。")
    if len(text) > _MOST_CHARACTERS:
        raise _wrong(f"这一段有 {len(text)} 字，请缩短到 {_MOST_CHARACTERS} 字以内。")
    if "{{" in text:
        raise _wrong("请不要输入“{{”；数字请写成〔名称〕，名称见右侧的数字表。")
    named = {label_of(chip.key, figures): chip for chip in chips_of(figures)}
    return _TYPED.sub(lambda token: _stored(token, named), text)


def _stored(token: re.Match[str], named: Mapping[str, Chip]) -> str:
    label, colon, text = token[1].partition("：")
    chip = named.get(label.strip())
    if chip is None:
        if not colon:
            # 国办公开办函〔2021〕30号 has brackets of its own.
            return token[0]
        raise _wrong(f"台账里没有叫“{label.strip()}”的数字，请对照数字表写名称。")
    if colon and text.strip() != chip.text:
        raise _wrong(
            f"“{label.strip()}”按台账是“{chip.text}”，不能改成“{text.strip()}”；"
            "数字有误的，请更正台账，这里会跟着变。"
        )
    return f"{{{{{chip.key}}}}}"


def _wrong(message: str) -> BadInput:
    return BadInput(message, {"text": message})
