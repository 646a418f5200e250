"""A made-up report, and the layouts in which real ones print their tables."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest

from assistant.models.report_tables import (
    APPLICANTS,
    DISPUTE_GROUPS,
    DISPUTE_RESULTS,
    REQUEST_ROWS,
)

Numbers = dict[str, list[int]]

NARRATIVE = """\
测试县行政审批服务局2023年政府信息公开工作年度报告
本报告依照有关规定编制，所列数据的统计期限自2023年1月1日起至2023年12月31日止。
一、总体情况
（一）主动公开情况
2023年，我局通过政府网站公开信息30条，其中工作动态20条，通知公告10条。
（二）依申请公开情况
全年收到政府信息公开申请5件。
二、主动公开政府信息情况
{two}
三、收到和处理政府信息公开申请情况
{three}
四、政府信息公开行政复议、行政诉讼情况
{four}
五、存在的主要问题及改进情况
一是人手偏紧。
六、其他需要报告的事项
本年度未收取信息处理费。
"""


@dataclass(frozen=True)
class Sample:
    """The figures of the made-up report; table three adds up."""

    publication: dict[str, list[str]]
    requests: Numbers
    disputes: list[int]


def _requests() -> Numbers:
    rows = {key: [0] * 7 for key in REQUEST_ROWS}
    rows["new_received"] = [4, 1, 0, 0, 0, 0, 5]
    rows["carried_over"] = [1, 0, 0, 0, 0, 0, 1]
    rows["granted"] = [3, 0, 0, 0, 0, 0, 3]
    rows["partial"] = [1, 0, 0, 0, 0, 0, 1]
    rows["na_not_held"] = [0, 1, 0, 0, 0, 0, 1]
    rows["other_misc"] = [1, 0, 0, 0, 0, 0, 1]
    rows["result_total"] = [5, 1, 0, 0, 0, 0, 6]
    return rows


@pytest.fixture
def sample() -> Sample:
    return Sample(
        {
            "规章": ["0", "0", "0"],
            "行政规范性文件": ["2", "1", "9"],
            "行政许可": ["3050"],
            "行政处罚": ["0"],
            "行政强制": ["0"],
            "行政事业性收费": ["12.75"],
        },
        _requests(),
        [1, 0, 0, 0, 1, 0, 2, 0, 0, 2, 0, 0, 0, 3, 3],
    )


HEADINGS = {
    "规章": ["第二十条第（一）项", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    "行政许可": ["第二十条第（五）项", "信息内容", "本年处理决定数量"],
    "行政处罚": ["第二十条第（六）项", "信息内容", "本年处理决定数量"],
    "行政事业性收费": ["第二十条第（八）项", "信息内容", "本年收费金额（单位：万元）"],
}
APPLICANT_HEAD = [
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    "申请人情况",
]
DISPUTE_HEAD = ["行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉"]


def _dispute_head() -> list[str]:
    return DISPUTE_HEAD + list(DISPUTE_RESULTS.values()) * len(DISPUTE_GROUPS)


def _fill(two: str, three: str, four: str) -> str:
    return NARRATIVE.format(two=two, three=three, four=four)


def in_lines(sample: Sample, blank: str = "\n") -> str:
    """One cell to a line."""
    two: list[str] = []
    for row, cells in sample.publication.items():
        two += [*HEADINGS.get(row, []), row, *cells]
    three = [*APPLICANT_HEAD, *APPLICANTS.values()]
    for key, label in REQUEST_ROWS.items():
        three += [label, *map(str, sample.requests[key])]
    four = [*_dispute_head(), *map(str, sample.disputes)]
    return _fill(*(blank.join(part) for part in (two, three, four)))


def in_pipes(sample: Sample) -> str:
    """Rows of pipes as converters write them: merged cells are padding at the end."""
    two = []
    for row, cells in sample.publication.items():
        two += [" | ".join([*HEADINGS[row][:1], "", "", ""])] if row in HEADINGS else []
        two += [" | ".join(HEADINGS[row][1:])] if row in HEADINGS else []
        two.append(" | ".join([row, *cells, *[""] * (3 - len(cells)), ""]))
    three = [" | ".join([*APPLICANT_HEAD, ""]), " | ".join(APPLICANTS.values())]
    for key, label in REQUEST_ROWS.items():
        group = "三、本年度办理结果 | " if key == "granted" else ""
        three.append(group + " | ".join([label, *map(str, sample.requests[key]), "", ""]))
    four = [" | ".join(_dispute_head()), " | ".join(map(str, sample.disputes))]
    return _fill(*("\n".join(part) for part in (two, three, four)))


def run_together(sample: Sample) -> str:
    """No separators at all."""
    two = "".join(
        "".join([*HEADINGS.get(row, []), row, *cells]) for row, cells in sample.publication.items()
    )
    three = "".join(
        label + "".join(map(str, sample.requests[key])) for key, label in REQUEST_ROWS.items()
    )
    head = "".join([*APPLICANT_HEAD, *APPLICANTS.values()])
    four = "".join([*_dispute_head(), *map(str, sample.disputes)])
    return _fill(two, head + three, four)


def in_html(sample: Sample) -> str:
    """A page with merged cells."""

    def row(cells: Iterable[str], first: str = "td") -> str:
        return "<tr>" + "".join(f"<{first}>{cell}</{first}>" for cell in cells) + "</tr>"

    two = ""
    for name, cells in sample.publication.items():
        head = HEADINGS.get(name, [])
        two += f'<tr><td colspan="4">{head[0]}</td></tr>' + row(head[1:], "th") if head else ""
        span = f' colspan="{4 - len(cells)}"'
        two += f"<tr><td>{name}</td>" + "".join(f"<td{span}>{c}</td>" for c in cells) + "</tr>"
    three = f'<tr><td colspan="3">{APPLICANT_HEAD[0]}</td><td colspan="7">申请人情况</td></tr>'
    for key, label in REQUEST_ROWS.items():
        group = '<td rowspan="22">三、本年度办理结果</td>' if key == "granted" else ""
        span = 3 if key in ("new_received", "carried_over", "carried_forward") else 2
        cells = "".join(f"<td>{number}</td>" for number in sample.requests[key])
        three += f'<tr>{group}<td colspan="{span}">{label}</td>{cells}</tr>'
    four = row(_dispute_head()) + row(map(str, sample.disputes))
    tables = (f"<table>{part}</table>" for part in (two, three, four))
    body = "".join(
        line if line.startswith("<table") else f"<p>{line}</p>"
        for line in _fill(*tables).splitlines()
    )
    return f"<html><head><title>测试县人民政府</title></head><body><div>{body}</div></body></html>"


def in_markdown(sample: Sample) -> str:
    """The tables as our own drafts write them."""

    def table(head: list[str], rows: list[list[str]]) -> str:
        lines = [head, ["---"] * len(head), *rows]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"

    two = ""
    rows = list(sample.publication.items())
    for name, head in HEADINGS.items():
        block = [[row, *cells] for row, cells in rows if _block(row) == name]
        two += f"### {head[0]}\n\n" + table(head[1:], block) + "\n"
    three = table(
        ["", "", "", *APPLICANTS.values()],
        [[label, "", "", *map(str, sample.requests[key])] for key, label in REQUEST_ROWS.items()],
    )
    heads = [
        group + result for group in DISPUTE_GROUPS.values() for result in DISPUTE_RESULTS.values()
    ]
    four = table(heads, [list(map(str, sample.disputes))])
    text = (
        _fill(two, three, four).replace("（一）", "### （一）").replace("（二）依", "### （二）依")
    )
    for ordinal in "一二三四五六":
        text = text.replace(f"\n{ordinal}、", f"\n## {ordinal}、")
    return text.replace("第二十条第### ", "第二十条第")


def _block(row: str) -> str:
    known = list(HEADINGS)
    return {"行政规范性文件": "规章", "行政强制": "行政处罚"}.get(row, row if row in known else "")


LAYOUTS: dict[str, Callable[[Sample], str]] = {
    "one cell to a line": in_lines,
    "blank lines between cells": lambda sample: in_lines(sample, "\n\n"),
    "cells indented by tabs": lambda sample: in_lines(sample, "\n\t"),
    "rows of pipes": in_pipes,
    "digits run together": run_together,
    "spaces between all cells": lambda sample: in_lines(sample, " "),
    "html": in_html,
    "markdown": in_markdown,
}


@pytest.fixture(params=LAYOUTS, ids=lambda name: name.replace(" ", "-"))
def layout(request: pytest.FixtureRequest, sample: Sample) -> str:
    """The made-up report in one layout after the other."""
    return LAYOUTS[request.param](sample)


@pytest.fixture
def page(sample: Sample) -> str:
    """The made-up report, one cell to a line."""
    return in_lines(sample)


@pytest.fixture(scope="session")
def layouts() -> dict[str, Callable[[Sample], str]]:
    """Every layout by its name."""
    return LAYOUTS
