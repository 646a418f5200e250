"""Doubts of loaded reports, settled at the desk: versions, sums, conflicts, loading again."""

import itertools
import re
import sqlite3
from contextlib import closing

import pytest

from tests.reporting.checks.conftest import spoilt

RAW = "2100003 1"
GRANTED = f"（一）予以公开 {RAW}"
TEXT = spoilt(("（一）予以公开 | 2 | 1 | 0 | 0 | 0 | 0 | 3 |", GRANTED))
PLACE = "表三 （一）予以公开"
COLUMNS = ("natural", "company", "research", "ngo", "legal", "other", "total")
RIGHT = dict(zip(COLUMNS, "2100003", strict=True))
numbers = itertools.count(1)


@pytest.fixture
def editor(desk):
    return desk("editor")


@pytest.fixture
def county():
    """The name of a county of this test's own."""
    return f"第{'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥'[next(numbers)]}县"


def load(editor, county, text=TEXT):
    """Import the report of a county; the address of its page."""
    text = text.replace("云岭县", county)
    reply = editor.upload("/desk/check", {"then": "import"}, {"f": ("报告.txt", text.encode())})
    form = {"agency": f"{county}行政审批服务局", "year": "2023"}
    return editor.submit(reply.headers["Location"], form).headers["Location"].partition("?")[0]


def form_for(editor, page, values, **more):
    base = re.search(r'name="base" value="([^"]+)"', editor.page(page).text)[1]
    cells = {f"requests.granted.{column}": value for column, value in values.items()}
    return {"base": base, "place": PLACE, "form": "number", "reason": "与原件核对"} | cells | more


def held(editor, page, what="document"):
    agency, year = page.split("/")[-2:]
    sql = f"SELECT {what} FROM report WHERE agency_id = ? AND year = ? AND ended_at = ''"
    with closing(sqlite3.connect(editor.settings.sqlite_path())) as db:
        return db.execute(sql, (agency, year)).fetchone()[0]


def test_a_doubt_is_shown_with_its_print_beside_its_cells(editor, county):
    page = editor.page(load(editor, county)).text
    assert "存疑 1 处" in page and PLACE in page and RAW in page
    assert all(f'name="requests.granted.{column}"' in page for column in COLUMNS)


def test_what_is_settled_is_stored_as_a_new_version_with_who_and_why(editor, county):
    page = load(editor, county)
    before = held(editor, page, "id")
    reply = editor.submit(page, form_for(editor, page, RIGHT))
    assert (reply.status, reply.headers["Location"]) == (303, f"{page}?note=settled")
    shown = editor.page(page).text
    assert "没有存疑" in shown and "与原件核对" in shown and "the-editor" in shown
    assert held(editor, page, "id") != before
    assert f'["{RAW}", 3, "settled"]' in held(editor, page)


def test_loading_the_same_file_again_keeps_what_was_settled(editor, county):
    page = load(editor, county)
    editor.submit(page, form_for(editor, page, RIGHT))
    version = held(editor, page, "id")
    assert load(editor, county) == page
    assert held(editor, page, "id") == version


def test_a_corrected_file_is_read_anew_and_the_record_says_so(editor, county):
    page = load(editor, county)
    editor.submit(page, form_for(editor, page, RIGHT))
    load(editor, county, TEXT.replace(RAW, "2100003 7"))
    shown = editor.page(page).text
    assert "存疑 1 处" in shown and "已不用" in shown


def test_numbers_that_do_not_add_up_are_told_before_they_are_stored(editor, county):
    page = load(editor, county)
    wrong = RIGHT | {"total": "9"}
    reply = editor.submit(page, form_for(editor, page, wrong))
    assert reply.status == 422
    assert "各列之和 3，总计填 9" in reply.text and 'name="anyway"' in reply.text
    assert 'value="9"' in reply.text and "settled" not in held(editor, page)
    assert editor.submit(page, form_for(editor, page, wrong, anyway="1")).status == 303
    assert "各列之和 3，总计填 9" in editor.page(page).text


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"requests.granted.natural": "两"}, "requests.granted.natural", "不小于 0 的整数"),
        ({"requests.granted.natural": "-1"}, "requests.granted.natural", "不小于 0 的整数"),
        ({"requests.granted.natural": ""}, "requests.granted.natural", "填“空”"),
        ({"reason": " "}, "reason", "请写明依据"),
        ({"form": "guess"}, "form", "请选择怎么核定"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_lost(
    editor, county, change, field, message
):
    page = load(editor, county)
    reply = editor.submit(page, form_for(editor, page, RIGHT) | change)
    assert (reply.status, message in reply.text) == (422, True)
    assert f'href="#f-{field}"' in reply.text and f'id="f-{field}"' in reply.text
    assert re.search(r'name="requests.granted.total"[^>]*value="3"', reply.text)


def test_full_width_digits_and_an_empty_cell_are_taken(editor, county):
    page = load(editor, county)
    typed = RIGHT | {"natural": "２", "research": "空"}
    assert editor.submit(page, form_for(editor, page, typed)).status == 303
    document = held(editor, page)
    assert f'["{RAW}", 2, "settled"]' in document and f'["{RAW}", null, "blank"]' in document


def test_who_comes_second_is_told_and_keeps_what_was_typed(editor, county):
    page = load(editor, county)
    form = form_for(editor, page, RIGHT)
    editor.submit(page, form)
    reply = editor.submit(page, form | {"requests.granted.natural": "1", "reason": "我的依据"})
    assert (reply.status, "刚才有了新的版本" in reply.text) == (409, True)
    assert "我的依据" in reply.text


def test_a_settled_row_can_be_settled_again(editor, county):
    page = load(editor, county)
    editor.submit(page, form_for(editor, page, RIGHT, form="printed"))
    assert "照原件所印" in editor.page(page).text
    again = re.search(r'href="([^"]+again=[^"]+)"', editor.page(page).text)[1].partition("?")[2]
    assert 'name="requests.granted.natural"' in editor.page(f"{page}?{again}").text
    form = form_for(editor, f"{page}?{again}", RIGHT)
    assert editor.submit(page, form).status == 303
    assert f'["{RAW}", 3, "settled"]' in held(editor, page)


def withdrawal(editor, page, **more):
    link = re.search(r'href="([^"]+withdraw=[^"]+)"', editor.page(page).text)[1]
    asked = editor.page(f"{page}?{link.partition('?')[2]}").text
    assert "撤回核定：" in asked and 'value="withdrawn"' in asked
    base = re.search(r'name="base" value="([^"]+)"', asked)[1]
    return {"base": base, "place": PLACE, "form": "withdrawn", "reason": "看错了一行"} | more


def test_what_was_settled_can_be_taken_back_and_both_stay_on_record(editor, county, desk):
    page = load(editor, county)
    editor.submit(page, form_for(editor, page, RIGHT))
    reply = editor.submit(page, withdrawal(editor, page))
    assert (reply.status, reply.headers["Location"]) == (303, f"{page}?note=withdrawn")
    shown = editor.page(page).text
    assert "存疑 1 处" in shown and "撤回核定" in shown and "看错了一行" in shown
    assert "与原件核对" in shown and "已不用" in shown and "withdraw=" not in shown
    assert f'["{RAW}", null, "uncertain"]' in held(editor, page)
    audit = desk("admin").page(f"/desk/audit?words=撤回核定 {county}").text
    assert "总计：3" in audit and "看错了一行" in audit


def test_what_was_taken_back_stays_open_when_the_file_comes_again(editor, county):
    page = load(editor, county)
    editor.submit(page, form_for(editor, page, RIGHT))
    editor.submit(page, withdrawal(editor, page))
    load(editor, county)
    assert "存疑 1 处" in editor.page(page).text
    assert editor.submit(page, form_for(editor, page, RIGHT)).status == 303
    assert f'["{RAW}", 3, "settled"]' in held(editor, page)


def test_taking_back_needs_a_reason_and_happens_once(editor, county):
    page = load(editor, county)
    editor.submit(page, form_for(editor, page, RIGHT))
    form = withdrawal(editor, page)
    reply = editor.submit(page, form | {"reason": " "})
    assert reply.status == 422 and "请写明为什么撤回" in reply.text
    assert editor.submit(page, form).status == 303
    assert editor.submit(page, form).status == 409


def test_answers_and_the_public_page_use_what_was_settled(editor, county, eventually):
    page = load(editor, county)
    editor.submit(page, form_for(editor, page, RIGHT))
    public = page.replace("/desk/reports/read", "/reports")

    def marked():
        return "已核定" in editor.page(public).text

    eventually(marked, 20)
    listed = editor.page("/desk/reports/read").text
    assert f"{county}行政审批服务局" in listed


def test_an_unknown_report_is_not_found(editor):
    assert editor.page("/desk/reports/read/none/2019").status == 404


def test_the_deed_stands_in_the_audit_log(editor, county, desk):
    page = load(editor, county)
    editor.submit(page, form_for(editor, page, RIGHT))
    audit = desk("admin").page(f"/desk/audit?words=核定 {county}").text
    assert f"核定 {county}行政审批服务局 2023 年报" in audit and "总计：3" in audit
