"""What everybody may take along (开放数据): the items that are offered, and what has changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.catalogue.difference import differences
from assistant.ingest.writing import write_catalogue
from assistant.models.agency import Agency
from assistant.models.item import ServiceItem, to_record
from assistant.models.validity import state_of

_NAMED = 4


@dataclass(frozen=True, slots=True)
class Terms:
    """Under what each file stands (使用条件): whose data, of which day, on what terms."""

    agency: Agency
    as_of: str

    def columns(self) -> dict[str, str]:
        """The terms as columns beside every row of a table."""
        return {
            "发布机关": self.agency.name,
            "数据日期": self.as_of,
            "使用条件": self.agency.licence,
        }


def items_data(items: Sequence[ServiceItem], terms: Terms) -> dict[str, Any]:
    """Items as one JSON object, the terms before them."""
    return {
        "title": f"{terms.agency.name}政务服务事项",
        "agency": terms.agency.name,
        "region_code": terms.agency.region_code,
        "licence": terms.agency.licence,
        "as_of": terms.as_of,
        "total": len(items),
        "items": [to_record(item) for item in items],
    }


def write_items_table(path: Path, items: Sequence[ServiceItem], terms: Terms) -> None:
    """Items as a table that can be loaded again, the terms in columns at its end."""
    write_catalogue(path, items, beside=terms.columns())


def told(item: ServiceItem, before: ServiceItem | None, day: str) -> Mapping[str, str]:
    """One change in words: title and summary; day is the one on which it takes effect."""
    state = state_of(item, day)
    if state in ("withdrawn", "ended"):
        return {"title": f"取消：{item.name}", "summary": "本事项不再办理。"}
    if state == "suspended":
        return {"title": f"暂停：{item.name}", "summary": "本事项暂停办理。"}
    if before is None:
        office = f"，由{item.department}办理" if item.department else ""
        return {"title": f"新增：{item.name}", "summary": f"新增事项{office}。"}
    labels = [one.label for one in differences(before, item)]
    more = f"等 {len(labels)} 项" if len(labels) > _NAMED else ""
    return {
        "title": f"修改：{item.name}",
        "summary": f"改了{'、'.join(labels[:_NAMED])}{more}。" if labels else "内容没有变化。",
    }
