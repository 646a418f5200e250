"""The JSON API: the shapes of the contract, what its filters do, and what it refuses."""

import re

import pytest

ANSWER = ["id", "conversation", "outcome", "aspect", "confidence", "text", "item", "card"]
ANSWER += ["choices", "hits", "sources", "table", "chart"]
FIELD = ["field", "label", "value", "source", "as_of", "missing", "sample"]


def test_an_answer_has_the_keys_of_the_contract_in_order(site):
    answer = site.ask("社会保障卡补领要什么材料")

    assert list(answer) == ANSWER


def test_an_answer_names_item_aspect_and_source(site):
    answer = site.ask("食品经营许可新办（餐饮服务）要带什么材料")

    assert answer["outcome"] == "answered.item"
    assert answer["item"] == {
        "code": "T-001",
        "name": "食品经营许可新办（餐饮服务）",
        "department": "县市场监督管理局",
    }
    assert answer["aspect"] == "materials"
    assert "申请书" in answer["text"]
    assert [(s["url"], s["as_of"]) for s in answer["sources"]] == [("/items/T-001", "2026-11-01")]


def test_a_card_holds_every_field_with_its_source_and_says_what_is_missing(site):
    card = site.ask("社会保障卡补领怎么办")["card"]

    assert {tuple(field) for field in card} == {tuple(FIELD)}
    assert all(field["source"] and field["as_of"] for field in card)
    missing = next(field for field in card if field["field"] == "materials")
    assert (missing["missing"], "12345" in missing["value"]) == (True, True)


def test_a_sample_value_is_marked_as_one(site):
    card = site.ask("食品经营许可新办（餐饮服务）在哪里办")["card"]

    marked = {field["field"] for field in card if field["sample"]}
    assert {"where", "hours", "phone"} <= marked
    assert "materials" not in marked


def test_hits_are_at_most_ten_and_best_first(site):
    hits = site.ask("船舶检验")["hits"]

    scores = [hit["score"] for hit in hits]
    assert 0 < len(hits) <= 10
    assert scores == sorted(scores, reverse=True)
    assert list(hits[0]) == ["code", "name", "department", "score", "why"]


def test_a_saying_of_the_lexicon_is_told_as_the_reason(site):
    answer = site.ask("我想开个小饭馆")

    assert answer["hits"][0]["code"] == "T-001"
    assert any("食品经营许可" in reason for reason in answer["hits"][0]["why"])


def test_an_answer_number_is_new_each_time_and_can_be_read_out(site):
    first, second = site.ask("补社保卡"), site.ask("补社保卡")

    assert first["id"] != second["id"]
    assert re.fullmatch(r"\d{6}-[2-9A-HJ-NP-Z]{8}", first["id"])


def test_a_question_asked_again_gets_the_same_answer_under_its_own_number(site):
    first, second = site.ask("补社保卡多少钱"), site.ask("补社保卡多少钱")

    assert list(first) == list(second) == ANSWER
    assert [key for key in ANSWER if first[key] != second[key]] == ["id", "conversation"]


def test_the_same_words_after_another_item_get_an_answer_of_their_own(site):
    told = []
    for item in ("食品经营许可新办（餐饮服务）怎么办", "社会保障卡补领怎么办"):
        before = site.ask(item)
        told.append(site.ask("要多久", conversation=before["conversation"])["item"]["code"])

    assert len(set(told)) == 2


def test_a_follow_up_in_the_same_conversation_is_about_the_item_before(site):
    first = site.ask("食品经营许可新办（餐饮服务）在哪里办")

    second = site.ask("要多久", conversation=first["conversation"])

    assert second["conversation"] == first["conversation"]
    assert (second["item"]["code"], second["aspect"]) == ("T-001", "time_limit")


def test_a_figure_of_a_report_comes_with_the_report_as_its_source(site):
    answer = site.ask("2019年12345办了多少件")

    assert answer["outcome"] == "answered.report"
    assert answer["sources"][0]["url"].startswith("/reports/langao-xzspj/2019")


def test_an_item_of_another_region_is_answered_only_there(site):
    at_home = site.ask("律师执业许可怎么办")
    there = site.ask("律师执业许可怎么办", region="610924")

    assert "T-005" not in [hit["code"] for hit in at_home["hits"]]
    assert there["item"]["code"] == "T-005"


@pytest.mark.parametrize(
    ("region", "found"), [("", False), ("610925", False), ("610924", True), ("999999", False)]
)
def test_search_finds_items_of_the_asked_region_only(site, region, found):
    hits = site.get(f"/api/v1/items?q=律师执业许可&region={region}").data["hits"]

    assert ("T-005" in [hit["code"] for hit in hits]) == found


def test_a_list_without_words_holds_the_items_of_the_own_region_only(site):
    hits = site.get("/api/v1/items?limit=100").data["hits"]

    assert "T-005" not in [hit["code"] for hit in hits]
    assert len(hits) == 25


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("q=食品经营许可&list=马上办", ["T-001"]),
        ("q=食品经营许可&list=就近办", []),
        ("list=一次办", ["T-006"]),
        ("q=个体工商户旧照换发&list=一次办", ["T-006"]),
        ("department=县人社局", ["T-003"]),
        ("department=没有这个部门", []),
        ("q=社保卡补领&department=县人社局", ["T-003"]),
    ],
)
def test_lists_and_departments_narrow_the_items(site, query, codes):
    found = site.get(f"/api/v1/items?{query}").data

    assert [hit["code"] for hit in found["hits"]] == codes
    assert found["total"] == len(codes)


@pytest.mark.parametrize(
    ("limit", "count"), [("", 10), ("3", 3), ("0", 1), ("-5", 1), ("999", 25), ("many", 10)]
)
def test_a_limit_is_kept_between_one_and_a_hundred(site, limit, count):
    found = site.get(f"/api/v1/items?limit={limit}").data

    assert (len(found["hits"]), found["total"]) == (count, 25)


def test_one_item_comes_with_record_card_and_source(site):
    got = site.get("/api/v1/items/T-001").data

    assert list(got) == ["item", "card", "source", "as_of", "state"]
    assert got["item"]["materials"][0]["name"] == "申请书"
    assert list(got["card"][0]) == FIELD
    assert (got["source"], got["as_of"]) == ("事项目录 items.json", "2026-11-01")


def test_reports_are_listed_with_agency_year_edition_and_address(site):
    got = site.get("/api/v1/reports").data

    assert got["total"] == 1
    assert got["reports"][0] | {"title": ""} == {
        "agency": "岚皋县行政审批服务局",
        "agency_id": "langao-xzspj",
        "year": 2019,
        "edition": "2019",
        "title": "",
        "url": "/reports/langao-xzspj/2019",
    }


@pytest.mark.parametrize("query", ["", "?agency=langao-xzspj", "?agency=岚皋县行政审批服务局"])
def test_a_report_of_a_year_has_sections_tables_and_figures(site, query):
    report = site.get(f"/api/v1/reports/2019{query}").data

    keys = {"agency", "year", "edition", "sections", "tables", "figures", "uncertain"}
    assert keys <= set(report)
    assert [section["no"] for section in report["sections"]] == [1, 2, 3, 4, 5, 6]
    assert {"no", "title", "text"} <= set(report["sections"][0])
    assert {"metric", "value", "unit", "quote", "section"} <= set(report["figures"][0])


def test_an_agency_without_a_report_of_the_year_is_not_found(site):
    reply = site.get("/api/v1/reports/2019?agency=nobody")

    assert (reply.status, "2019" in reply.data["error"]["message"]) == (404, True)


LONG = "问" * 1001


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "question"),
        ({"question": ""}, "question"),
        ({"question": 5}, "question"),
        ({"question": None}, "question"),
        ({"question": LONG}, "question"),
        ({"question": "补社保卡", "conversation": "c" * 65}, "conversation"),
        ({"question": "补社保卡", "channel": "API!"}, "channel"),
        ({"question": "补社保卡", "region": "岚皋"}, "region"),
        ({"question": "补社保卡", "colour": "red"}, "colour"),
        ([], "body"),
        ("补社保卡", "body"),
    ],
)
def test_a_wrong_body_is_refused_naming_the_field_in_chinese(site, body, field):
    reply = site.post("/api/v1/ask", body)

    error = reply.data["error"]
    assert (reply.status, error["code"], list(error["fields"])) == (400, "bad_input", [field])
    assert re.search("[一-鿿]", error["fields"][field])
    assert field in error["message"]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b'{"question": "\\ud800"}', "{'question': '问'}".encode()]
)
def test_a_body_that_is_no_json_is_refused(site, body):
    reply = site.send("POST", "/api/v1/ask", body, Content_Type="application/json")

    assert (reply.status, reply.data["error"]["code"]) == (400, "bad_input")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_of_another_type_is_415_and_says_which_type_is_right(site, kind):
    reply = site.send("POST", "/api/v1/ask", b'{"question": "x"}', Content_Type=kind)

    assert (reply.status, "application/json" in reply.data["error"]["message"]) == (415, True)


def test_a_body_over_a_megabyte_is_413(site):
    reply = site.post("/api/v1/ask", {"question": "问" * 500_000})

    assert (reply.status, reply.data["error"]["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    "question", ["？？？", "\u200b\u200b", " \n ", "😀", "a" * 1000, "问" * 1000]
)
def test_a_question_without_sense_is_answered_with_what_to_do(site, question):
    answer = site.ask(question)

    assert answer["outcome"].split(".")[0] in ("unanswered", "refused", "clarify")
    assert answer["text"]


def test_the_first_line_of_a_longer_message_is_its_subject(site):
    answer = site.ask("社会保障卡补领怎么办\n" + "这里是事情的经过。" * 50)

    assert answer["hits"][0]["code"] == "T-003"
