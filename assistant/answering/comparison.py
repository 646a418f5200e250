"""Figures of several years or agencies set side by side: caption, chart, differences in words."""

from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.report_values import amount
from assistant.language.amounts import in_base_unit, shown
from assistant.models.figures import Bar, Chart, FigureRow, FigureTable

MOST_BARS = 30


def table_of_rows(rows: Sequence[FigureRow]) -> FigureTable:
    """The rows under a caption that names metrics, agency and years."""
    labels = "、".join(dict.fromkeys(row.label for row in rows))
    agencies = list(dict.fromkeys(row.agency for row in rows))
    years = sorted({row.year for row in rows})
    span = f"{years[0]}年" if len(years) == 1 else f"{years[0]}—{years[-1]}年"
    whose = agencies[0] if len(agencies) == 1 else f"{len(agencies)} 个机关"
    return FigureTable(f"{whose}{span}{labels}", tuple(rows))


def chart_of(rows: Sequence[FigureRow]) -> Chart | None:
    """Bars of the rows that share metric and base unit; None where fewer than two do."""
    comparable = comparable_rows(rows)
    if len(comparable) < 2:
        return None
    bars = [Bar(label_of(row, rows), row.base or 0, row.shown) for row in comparable[:MOST_BARS]]
    unit = in_base_unit(Decimal(0), comparable[0].unit)[1]
    return Chart(table_of_rows(comparable).caption, unit, tuple(bars))


def comparable_rows(rows: Sequence[FigureRow]) -> list[FigureRow]:
    """Rows with a value in the unit, and over several reports in the metric, that most have."""
    groups: dict[tuple[str, str], list[FigureRow]] = {}
    # Within one report 马上办 and 网上办 stand side by side; over years each by itself.
    several = len({(row.agency_id, row.year) for row in rows}) > 1
    for row in rows:
        if row.base is not None:
            metric = row.metric if several else ""
            unit = in_base_unit(Decimal(0), row.unit)[1]
            groups.setdefault((metric, unit), []).append(row)
    return max(groups.values(), key=len, default=[])


def label_of(row: FigureRow, among: Sequence[FigureRow]) -> str:
    """What tells a row from the others: its year, its agency, its metric, or several of them."""
    parts = []
    if len({other.agency for other in among}) > 1:
        parts.append(row.agency)
    if len({other.year for other in among}) > 1:
        parts.append(f"{row.year}年")
    if len({other.metric for other in among}) > 1:
        parts.append(row.label)
    return " ".join(parts) or f"{row.year}年"


def best(rows: Sequence[FigureRow], *, most: bool) -> list[FigureRow]:
    """The comparable rows with the largest (or the smallest) value; several where they tie."""
    comparable = comparable_rows(rows)
    values = [row.base or 0 for row in comparable]
    if not values:
        return []
    wanted = max(values) if most else min(values)
    return [row for row in comparable if (row.base or 0) == wanted]


def difference(earlier: FigureRow, later: FigureRow) -> str:
    """How much later differs from earlier, in words; "" where they must not be compared.

    Shares differ by percentage points; others by their unit and, where the earlier value is
    not 0 and they are of one agency and metric, by per cent with one decimal.
    """
    if len(comparable_rows([earlier, later])) < 2:
        return ""
    before, after = Decimal(str(earlier.base)), Decimal(str(later.base))
    if before == after:
        return "两者相同"
    by = abs(after - before)
    word = "多" if after > before else "少"
    if later.unit == "%":
        return f"{'高' if after > before else '低'} {shown(by)} 个百分点"
    said = f"{word} {amount(by, in_base_unit(Decimal(0), later.unit)[1])}"
    if before and (earlier.agency_id, earlier.metric) == (later.agency_id, later.metric):
        growth = (by * 100 / before).quantize(Decimal("0.1"))
        said += f"，{'增长' if after > before else '下降'} {shown(growth)}%"
    return said


def mixed(rows: Sequence[FigureRow]) -> str:
    """A warning where rows hold units that cannot be compared, else ""."""
    told = [row for row in rows if row.base is not None]
    units = list(dict.fromkeys(in_base_unit(Decimal(0), row.unit)[1] for row in told))
    metrics = {row.metric for row in told}
    if len(units) < 2 or len(metrics) > 1:
        return ""
    return f"单位不同（{'、'.join(units)}），只比单位相同的。"
