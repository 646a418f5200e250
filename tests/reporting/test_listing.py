"""Figures as text and as JSON."""

import json
import unicodedata

from assistant.models.activity import Activity
from assistant.reporting.catalogue_counts import CatalogueCounts
from assistant.reporting.figures import figures_of
from assistant.reporting.listing import figures_as_json, figures_as_text


def figures(log, last_report):
    entries = log(Activity("permit", "2026-02-01", 3663), Activity("charge", "2026-02-01", 880))
    report = last_report(("trainings", "3", "次"))
    return figures_of(entries, CatalogueCounts(), report, 2026)


def test_the_list_has_a_line_for_each_figure_with_value_and_last_year(log, last_report):
    shown = figures(log, last_report)
    lines = figures_as_text(shown).splitlines()
    assert lines[0].split() == [
        "指标", "名称", "数值", "单位", "上年", "变化", "含义", "计数规则", "统计期限",
    ]  # fmt: skip
    assert len(lines) == 1 + len(shown)
    cells = {line.split()[0]: line.split()[2:5] for line in lines}
    assert cells["permits_handled"] == ["3663", "件", "—"]
    assert cells["fees_wan"] == ["0.088", "万元", "—"]
    assert cells["trainings"] == ["0", "次", "3"]
    assert cells["list_once"] == ["—", "项", "—"]


def test_columns_line_up_on_a_terminal(log, last_report):
    def width(text: str) -> int:
        return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)

    shown = figures(log, last_report)
    lines = figures_as_text(shown).splitlines()[1:]
    at = {
        width(line[: line.index(f.meaning)]) for line, f in zip(lines, shown.values(), strict=True)
    }
    assert len(at) == 1


def test_json_keeps_numbers_as_numbers_and_the_unknown_as_null(log, last_report):
    told = {f["key"]: f for f in json.loads(figures_as_json(figures(log, last_report)))}
    assert told["permits_handled"] == {
        "key": "permits_handled",
        "label": "行政许可处理决定",
        "value": 3663,
        "unit": "件",
        "last_year": None,
        "change": "",
        "meaning": "当年作出的行政许可处理决定，含依法不公开的",
        "counted": "台账“行政许可办理”当年各条数量之和",
        "period": "2026年1月1日至2026年12月31日",
        "rows": ["a-0"],
    }
    assert told["fees_wan"]["value"] == 0.088
    assert told["trainings"]["last_year"] == 3
    assert told["list_once"]["value"] is None
