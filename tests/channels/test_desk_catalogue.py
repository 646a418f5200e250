"""The whole catalogue at the desk: filters, lint and ledger, in pages and files."""

import csv
import io
import re

import pytest

from tests.channels.test_desk_item import edit, item, review


@pytest.fixture
def editor(desk):
    return desk("editor")


def listed(page):
    return re.findall(r'<a class="row-link" href="/desk/catalogue/([^"]+)"', page.text)


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("text=餐饮许可证", "T-001", "T-002"),
        ("text=t-002 变更", "T-002", "T-001"),
        ("office=县人社局", "T-003", "T-001"),
        ("four_list=马上办", "T-001", "T-002"),
        ("state=ended", "T-004", "T-001"),
        ("findings=error", "T-001", "T-005"),
    ],
)
def test_a_filter_keeps_what_fits_and_stands_in_the_form_again(editor, query, there, not_there):
    page = editor.page(f"/desk/catalogue?{query}")

    assert there in listed(page) and not_there not in listed(page)
    value = query.partition("=")[2]
    assert re.search(rf'(value="{value}"|value="{value}" selected|selected>{value})', page.text)


def test_the_list_comes_in_pages_that_keep_the_filter(editor, desk):
    page = editor.page("/desk/catalogue?state=open&page=99")

    assert len(listed(page)) <= 50
    assert (
        editor.page("/desk/catalogue?text=绝没有这样的事项").text.count("没有符合条件的事项") == 1
    )


def test_the_list_tells_drafts_and_items_that_were_never_published(editor, desk):
    editor.submit("/desk/catalogue/new", {"code": "C-101", "name": "还没发布的事项"})
    item(desk, "C-102")
    edit(editor, "C-102", name="改名中", action="submit", note="改名")

    front, in_review = editor.page("/desk/catalogue"), editor.page("/desk/catalogue?state=review")

    assert "还没发布的事项" in front.text and "起草中" in front.text
    assert "C-102" in listed(in_review) and "待审核" in in_review.text
    assert "C-101" not in listed(in_review)


def test_a_published_change_is_in_the_list_at_once(editor, desk):
    item(desk, "C-103", name="旧名字事项")
    editor.page("/desk/catalogue?text=旧名字事项")
    edit(editor, "C-103", name="新名字事项", action="submit", note="改名")
    review(desk("reviewer"), "C-103")

    assert listed(editor.page("/desk/catalogue?text=新名字事项")) == ["C-103"]
    assert listed(editor.page("/desk/catalogue?text=旧名字事项")) == []


def test_the_lint_tells_item_rule_and_remedy_and_scores_each_office(editor):
    page = editor.page("/desk/catalogue/lint?severity=error&office=县市场监督管理局")

    assert "在“马上办”清单里，但承诺时限不是 0" in page.text
    assert "请从“马上办”清单里移出" in page.text
    assert re.search(r'href="/desk/catalogue/lint\?office=[^"]+">县水利局</a>', page.text)
    assert set(re.findall(r'"/desk/catalogue/(T-\d+)"', page.text)) <= {"T-001", "T-002"}


def test_the_findings_of_the_same_filter_come_as_a_file(editor):
    reply = editor.page("/desk/catalogue/lint.csv?severity=error&office=县市场监督管理局")

    rows = list(csv.reader(io.StringIO(reply.body.decode("utf-8-sig"))))
    assert reply.headers["Content-Type"].startswith("text/csv")
    assert rows[0][:3] == ["轻重", "编码", "事项名称"]
    assert {row[0] for row in rows[1:]} == {"错误"}
    assert ["T-001" in row for row in rows[1:]].count(True) >= 1


def test_a_cell_that_looks_like_a_formula_is_written_as_text(editor, desk):
    item(desk, "C-104", name="=1+1")

    reply = editor.page("/desk/catalogue/lint.csv?office=县水利局")

    assert ",'=1+1," in reply.text and ",=1+1," not in reply.text


def test_the_ledger_counts_each_day_and_claims_nothing_of_days_without_record(editor, desk):
    item(desk, "C-105", name="台账里的新事项", visits="1", **{"four_lists:一次办": "1"})

    page = editor.page("/desk/catalogue/ledger?against=2020-01-01").text

    once = re.search(r'<th scope="row">一次办</th>(.*?)</tr>', page, re.DOTALL)[1]
    numbers = re.findall(r">([+\-\d]+|未知)<", re.sub(r"\s", "", once))
    assert numbers[0] == "未知" and int(numbers[1]) >= 1
    assert "不知道哪些事项进出" in page and "新进（" not in page
    assert "在“马上办”清单里，但承诺时限不是 0：承诺 5" in page


def test_an_item_that_no_longer_holds_is_not_counted(editor):
    today = editor.page("/desk/catalogue/ledger").text

    assert "/desk/catalogue/T-001" in today and "/desk/catalogue/T-004" not in today


@pytest.mark.parametrize("day", ["2026-02-30", "昨天", ""])
def test_a_day_that_is_none_is_named(editor, day):
    page = editor.page(f"/desk/catalogue/ledger?on={day}")

    assert page.status == 422
    assert 'href="#f-on"' in page.text
