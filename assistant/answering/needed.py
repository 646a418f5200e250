"""Whether a paper is needed (要居住证吗): told by the item's own list of materials."""

import re

from assistant.language.normal import search_key
from assistant.models.item import Material, ServiceItem

_NEEDED = re.compile(
    r"(?:要不要|用不用|需不需要|是不是要|需要|必须|一定要|非要|要|得|用)"
    r"(?:带上?|有|提供|提?交|准备|拿|出示|办)?"
    r"(?P<paper>[\u4e00-\u9fff]{2,10}?)(?:的?(?:原件|复印件))?"
    r"(?:吗|么|不|嘛|啊|吧|呢|才行|才能办|[?？.。!！ ])+$"
)
_PAPER = re.compile(r".*(?:证|本|簿|表|书|单|证明|照|照片|章|卡|票|合同|协议)")
_ALONE = re.compile(r"(?:那|这个?|还|也|都|办|我|们|是不是|是否|一定|到时候|去|时|的时候|,|，| )*")


def paper_asked(key: str) -> str:
    """The paper that a search key asks about; "" where it asks for none."""
    found = _NEEDED.search(f"{key}?")
    return found["paper"] if found and _PAPER.fullmatch(found["paper"]) else ""


def held(item: ServiceItem, paper: str) -> tuple[Material, ...]:
    """The item's materials that are this paper; 户口本 is found as 户口簿, too."""
    named = [(search_key(material.name), material) for material in item.materials]
    exactly = tuple(material for name, material in named if paper in name)
    begun = paper[:-1] if len(paper) > 2 else paper
    return exactly or tuple(material for name, material in named if begun in name)


def asks_paper_alone(key: str) -> bool:
    """Whether a search key asks for a paper and names nothing besides (那要居住证吗)."""
    found = _NEEDED.search(f"{key}?")
    return bool(paper_asked(key) and found and _ALONE.fullmatch(key[: found.start()]))
