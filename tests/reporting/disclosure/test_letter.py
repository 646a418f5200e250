"""The reply letter: facts, ground, decision, remedies; read back from the Word document."""

import io
from dataclasses import replace

import pytest
from docx import Document

from assistant.models.agency import Agency
from assistant.models.disclosure import Applicant
from assistant.reporting.disclosure.letter import reply_letter
from assistant.reporting.disclosure.results import RESULTS
from assistant.reporting.docx.letter import letter_docx

AGENCY = Agency(
    "demo",
    "青川县行政审批服务局",
    "县审批局",
    "510822",
    "青川县",
    review_body="青川县人民政府",
    court="某市铁路运输法院",
)
WHO = Applicant("周小明")


def replied(**detail):
    return ("replied", "2026-11-10", {"result": "granted", **detail})


def test_a_letter_tells_facts_ground_decision_and_remedies(request_of):
    case = request_of(
        "2026-10-16",
        replied(document_no="青审答〔2026〕1号", grounds="见附件。", ground="provided"),
    )
    letter = reply_letter(case, WHO, AGENCY)
    assert (letter.number, letter.addressee, letter.day) == (
        "青审答〔2026〕1号",
        "周小明",
        "2026-11-10",
    )
    whole = "\n".join(letter.paragraphs)
    for words in (
        "2026年10月16日收到",
        "登记号：2026-001",
        "某路口改造方案。",
        "第三十六条第二项的规定",
        "见附件。",
        "向青川县人民政府申请行政复议，或者",
        "6个月内向某市铁路运输法院提起行政诉讼",
    ):
        assert words in whole
    assert "【待补" not in whole


@pytest.mark.parametrize("result", RESULTS)
def test_every_result_has_a_letter_with_its_article(request_of, result):
    letter = reply_letter(request_of("2026-10-16", replied(result=result)), WHO, AGENCY)
    (basis,) = [text for text in letter.paragraphs if text.startswith("根据")]
    assert RESULTS[result].article in basis
    assert ("【待补：依据" in basis) is (result in ("np_reconfirm", "other_misc"))
    assert RESULTS[result].decision in letter.paragraphs
    assert "行政复议" in letter.paragraphs[-1]


def test_the_way_of_the_request_is_told(request_of):
    steps = (
        ("supplement_asked", "2026-10-20", {"what": "年份", "due": "2026-11-03"}),
        ("supplemented", "2026-10-26", {}),
        ("third_party_asked", "2026-10-27", {"whom": "某公司"}),
        ("extended", "2026-11-02", {"days": "5", "reason": "页数较多。"}),
    )
    letter = reply_letter(request_of("2026-10-16", *steps, replied()), WHO, AGENCY)
    assert letter.paragraphs[1] == (
        "2026年10月26日收到您的补正材料。办理中，本机关依法书面征求了第三方的意见。"
        "因页数较多，本机关已告知您延长答复期限。"
    )


def test_what_nobody_filled_in_is_a_marked_gap(request_of):
    letter = reply_letter(request_of("2026-10-16", replied(result="partial")), None, AGENCY)
    assert letter.addressee.startswith("【待补")
    assert any(text.startswith("【待补：哪些部分不予公开") for text in letter.paragraphs)


@pytest.mark.parametrize(
    ("detail", "owed"),
    [
        ({"result": "denied_secret"}, "不予公开的具体理由"),
        ({"result": "denied_query"}, "办理查询的机关"),
        ({"result": "granted", "ground": "published"}, "获取的方式、途径】"),
        ({"result": "na_not_held", "ground": "elsewhere"}, "机关名称、联系方式"),
    ],
)
def test_reasons_that_the_regulation_owes_are_a_gap_until_they_are_told(request_of, detail, owed):
    bare = reply_letter(request_of("2026-10-16", replied(**detail)), WHO, AGENCY)
    assert [text for text in bare.paragraphs if "【待补：" in text and owed in text]
    told = reply_letter(
        request_of("2026-10-16", replied(**detail, grounds="已写明。")), WHO, AGENCY
    )
    assert not [text for text in told.paragraphs if "【待补：" in text]


def test_who_reviews_and_which_court_judges_is_never_guessed(request_of):
    unknown = replace(AGENCY, review_body="", court="")
    last = reply_letter(request_of("2026-10-16", replied()), WHO, unknown).paragraphs[-1]
    assert "向【待补：复议机关名称】申请行政复议" in last
    assert "向【待补：有管辖权的人民法院名称】提起行政诉讼" in last
    assert "青川县" not in last


@pytest.mark.parametrize(
    ("ground", "words"),
    [
        ("published", "第三十六条第一项"),
        ("provided", "第三十六条第二项"),
        ("absent", "第三十六条第四项"),
        ("elsewhere", "第三十六条第五项"),
    ],
)
def test_a_row_that_joins_two_cases_of_article_36_cites_the_one_that_it_is(
    request_of, ground, words
):
    result = "granted" if ground in ("published", "provided") else "na_not_held"
    case = request_of("2026-10-16", replied(result=result, ground=ground))
    (basis,) = [t for t in reply_letter(case, WHO, AGENCY).paragraphs if t.startswith("根据")]
    assert f"{words}的规定" in basis


def test_a_request_without_a_reply_has_no_letter(request_of):
    with pytest.raises(ValueError, match="2026-001"):
        reply_letter(request_of("2026-10-16"), WHO, AGENCY)


def test_the_document_holds_every_paragraph_in_order(request_of):
    letter = reply_letter(request_of("2026-10-16", replied(grounds="一\n二")), WHO, AGENCY)
    document = Document(io.BytesIO(letter_docx(letter)))
    text = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert text == [
        "青川县行政审批服务局\n政府信息公开申请答复书",
        "周小明：",
        *letter.paragraphs,
        AGENCY.name,
        "2026年11月10日",
    ]
