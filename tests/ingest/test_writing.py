"""What is exported loads back unchanged: every field, whatever stands in it."""

import csv
import dataclasses
import string
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import BadInput, Refused
from assistant.ingest.catalogue import read_catalogue
from assistant.ingest.lexicon import read_lexicon
from assistant.ingest.values import text_of
from assistant.ingest.writing import EXPORTS, write_catalogue, write_lexicon, write_table
from assistant.models.item import RECORD_TYPES, Material, ServiceItem, columns
from assistant.models.lexicon import LexiconKind, LexiconLine

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = [
    *sorted((ROOT / "knowledge/catalogue").glob("*.json")),
    *sorted((ROOT.parent / "shared/data/catalogues").glob("*.csv")),
]

hard = st.text("是否一；;、，,|\n\t\r'\"=+-@[]{}_x0041B 　\x85\u2028" + string.digits, max_size=12)
texts = st.one_of(hard, st.text(st.characters(codec="utf-8"), max_size=12)).map(text_of)
filled = texts.filter(bool)
BY_KIND: dict[str, st.SearchStrategy[Any]] = {
    "text": texts,
    "lines": st.lists(filled, max_size=3).map(tuple),
    "list": st.lists(filled, max_size=3, unique=True).map(tuple),
    "int": st.none() | st.integers(0, 3650),
    "flag": st.none() | st.booleans(),
    "date": st.just("") | st.dates(date(1950, 1, 1)).map(date.isoformat),
}


def fields_of(type: type) -> st.SearchStrategy[dict[str, Any]]:
    """A few fields of an item or sub-record with any value."""
    values = {
        f.name: st.lists(fields_of(RECORD_TYPES[f.name]).map(record_of(f.name)), max_size=2).map(
            tuple
        )
        if f.metadata["kind"] == "records"
        else BY_KIND[f.metadata["kind"]]
        for f in columns(type)
    }
    pairs = [st.tuples(st.just(name), value) for name, value in values.items()]
    return st.lists(st.one_of(pairs), max_size=5).map(dict)


def record_of(field: str) -> Callable[[dict[str, Any]], Any]:
    return lambda given: RECORD_TYPES[field](**given)


def item_of(number: int, given: dict[str, Any]) -> ServiceItem:
    named = {"code": f"A-{number}", "name": "开饭馆", "region_code": "610925"}
    return ServiceItem(**(named | {name: value for name, value in given.items() if value != ""}))


def back(path: Path) -> tuple[ServiceItem, ...]:
    catalogue = read_catalogue(path, "610925", "own")
    assert (catalogue.refused, catalogue.ignored_columns) == ((), ())
    return catalogue.items


@pytest.mark.parametrize("ending", EXPORTS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(given=st.lists(fields_of(ServiceItem), min_size=1, max_size=6))
def test_any_item_comes_back_as_it_went_out(
    tmp_path: Path, ending: str, given: list[dict[str, Any]]
) -> None:
    path = tmp_path / f"a{ending}"
    items = [item_of(number, fields) for number, fields in enumerate(given)]
    items = list({item.code: item for item in items}.values())

    write_catalogue(path, items)

    assert back(path) == tuple(items)


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)
def test_a_whole_catalogue_comes_back_from_every_kind_of_file(
    tmp_path: Path, catalogue: Path
) -> None:
    items = read_catalogue(catalogue, "610925", "own").items

    for ending in EXPORTS:
        path = tmp_path / f"a{ending}"
        write_catalogue(path, items)
        assert back(path) == items


def test_an_item_as_it_is_and_as_it_will_be_both_come_back(
    tmp_path: Path, shop: Callable[..., ServiceItem]
) -> None:
    items = (shop(promised_days=5), shop(promised_days=1, valid_from="2027-01-01"))
    write_catalogue(tmp_path / "a.csv", items)

    assert back(tmp_path / "a.csv") == items


@pytest.fixture
def shop() -> Callable[..., ServiceItem]:
    """An item with these fields beside its name."""
    plain = ServiceItem(code="A-1", name="开饭馆", region_code="610925")
    return lambda **given: dataclasses.replace(plain, **given)


def test_sub_records_stand_in_their_cell_under_their_chinese_names(
    tmp_path: Path, shop: Callable[..., ServiceItem]
) -> None:
    plain = shop(materials=(Material(name="申请书"), Material(name="身份证")))
    told = shop(materials=(Material(name="申请书", copies=2),))

    write_catalogue(tmp_path / "a.csv", [plain, told])

    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [row["申请材料"] for row in csv.DictReader(file)]
    assert cells == ["申请书；身份证", '[{"材料名称": "申请书", "份数": 2}]']


@pytest.mark.parametrize("text", ["=1+1", "+86", "-", "@a", "'=1", "''-", "=HYPERLINK(1)"])
def test_no_cell_is_run_as_a_formula(tmp_path: Path, text: str) -> None:
    write_table(tmp_path / "a.xlsx", ["甲"], [[text]])
    write_table(tmp_path / "a.csv", ["甲"], [[text]])

    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").active["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()[1][0] == "'"


def test_a_text_too_long_for_a_cell_is_refused_before_it_would_be_cut(
    tmp_path: Path, shop: Callable[..., ServiceItem]
) -> None:
    item = shop(applies_to="长" * 32_768)

    with pytest.raises(Refused, match=r"请改为导出 \.csv 或 \.json"):
        write_catalogue(tmp_path / "a.xlsx", [item])

    write_catalogue(tmp_path / "a.csv", [item])
    assert back(tmp_path / "a.csv") == (item,)


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"\.xlsx、\.csv、\.json"):
        write_catalogue(tmp_path / "a.doc", [])


def test_a_lexicon_comes_back_table_by_table(tmp_path: Path) -> None:
    lines = [
        LexiconLine(LexiconKind.MEANING, ("饭馆&开", "食品经营许可", "食品", "我想开饭馆")),
        LexiconLine(LexiconKind.OUTSIDE, ("公积金", "公积金中心", "12329", "住房")),
    ]

    write_lexicon(tmp_path / "词库", lines)

    found = [read_lexicon(path) for path in sorted((tmp_path / "词库").iterdir())]
    assert found == [([lines[0]], []), ([lines[1]], [])]
