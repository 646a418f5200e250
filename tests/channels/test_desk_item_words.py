"""Each line, alias and frequent question tells who wrote it, when, and what became of it."""

import re

import pytest


@pytest.fixture
def staff(serve, settings, colleague):
    """An editor on a service of this test's own, with a spoken word and its answers."""
    tables = settings.knowledge_dir
    folder = settings.data_dir.parent / "knowledge"
    folder.mkdir()
    for part in tables.iterdir():
        (folder / part.name).symlink_to(part)
    (folder / "lexicon").unlink()
    (folder / "lexicon").mkdir()
    for name, text in {
        "canonical.tsv": "口语词\t规范词\t说明\n搞丢\t丢失\t口语\n",
        "actions.tsv": "动作\t问法\t事项名用词\n补办\t补办|补领|补\t补领|补发\n",
    }.items():
        (folder / "lexicon" / name).write_text(text, "utf-8")
    from dataclasses import replace

    with serve(replace(settings, knowledge_dir=folder)) as site:
        yield colleague(site, "editor")


def use_in(page, text):
    """Hits, confirmed, refuted in the row of a text."""
    row = next(r for r in re.findall(r'<tr role="row">.*?</tr>', page, re.DOTALL) if text in r)
    return [int(n) for n in re.findall(r'class="amount">(\d+)<', row)]


def answer(client, question, value):
    told = client.ask(question)
    assert told["item"]["code"] == "T-003", told
    client.submit("/feedback", {"answer": told["id"], "value": value, "reasons": "1"})


def test_an_alias_counts_what_it_led_to_and_how_it_was_judged(staff):
    answer(staff, "补社保卡", "up")
    answer(staff, "补社保卡在哪里", "down")

    page = staff.page("/desk/lexicon/items?kind=alias&q=补社保卡").text

    assert use_in(page, "补社保卡") == [2, 1, 1]
    assert "items.json，" in page


def test_a_spoken_word_and_an_action_count_too(staff):
    answer(staff, "社会保障卡搞丢了怎么补领", "up")

    assert use_in(staff.page("/desk/lexicon?table=canonical").text, "搞丢") == [1, 1, 0]
    assert use_in(staff.page("/desk/lexicon?table=action").text, "补领|补") == [1, 1, 0]
    line = staff.page("/desk/lexicon/line?table=canonical&key=搞丢").text
    assert "答复里用到 1 次，群众确认 1 次" in line


def test_a_frequent_question_counts_the_answers_of_its_item_since_it_stands_there(staff):
    told = staff.ask("食品经营许可新办（餐饮服务）怎么办")
    staff.submit("/feedback", {"answer": told["id"], "value": "up"})

    page = staff.page("/desk/lexicon/items?kind=faq&q=收不收钱").text

    assert use_in(page, "收不收钱") == [1, 1, 0]


def test_who_wrote_an_alias_is_told_by_name(staff, colleague):
    code = "/desk/catalogue/T-006"
    form = {"number": "0", "version": "1", "aliases": "开小店", "action": "submit", "note": "加"}
    staff.submit(f"{code}/edit", form)
    reviewer = colleague(staff, "reviewer", "the-second")
    reviewer.submit(f"{code}/review", {"number": "1", "version": "1", "decision": "publish"})

    page = staff.page("/desk/lexicon/items?q=开小店").text

    assert f"{staff.name}，" in page and "个体工商户设立登记" in page


def test_nothing_found_leads_back_to_all(desk):
    page = desk("viewer").page("/desk/lexicon/items?kind=faq&q=没有这样的字").text

    assert "看全部常见问题" in page


def test_the_words_of_a_withdrawn_item_are_not_listed(staff):
    listed = staff.page("/desk/lexicon/items?q=补社保卡").text
    csv = "事项名称,编码,事项状态\n社会保障卡补领,T-003,取消\n"
    at = staff.upload("/desk/catalogue/import", {}, {"file": ("a.csv", csv.encode())})
    staff.submit(at.headers["Location"], {"decision": "confirm"})

    gone = staff.page("/desk/lexicon/items?q=补社保卡").text

    assert ("T-003" in listed, "T-003" in gone) == (True, False)
