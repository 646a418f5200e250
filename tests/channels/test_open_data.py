"""Open data: files with licence and date, a feed of changes, and nothing sent twice."""

import csv
import io
import xml.etree.ElementTree as ET

import pytest

from assistant.ingest.catalogue import read_catalogue

ATOM = "{http://www.w3.org/2005/Atom}"
FILES = ["/open/items.json", "/open/items.csv", "/open/changes.atom"]


def entries(site):
    feed = ET.fromstring(site.get("/open/changes.atom").body)
    return [
        {child.tag.removeprefix(ATOM): child.text for child in entry}
        for entry in feed.iter(ATOM + "entry")
    ]


def test_the_json_names_agency_licence_and_date_and_holds_what_is_offered(site):
    data = site.get("/open/items.json").data

    assert (data["agency"], data["total"]) == ("岚皋县行政审批服务局", len(data["items"]))
    assert "注明来源" in data["licence"] and len(data["as_of"]) == 10
    codes = {item["code"] for item in data["items"]}
    assert "T-001" in codes and "T-004" not in codes


def test_the_table_carries_its_terms_and_can_be_loaded(site, tmp_path):
    reply = site.get("/open/items.csv")

    (first, *_) = csv.DictReader(io.StringIO(reply.body.decode("utf-8-sig")))
    assert (first["发布机关"], "注明来源" in first["使用条件"]) == ("岚皋县行政审批服务局", True)
    (tmp_path / "a.csv").write_bytes(reply.body)
    taken = read_catalogue(tmp_path / "a.csv", "610925", "own")
    assert (len(taken.items), taken.refused) == (site.get("/open/items.json").data["total"], ())


@pytest.mark.parametrize("path", FILES)
def test_who_has_the_file_already_is_not_sent_it_again(site, path):
    tag = site.get(path).headers["ETag"]

    again = site.get(path, If_None_Match=tag)
    other = site.get(path, If_None_Match='"other"')

    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
    assert (other.status, other.body != b"") == (200, True)


def test_the_feed_tells_items_and_reports_with_their_dates(site):
    found = entries(site)

    titles = {entry["title"] for entry in found}
    assert {"新增：社会保障卡补领", "年度报告：岚皋县行政审批服务局 2019 年"} <= titles
    assert all(entry["id"].startswith("urn:banshi:") and entry["updated"] for entry in found)
    assert len({entry["id"] for entry in found}) == len(found)


def test_a_change_is_told_in_words_and_makes_the_files_new(serve, settings, colleague, eventually):
    with serve(settings) as site:
        editor = colleague(site, "editor")
        tag = site.get("/open/items.json").headers["ETag"]
        table = (
            "事项名称,编码,事项状态,承诺办结时限,生效日期\n<变更>&,T-002,,3,\n补领,T-003,取消,,\n"
        )
        table += "个体登记,T-006,,1,9998-01-01\n"
        at = editor.upload("/desk/catalogue/import", {}, {"file": ("a.csv", table.encode())})
        editor.submit(at.headers["Location"], {"decision": "confirm"})
        eventually(lambda: site.get("/open/items.json").headers["ETag"] != tag, 20)

        told = {entry["title"]: entry["summary"] for entry in entries(site)}
        codes = {item["code"] for item in site.get("/open/items.json").data["items"]}

    assert "承诺办结时限" in told["修改：<变更>&"]
    assert told["取消：补领"] == "本事项不再办理。"
    assert "自 9998-01-01 起施行" in told["修改：个体登记"]
    assert "T-003" not in codes and "T-006" in codes


def test_the_page_says_on_what_terms(site):
    page = site.page("/open").text

    assert "请注明来源机关和数据日期" in page
    assert all(f'href="{path}"' in page for path in FILES)
