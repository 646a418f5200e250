"""Rows of a log file: Chinese headers and words become fields and their values."""

import pytest

from assistant.errors import Refused
from assistant.ingest.activity import headers, read_log, template_headers
from assistant.models.activity import KIND_OF, KINDS


@pytest.fixture
def csv(tmp_path):
    def written(text, name="log.csv"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return written


def test_chinese_headers_and_words_are_read(csv):
    path = csv(
        "2025 年台账,,,\n台账类别,发布日期,渠道,类别,标题,数量\n"
        "信息公开发布,2025/3/5,微信公众号,政策解读,首问负责,2\n"
    )
    (row,), unread = read_log(path)
    assert (row.number, row.kind, unread) == (3, "publication", ())
    assert row.typed == {
        "happened_on": "2025-03-05",
        "channel": "wechat",
        "category": "政策解读",
        "title": "首问负责",
        "quantity": "2",
    }


def test_field_names_of_json_are_read_too(csv):
    (row,), _ = read_log(csv('{"kind": "training", "on": "2025-04-01", "title": "x"}', "a.jsonl"))
    assert (row.kind, row.typed) == ("training", {"happened_on": "2025-04-01", "title": "x"})


def test_a_kind_that_there_is_none_of_is_kept_as_written(csv):
    (row,), unread = read_log(csv("台账类别,日期,心情\n聚会,2025-01-01,好\n"))
    assert (row.kind, row.kind_text, unread) == ("", "聚会", ("心情",))


def test_what_is_no_day_and_no_option_stays_for_the_check_to_tell(csv):
    (row,), _ = read_log(csv("台账类别,日期,渠道\n信息公开发布,昨天,烟\n"))
    assert row.typed == {"happened_on": "昨天", "channel": "烟"}


def test_a_file_without_the_column_of_kinds_is_refused(csv):
    with pytest.raises(Refused, match="台账类别"):
        read_log(csv("日期,标题\n2025-01-01,x\n"))


def test_a_header_means_one_field_in_every_kind():
    known = headers()
    for kind in KINDS:
        for header, field in zip(template_headers(kind)[1:], kind.inputs, strict=True):
            assert known[header] == field.name, (kind.key, header)
            assert known[field.label] == field.name, (kind.key, field.label)


def test_a_template_begins_with_the_kind():
    assert template_headers(KIND_OF["permit"]) == ["台账类别", "日期", "事项或说明", "数量"]
