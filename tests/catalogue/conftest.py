"""An item that breaks no rule of the lint, and a database, from which tests depart."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.models.agency import Agency
from assistant.models.item import Faq, Material, Place, ServiceItem, Step
from assistant.storage.database import SqliteDatabase, open_sqlite
from assistant.storage.items import save_agency
from assistant.storage.migrations import migrate

NOW = "2026-11-23T09:00:00.000+08:00"
AGENCY = Agency("a", "县审批局", "审批局", "610925", "岚皋县")

WHOLE = ServiceItem(
    code="W-1",
    name="公共场所卫生许可新办",
    region_code="610925",
    item_type="行政许可",
    department="县行政审批服务局",
    level="县级",
    audience=("自然人", "企业法人"),
    topics=("准营准办",),
    legal_basis=("《公共场所卫生管理条例》第四条",),
    conditions=("有固定场所",),
    case_type="承诺件",
    review_type="前审后批",
    four_lists=("网上办", "一次办"),
    materials=(Material(name="申请书", need="必要"),),
    steps=tuple(Step(name=name) for name in ("受理", "审核", "审批", "办结", "送达")),
    statutory_days=20,
    statutory_unit="工作日",
    promised_days=5,
    promised_unit="工作日",
    visits=1,
    visit_reason="核对原件",
    online=True,
    online_depth="III",
    places=(Place(name="政务大厅", address="示例路1号", hours="9:00—17:00", level="县级"),),
    fee=False,
    result_type="证照",
    result_name="卫生许可证",
    result_sample="见窗口样本",
    consult_phone="0000-0000101",
    complaint_phone="0000-0000102",
    faq=(Faq("要多久？", "5 个工作日。"),),
    aliases=("卫生证", "宾馆卫生许可", "理发店卫生证"),
    valid_from="2026-01-01",
)


@pytest.fixture
def whole():
    """The item with changes: whole(visits=2)."""

    def changed(**changes: Any) -> ServiceItem:
        return replace(WHOLE, **changes)

    return changed


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    """A database with its schema and the agency."""
    held = await open_sqlite(tmp_path / "assistant.db")
    await migrate(held, NOW)
    await save_agency(held, AGENCY)
    yield held
    await held.close()
