"""The report's draft over HTTP: opened, edited, checked, approved, signed, published, asked about."""

import io
import re
import sqlite3
from contextlib import closing
from html import unescape
from urllib.parse import quote

import pytest
from docx import Document

YEAR = 2025
BASE = f"/desk/reports/{YEAR}/2021"
LOG = (
    ("publication", f"{YEAR}-03-05", 40, "site", "行政许可", "{}"),
    ("permit", f"{YEAR}-05-20", 812, "", "", "{}"),
    ("ticket", f"{YEAR}-09-30", 97, "", "求助", '{"on_time": "1"}'),
    ("document", f"{YEAR}-02-03", 3, "", "valid", "{}"),
)


def record(site, kind, on, quantity, channel, category, detail):
    with closing(sqlite3.connect(site.settings.sqlite_path())) as db, db:
        number = db.execute("SELECT COUNT(*) FROM activity").fetchone()[0]
        db.execute(
            "INSERT INTO activity (id, kind, happened_on, quantity, channel, category, title,"
            " detail, recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, '', ?, '', ?)",
            [f"t-{number}", kind, on, quantity, channel, category, detail, "2026-01-01T08:00:00"],
        )


@pytest.fixture(scope="module")
def bureau(serve, settings_in, tmp_path_factory):
    """A service of this file's own with a little log."""
    with serve(settings_in(tmp_path_factory.mktemp("bureau"))) as running:
        for row in LOG:
            record(running, *row)
        yield running


@pytest.fixture(scope="module")
def editor(bureau, colleague):
    client = colleague(bureau, "editor", "lin")
    assert client.submit("/desk/reports", {"year": str(YEAR), "edition": "2021"}).status == 303
    return client


@pytest.fixture(scope="module")
def reviewer(bureau, colleague):
    return colleague(bureau, "reviewer", "wu")


@pytest.fixture(scope="module")
def leader(bureau, colleague):
    return colleague(bureau, "leader", "zheng")


def form(page, path):
    """Hidden fields of the form that goes to the path."""
    (inside,) = re.findall(rf'<form[^>]* action="{re.escape(path)}".*?</form>', page.text, re.S)[:1]
    return {
        name: unescape(value)
        for name, value in re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', inside)
    }


def field(page, name="f-text"):
    return unescape(re.search(rf'<textarea id="{name}"[^>]*>(.*?)</textarea>', page.text, re.S)[1])


def key_of(page, words):
    """The key of the paragraph on the draft's page in which words stand."""
    (block,) = [
        block
        for block in re.split(r'(?=<div class="draft-paragraph")', page.text)[1:]
        if words in re.sub("<[^>]+>", "", block.partition('<div class="draft-side"')[0])
    ]
    return re.search(r'id="p-([^"]+)"', block)[1]


def edit(client, key, text, **more):
    path = f"{BASE}/paragraphs/{key}"
    page = client.page(path)
    return client.submit(path, form(page, path) | {"text": text, "do": "save"} | more)


def test_the_list_shows_deadlines_and_the_draft_with_its_state(editor):
    page = editor.page("/desk/reports").text

    assert "1月31日" in page and "（本机关）" in page
    assert f'<a href="{BASE}">{YEAR} 年度报告</a>' in page
    assert "编写中" in page


@pytest.mark.parametrize(("year", "edition"), [("", "2021"), ("1999", "2021"), ("2025", "x")])
def test_a_wrong_year_or_format_opens_nothing_and_stays_in_the_form(editor, year, edition):
    reply = editor.submit("/desk/reports", {"year": year, "edition": edition})

    assert reply.status == 422
    assert f'name="year" type="text" value="{year}"' in reply.text


def test_the_year_alone_leads_to_its_draft_and_an_unknown_one_is_not_found(editor):
    assert editor.page(f"/desk/reports/{YEAR}").headers["Location"] == BASE
    assert editor.page("/desk/reports/2018").status == 404
    assert editor.page("/desk/reports/2018/2021").status == 404


def test_the_draft_shows_figures_as_links_gaps_and_real_tables(editor):
    page = editor.page(BASE).text

    assert f'<a class="chip" href="{BASE}/figures/permits_handled">812件</a>' in page
    assert '<mark class="gap">【待补：' in page
    assert re.search(r'<th scope="row">行政许可</th>\s*<td [^>]*class="amount"[^>]*>812</td>', page)


def test_a_figure_leads_to_its_meaning_and_the_rows_behind_it(editor):
    figures = editor.page(f"{BASE}/figures").text
    one = editor.page(f"{BASE}/figures/permits_handled").text

    assert "812 件" in figures
    assert "t-1" in one and "行政许可" in one and "算进这个数字的台账（1 条）" in one
    assert editor.page(f"{BASE}/figures/none").status == 404


def test_an_edit_is_kept_with_its_author_and_its_figure_follows_the_log(editor, bureau):
    key = key_of(editor.page(BASE), "812件")
    token = re.search("〔行政许可处理决定：812件〕", field(editor.page(f"{BASE}/paragraphs/{key}")))

    assert edit(editor, key, f"窗口办结许可{token[0]}，群众满意。").status == 303
    record(bureau, "permit", f"{YEAR}-06-01", 1, "", "", "{}")

    page = re.sub("<[^>]+>", "", editor.page(BASE).text)
    assert "窗口办结许可813件，群众满意。" in page
    assert "lin改于" in page


def test_changed_digits_are_refused_and_what_was_typed_stays(editor):
    key = key_of(editor.page(BASE), "窗口办结许可")
    wrong = "窗口办结许可〔行政许可处理决定：900件〕。"

    reply = edit(editor, key, wrong)

    assert reply.status == 422
    assert "不能改成“900件”" in unescape(reply.text)
    assert field(reply) == wrong


def test_a_number_of_ones_own_has_to_be_answered_for_by_name(editor):
    key = key_of(editor.page(BASE), "窗口办结许可")
    text = "窗口办结许可〔行政许可处理决定〕，走访企业26家。"

    asked = edit(editor, key, text)
    assert asked.status == 422
    assert "“26家”台账里没有" in unescape(asked.text)
    assert 'name="confirmed" type="checkbox"' in asked.text

    assert edit(editor, key, text, confirmed="1").status == 303
    assert "手写数字 26家，由其负责" in editor.page(BASE).text


def test_who_saves_an_old_page_is_told_who_was_faster(editor, reviewer):
    key = key_of(editor.page(BASE), "窗口办结许可")
    path = f"{BASE}/paragraphs/{key}"
    old = form(editor.page(path), path)
    assert edit(reviewer, key, "审核员先改了〔行政许可处理决定〕。").status == 303

    reply = editor.submit(path, old | {"text": "我后改〔行政许可处理决定〕。", "do": "save"})

    assert reply.status == 422
    assert "wu刚刚改过这一段" in reply.text
    assert field(reply) == "我后改〔行政许可处理决定〕。"


def test_a_paragraph_is_generated_again_left_out_and_taken_from_an_older_version(editor):
    key = key_of(editor.page(BASE), "审核员先改了")

    assert edit(editor, key, "", do="leave_out").status == 303
    assert "（这一段已删去，不会印出）" in editor.page(BASE).text
    assert edit(editor, key, "", do="regenerate").status == 303
    assert "审核员先改了" not in editor.page(BASE).text
    older = field(editor.page(f"{BASE}/paragraphs/{key}?version=1"))
    assert older == "窗口办结许可〔行政许可处理决定：813件〕，群众满意。"


def test_a_filled_gap_names_its_author_and_can_be_opened_again(editor):
    given = form(editor.page(f"{BASE}/gaps"), f"{BASE}/gaps")
    open_gaps = editor.page(f"{BASE}/gaps").text.count('name="what-')
    reply = editor.submit(f"{BASE}/gaps", given | {"text-1": "由综合股维护。"})
    assert (reply.status, reply.headers["Location"]) == (303, f"{BASE}/gaps?saved=1")
    assert editor.page(f"{BASE}/gaps").text.count('name="what-') == open_gaps - 1
    path = f"{BASE}/paragraphs/{given['key-1']}"
    assert "由综合股维护。" in editor.page(path).text

    place = f"{given['key-1']}#{given['what-1']}"
    assert editor.submit(path, {"filling": place}).status == 303
    assert editor.submit(path, {"filling": place}).status == 404
    assert editor.page(f"{BASE}/gaps").text.count('name="what-') == open_gaps


def test_a_filling_inside_a_sentence_loses_its_full_stop(editor):
    given = form(editor.page(f"{BASE}/gaps"), f"{BASE}/gaps")
    (number,) = [name[5:] for name, what in given.items() if what == "联系地址"]

    editor.submit(f"{BASE}/gaps", given | {f"text-{number}": "县政务服务中心。"})

    assert "地址：县政务服务中心；" in re.sub("<[^>]+>", "", editor.page(BASE).text)


@pytest.mark.parametrize("text", ["", "共走访26家。", "〔没有这个数：1条〕"])
def test_a_wrong_filling_is_told_beside_its_gap_and_stays_typed(editor, text):
    given = form(editor.page(f"{BASE}/gaps"), f"{BASE}/gaps")

    reply = editor.submit(f"{BASE}/gaps", given | {"text-1": text})

    assert reply.status == 422
    assert 'href="#f-text-1"' in reply.text and 'id="e-text-1"' in reply.text
    assert field(reply, "f-text-1") == text


def test_one_press_saves_all_that_is_right_and_keeps_what_is_wrong(editor):
    given = form(editor.page(f"{BASE}/gaps"), f"{BASE}/gaps")
    left, kept = len([name for name in given if name.startswith("key-")]), given["what-2"]

    typed = {"text-1": "由办公室维护。", "text-2": "共走访26家。", "gap": "1"}
    reply = editor.submit(f"{BASE}/gaps", given | typed)

    assert reply.text.count('name="what-') == left - 1
    assert f'name="what-1" value="{kept}"' in reply.text
    assert field(reply, "f-text-1") == "共走访26家。"


def test_a_form_with_a_strange_version_or_finding_is_refused_in_words(editor):
    key = key_of(editor.page(BASE), "813件")

    assert edit(editor, key, "甲。", base="x", do="regenerate").status == 422
    assert editor.submit(f"{BASE}/notes", {"finding": "none", "text": "x"}).status == 404
    assert editor.submit(f"{BASE}/comments/settled", {"comment": "none"}).status == 404


def test_a_viewer_reads_but_neither_edits_nor_submits(bureau, colleague, editor):
    viewer = colleague(bureau, "viewer")
    key = key_of(editor.page(BASE), "813件")

    assert viewer.page(BASE).status == 200
    assert f"{BASE}/paragraphs/" not in viewer.page(BASE).text
    assert viewer.page(f"{BASE}/paragraphs/{key}").status == 403
    assert viewer.submit(f"{BASE}/submit", {}).status == 403


def test_what_is_left_open_stops_the_submission_in_words(editor):
    reply = editor.submit(f"{BASE}/submit", form(editor.page(BASE), f"{BASE}/submit"))

    assert reply.status == 422
    assert re.search('href="#f-reason-submit">提交审核：还有 .*待补内容没有补上', reply.text)


def fill_every_gap(client):
    given = form(client.page(f"{BASE}/gaps"), f"{BASE}/gaps")
    for number, what in [(n[5:], w) for n, w in given.items() if n.startswith("what-")]:
        ours = f"这项工作由综合股按规定完成，逐月核对（{chr(0x4E00 + int(number))}）。"
        given |= {f"text-{number}": WORDS.get(what[:4], ours), f"confirmed-{number}": "1"}
    reply = client.submit(f"{BASE}/gaps", given)
    assert reply.status == 303, reply.text
    assert "没有待补的内容" in client.page(f"{BASE}/gaps").text


WORDS = {
    "存在的主": (
        "一是政策解读形式单一，图解偏少。二是部分栏目更新不够及时。"
        "下一步改进措施：一是由综合股于2026年6月底前增加图解；二是由信息股于2026年3月底前落实栏目专人。"
    ),
}


def explain_every_warning(client):
    for _ in range(60):
        page = client.page(BASE)
        found = re.search(
            r'<details class="unexplained">.*?name="finding" value="([^"]+)"', page.text, re.S
        )
        if found is None:
            return
        reply = client.submit(f"{BASE}/notes", {"finding": found[1], "text": "已核对，情况属实。"})
        assert reply.status == 303, reply.text
    raise AssertionError("warnings are left")


def check_file(reply, path):
    """A published file says what was signed: 814 permits, not what the log says since."""
    assert reply.status == 200
    assert reply.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    text = reply.text if path.endswith("html") else words_in(reply.body)
    assert "814件" in text and "815" not in text


def words_in(docx):
    """Text and cells of a Word document."""
    document = Document(io.BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def test_a_draft_downloads_as_a_draft_in_every_form_with_its_figures(editor):
    for form_of_file in ("docx", "html", "md", "json"):
        reply = editor.page(f"{BASE}/files/{form_of_file}?appendix=1")
        assert reply.status == 200
        assert quote("（草稿）") in reply.headers["Content-Disposition"]
    assert "（草稿）" in words_in(editor.page(f"{BASE}/files/docx").body)
    assert editor.page(f"{BASE}/files/exe").status == 404


def test_where_no_pdf_can_be_made_it_is_told_what_to_do(editor, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    reply = editor.page(f"{BASE}/files/pdf")
    assert reply.status == 503
    assert "没有安装 LibreOffice" in reply.text and "另存为 PDF" in reply.text


def step(client, kind, **more):
    path = f"{BASE}/{kind}"
    return client.submit(path, form(client.page(BASE), path) | more)


def errors_of(client):
    text = client.page(BASE).text
    return re.findall(r"<li><strong>错误</strong>(.*?)<a", text, re.S)


def test_from_gaps_to_the_published_report_by_three_people(
    editor, reviewer, leader, bureau, eventually
):
    fill_every_gap(editor)
    assert errors_of(editor) == []
    explain_every_warning(editor)
    assert step(editor, "submit").status == 303

    key = key_of(editor.page(BASE), "813件")
    assert edit(editor, key, "提交后再改。").status == 422
    assert reviewer.submit(f"{BASE}/comments", {"key": key, "text": "数字核对过"}).status == 303
    assert step(reviewer, "return").status == 422
    assert step(reviewer, "return", reason="请再核对许可数").status == 303
    page = editor.page(BASE)
    assert "数字核对过" in page.text and "理由：请再核对许可数" in page.text
    comment = form(page, f"{BASE}/comments/settled")
    assert editor.submit(f"{BASE}/comments/settled", comment).status == 303
    assert "已处理：lin" in editor.page(BASE).text

    assert step(editor, "submit").status == 303
    assert step(reviewer, "approve").status == 303
    stale = form(leader.page(BASE), f"{BASE}/sign")
    record(bureau, "permit", f"{YEAR}-06-02", 1, "", "", "{}")
    refused = leader.submit(f"{BASE}/sign", stale)
    assert refused.status == 422 and "台账有变化" in refused.text
    assert "与审核时不同" in leader.page(BASE).text

    assert step(leader, "return", reason="台账有变化").status == 303
    assert step(editor, "submit").status == 303
    assert step(reviewer, "approve").status == 303
    assert step(leader, "sign").status == 303

    record(bureau, "permit", f"{YEAR}-06-03", 1, "", "", "{}")
    page = leader.page(BASE)
    assert "与定稿不同" in page.text
    assert "定稿“814件”，按现在的台账是“815件”" in page.text
    assert "814件" in re.sub("<[^>]+>", "", page.text.partition('id="h-signed"')[2])

    asked = f"{YEAR}年办理行政许可多少件"
    assert bureau.page(f"/reports/langao-xzspj/{YEAR}").status == 404
    assert step(leader, "publish").status == 303
    eventually(lambda: "814件" in bureau.ask(asked)["text"], 15)
    page = bureau.page(f"/reports/langao-xzspj/{YEAR}")
    assert page.status == 200
    for path in re.findall(r'href="([^"]+/files/\w+)" download', page.text):
        check_file(bureau.page(path), path)

    assert step(leader, "unpublish", reason="附件有误").status == 303
    eventually(lambda: bureau.page(f"/reports/langao-xzspj/{YEAR}").status == 404, 15)
    assert bureau.page(f"/reports/langao-xzspj/{YEAR}/files/docx").status == 404
    assert step(leader, "publish").status == 303
    assert step(leader, "withdraw", reason="补正许可数").status == 303
    assert "编写中" in editor.page(BASE).text
    assert "网上公布的还是上一次定稿" in editor.page(BASE).text
    with closing(sqlite3.connect(bureau.settings.sqlite_path())) as db:
        kinds = [row[0] for row in db.execute("SELECT kind FROM report_step ORDER BY number")]
        (told,) = db.execute("SELECT COUNT(*) FROM audit WHERE subject LIKE '%年报草稿'").fetchone()
    assert kinds[-6:] == ["approve", "sign", "publish", "unpublish", "publish", "withdraw"]
    assert told == len(kinds) + 1


def test_the_routes_of_the_steps_ask_for_the_permissions_that_the_page_shows_by():
    from assistant.channels.access import ACCESS
    from assistant.channels.signing_steps import PERMISSION_OF

    asked = {
        kind: ACCESS["POST", f"/desk/reports/{{year}}/{{edition}}/{kind}"] for kind in PERMISSION_OF
    }

    assert asked == PERMISSION_OF
