"""The citizens' pages without JavaScript: asking, choosing, thanking, items, reports, letters."""

import re

import pytest


def test_a_question_from_the_form_is_answered_on_the_page(site):
    page = site.submit("/", {"question": "食品经营许可新办（餐饮服务）要多久"})

    assert page.status == 200
    assert "承诺5 个工作日，法定20 个工作日" in page.text
    assert 'href="/items/T-001"' in page.text


def test_the_page_keeps_the_conversation_and_its_earlier_turns(site):
    first = site.submit("/", {"question": "食品经营许可新办（餐饮服务）在哪里办"})

    second = site.submit("/", {"question": "收不收费", "conversation": conversation(first)})

    assert questions(second) == ["食品经营许可新办（餐饮服务）在哪里办", "收不收费"]
    assert "不收费" in second.text
    assert conversation(second) == conversation(first)


def test_only_the_latest_turns_of_a_conversation_are_shown(site):
    page = site.submit("/", {"question": "你好"})

    for number in range(7):
        said = {"question": f"第{number}类船舶检验怎么办", "conversation": conversation(page)}
        page = site.submit("/", said)

    assert questions(page) == [f"第{number}类船舶检验怎么办" for number in range(1, 7)]


def test_a_choice_is_a_button_that_answers_the_chosen_item(site):
    page = site.submit("/", {"question": "船舶检验要带什么材料"})
    code, name = re.search(
        r'name="question" value="(.+?)">\s*<input[^>]*value="(F-\d+)"', page.text
    ).group(2, 1)

    chosen = site.submit("/", {"question": name, "code": code, "conversation": conversation(page)})

    assert f'href="/items/{code}"' in chosen.text
    assert f"“{name}”没有填写申请材料" in chosen.text


def test_an_empty_question_is_sent_back_with_a_sentence(site):
    page = site.submit("/", {"question": "  "})

    assert (page.status, "请输入您要咨询的问题。" in page.text) == (200, True)


def test_an_empty_question_does_not_lose_the_turns_before(site):
    first = site.submit("/", {"question": "补社保卡"})

    page = site.submit("/", {"question": "", "conversation": conversation(first)})

    assert questions(page) == ["补社保卡"]


def test_a_fragment_is_the_new_turn_alone(site):
    turn = site.submit("/", {"question": "补社保卡"}, X_Fragment="turn")

    assert (turn.text.lstrip()[:8], "<html" in turn.text) == ("<article", False)
    assert len(questions(turn)) == 1


def test_an_empty_question_of_a_script_is_refused_with_the_sentence(site):
    turn = site.submit("/", {"question": ""}, X_Fragment="turn")

    assert (turn.status, "<p data-message>请输入您要咨询的问题。</p>" in turn.text) == (400, True)


def test_a_link_can_bring_a_question_into_the_field(site):
    page = site.page("/?question=补社保卡")

    assert re.search(r"<textarea[^>]*>补社保卡</textarea>", page.text)


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*77777 }}", "&lt;b&gt;"],
)
def test_what_a_citizen_writes_is_shown_as_written_and_never_runs(site, words):
    for page in (
        site.submit("/", {"question": words}),
        site.page("/items?q=" + words.replace("&", "%26")),
        site.page("/console?q=" + words.replace("&", "%26")),
    ):
        assert (
            words.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace('"', "&#34;")
            in page.text
        )
        assert (
            "<script>alert" not in page.text
            and "<img" not in page.text
            and "544439" not in page.text
        )


@pytest.mark.parametrize("value", ["up", "down"])
def test_an_opinion_is_taken_and_the_reader_is_thanked(site, value):
    answer = site.ask("补社保卡")

    reply = site.submit("/feedback", {"value": value, "answer": answer["id"]})

    assert reply.status == 303
    assert "谢谢您的意见" in site.page(reply.headers["Location"]).text


def test_who_was_not_helped_may_say_why_without_a_script(site, desk):
    answer = site.ask("补社保卡")["id"]
    asked = site.submit("/feedback", {"value": "down", "answer": answer}).headers["Location"]
    assert 'name="reason" value="没说全"' in site.page(asked).text
    form = {"value": "down", "answer": answer, "reasons": "1", "reason": "没说全"}

    reply = site.submit("/feedback", form | {"words": "要带的材料没写，打我电话 13800138000"})

    assert (reply.status, reply.headers["Location"]) == (303, "/?thanks=1")
    group = desk("editor").page("/desk/learning/group?word=补社保卡").text
    assert "没说全；要带的材料没写" in group
    assert "13800138000" not in group


def test_an_opinion_of_a_script_is_thanked_in_a_line(site):
    form = {"value": "up", "answer": site.ask("补社保卡")["id"]}

    reply = site.submit("/feedback", form, X_Fragment="feedback")

    assert (reply.status, reply.headers.get_content_type()) == (200, "text/plain")
    assert "谢谢" in reply.text


@pytest.mark.parametrize(
    ("form", "status"),
    [({}, 400), ({"value": "maybe", "answer": "x"}, 400), ({"value": "up", "answer": "x"}, 404)],
)
def test_an_opinion_about_nothing_is_refused_with_a_page(site, form, status):
    reply = site.submit("/feedback", form)

    assert (reply.status, reply.headers.get_content_type()) == (status, "text/html")
    assert re.search(r"<p data-message>[^<]*[一-鿿]", reply.text)


@pytest.mark.parametrize(
    ("size", "mode"), [("large", "large"), ("normal", "normal"), ("huge", "normal"), ("", "normal")]
)
def test_the_size_of_letters_is_kept_in_a_cookie_and_on_every_page(site, size, mode):
    cookie = site.page(f"/mode?size={size}").headers["Set-Cookie"]

    assert ("HttpOnly" in cookie, "SameSite=Lax" in cookie) == (True, True)
    page = site.page("/items", Cookie=cookie.split(";")[0])
    assert f'<html lang="zh-CN" class="{mode}">' in page.text


@pytest.mark.parametrize(
    ("back", "location"),
    [
        ("/items", "/items"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("items", "/"),
        ("/%09/evil.example", "/"),
        ("/%E2%80%8B/items", "/"),
        ("/%0d%0aSet-Cookie:x=1", "/"),
    ],
)
def test_switching_letters_never_leads_away_from_the_site(site, back, location):
    reply = site.page(f"/mode?size=large&back={back}")

    assert (reply.status, reply.headers["Location"]) == (303, location)


def test_items_are_paged_by_twenty_and_a_page_too_far_is_the_last(site):
    pages = [listed(site.page(f"/items?page={number}")) for number in (1, 2, 99)]

    assert [len(codes) for codes in pages] == [20, 5, 5]
    assert pages[1] == pages[2]
    assert len({*pages[0], *pages[1]}) == 25


def test_the_items_page_keeps_its_filters_while_paging(site):
    page = site.page("/items?department=县水利局")

    assert "page=2" in page.text
    assert "department=%E5%8E%BF%E6%B0%B4%E5%88%A9%E5%B1%80&amp;page=2" in page.text.replace(
        "&page", "&amp;page"
    )


def test_a_search_without_result_says_what_to_do(site):
    page = site.page("/items?q=食品经营许可&list=就近办")

    assert (listed(page), "没有找到事项" in page.text) == ([], True)


def test_the_guide_of_an_item_tells_every_field_and_what_is_missing(site):
    page = site.page("/items/T-001")

    for words in ("申请书", "健康证明", "有从业人员时", "核对材料", "示例政务大厅", "收不收钱？"):
        assert words in page.text
    assert "未填写" in page.text
    assert "一次性告知单" in page.text


def test_an_item_that_no_longer_holds_says_so(site):
    assert re.search(r"自<time[^>]*>2020年1月1日</time>起不再办理", site.page("/items/T-004").text)


def test_an_item_that_no_longer_holds_is_not_offered(site):
    answer = site.ask("个体工商户旧照换发怎么办")

    assert "T-004" not in [hit["code"] for hit in answer["hits"]]
    assert "T-004" not in site.page("/items?list=一次办").text


def test_a_report_shows_its_sections_and_tables_and_marks_its_figures(site):
    page = site.page("/reports/langao-xzspj/2019")

    assert page.text.count("<table") >= 3
    assert re.search(r'id="f-\d+"', page.text)
    assert re.findall(r'<h2 id="s-(\d)"', page.text) == ["1", "2", "3", "4", "5", "6"]


def test_the_source_of_a_figure_leads_to_its_place_in_the_report(site):
    url = site.ask("2019年12345办了多少件")["sources"][0]["url"]

    path, _, anchor = url.partition("#")
    assert anchor and f'id="{anchor}"' in site.page(path).text


def test_a_year_leads_to_the_report_of_the_own_agency(site):
    assert site.page("/reports/2019").headers["Location"] == "/reports/langao-xzspj/2019"


def test_the_console_without_script_shows_hits_and_the_chosen_card(site):
    page = site.page("/console?q=食品经营许可&code=T-001")

    assert re.findall(r'data-code="(T-\d+)"( aria-current="true")?', page.text)[:2] != []
    assert '<h2 id="card-title" data-title>食品经营许可新办（餐饮服务）</h2>' in page.text


@pytest.mark.parametrize(
    ("words", "title", "text"),
    [
        ("家里着火了", "紧急情况", "119"),
        ("2019年12345办了多少件", "年度报告里的答复", "434"),
    ],
)
def test_what_is_no_item_stands_before_the_items(site, words, title, text):
    console = site.page(f"/console?q={words}").text
    opened = site.page(f"/console?q={words}&code=-").text
    found = site.get(f"/api/v1/items?q={words}&reply=1").data

    assert title in site.page(f"/items?q={words}").text
    assert found["reply"]["title"] == title and text in found["reply"]["text"]
    assert console.index('data-code="-"') == console.index("data-code=")
    script = opened[opened.index("data-script>") :]
    assert f">{title}</h2>" in opened and text in script[:300]


def test_words_that_mean_an_item_have_no_other_reply(site):
    assert site.get("/api/v1/items?q=食品经营许可&reply=1").data["reply"] is None
    assert "reply" not in site.get("/api/v1/items?q=着火了").data
    assert 'data-code="-"' not in site.page("/console?q=食品经营许可").text.split("<template")[0]


def test_the_console_passes_over_an_unknown_code(site):
    page = site.page("/console?q=食品&code=none")

    assert (page.status, "事项内容" in page.text) == (200, True)


def conversation(page):
    return re.findall(r'name="conversation" value="([^"]+)"', page.text)[-1]


def questions(page):
    return re.findall(r'<h2 class="question">.*?</span>([^<]+)</h2>', page.text)


def listed(page):
    return re.findall(r'<h2><a href="/items/([^"]+)"', page.text)


def facts(page):
    return re.findall(r"<dt><svg.*?</svg>(.*?)</dt>", page)


def test_what_the_answer_says_is_not_said_again_among_the_facts(site):
    where = site.submit("/", {"question": "食品经营许可新办（餐饮服务）在哪里办"}).text
    time = site.submit("/", {"question": "食品经营许可新办（餐饮服务）要多久"}).text

    assert "在哪里办" in facts(time) and "在哪里办" not in facts(where)
    assert facts(where) == [one for one in facts(time) if one != "在哪里办"]


def test_the_facts_of_an_item_are_not_repeated_when_one_asks_on_about_it(site):
    first = site.submit("/", {"question": "食品经营许可新办（餐饮服务）要多久"})
    asked = {"conversation": conversation(first), "question": "要带什么材料"}

    on = site.submit("/", asked, X_Fragment="turn").text
    other = site.submit("/", asked | {"question": "社会保障卡补领"}, X_Fragment="turn").text

    assert facts(on) == [] and "在哪办、时间、电话等办理信息" in on
    assert "其余办理信息" in other


def test_a_source_says_what_its_date_means(site):
    item = site.submit("/", {"question": "食品经营许可新办（餐饮服务）要多久"}).text
    report = site.submit("/", {"question": "2019年12345办了多少件"}).text

    assert "日</time>更新）" in item and "日</time>收录）" in report
