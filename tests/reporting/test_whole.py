"""The draft as it stands: people's words in the log's place, with the log's figures in them."""

from dataclasses import replace

import pytest

from assistant.models.activity import Activity
from assistant.models.draft import Chip
from assistant.models.signing import Author, Passage, PassageForm
from assistant.reporting.catalogue_counts import CatalogueCounts
from assistant.reporting.draft import draft
from assistant.reporting.whole import authors_of, gap_key, whole_of
from assistant.reporting.year import report_year

LIN, WU = Author("u1", "林编"), Author("u2", "吴审")
NOTHING = CatalogueCounts(0, 0, 0, 0, 0, 0)


@pytest.fixture
def year(agency, chapters, log):
    """A year with so many publications, and its draft."""

    def counted(publications: int):
        entries = log(Activity("publication", "2026-03-01", publications, "wechat", "其他"))
        of = report_year(agency, 2026, entries, NOTHING, None)
        return of, draft(of, chapters)

    return counted


def passage(key, text, version=1, form=PassageForm.WRITTEN, basis="", author=LIN):
    return Passage(key, version, form, text, basis, (), author, "2026-11-22")


def published(generated):
    """The paragraph that tells how much was published."""
    return next(
        p for p in generated.paragraphs if any(c.key == "publications_total" for c in p.chips)
    )


def test_without_edits_the_draft_is_what_the_log_gives(year):
    of, generated = year(12)

    whole = whole_of(generated, [], of.figures)

    assert whole.draft == generated
    assert [one.key for one in whole.paragraphs] == [p.key for p in generated.paragraphs]
    assert {one.form for one in whole.paragraphs} == {PassageForm.GENERATED}


def test_an_edited_paragraph_keeps_its_words_and_follows_the_figures(year):
    key = published(year(12)[1]).key
    edit = passage(key, "我局公开{{publications_total}}。")

    texts = []
    for n in (12, 13):
        of, generated = year(n)
        texts.append(whole_of(generated, [edit], of.figures).paragraph(key).parts)

    assert texts == [("我局公开", Chip("publications_total", f"{n}条"), "。") for n in (12, 13)]


def test_the_last_version_counts_and_the_log_can_be_asked_back(year):
    of, generated = year(12)
    key = published(generated).key
    first, second = passage(key, "甲。"), passage(key, "乙。", 2)
    back = passage(key, "", 3, PassageForm.GENERATED)

    assert whole_of(generated, [second, first], of.figures).paragraph(key).parts == ("乙。",)
    assert whole_of(generated, [first, second, back], of.figures).draft == generated


def test_a_paragraph_that_is_left_out_is_not_read_but_still_on_the_desk(year):
    of, generated = year(12)
    key = published(generated).key

    whole = whole_of(generated, [passage(key, "", form=PassageForm.LEFT_OUT)], of.figures)

    assert key not in {p.key for p in whole.draft.paragraphs}
    assert whole.paragraph(key).form is PassageForm.LEFT_OUT


def test_several_lines_are_several_paragraphs_of_one_passage(year):
    of, generated = year(12)
    key = published(generated).key

    whole = whole_of(generated, [passage(key, "甲{{publications_total}}。\n乙。")], of.figures)

    found = {p.key: p.text for p in whole.draft.paragraphs if p.key.startswith(key)}
    assert found == {key: "甲12条。", f"{key}/2": "乙。"}


def test_a_filled_gap_reads_as_its_words_and_the_rest_goes_on_following_the_log(year):
    of, generated = year(12)
    paragraph = next(p for p in generated.paragraphs if p.gaps)
    gap = paragraph.gaps[0]

    whole = whole_of(generated, [passage(gap_key(paragraph.key, gap), "已补。")], of.figures)

    assert "已补。" in whole.paragraph(paragraph.key).parts
    assert len(whole.draft.gaps) == len(generated.gaps) - 1
    assert whole.paragraph(paragraph.key).form is PassageForm.GENERATED


def test_an_edit_tells_when_the_log_gives_other_sentences_since(year):
    of, generated = year(12)
    paragraph = published(generated)
    edit = passage(paragraph.key, "甲。", basis="旧的写法。")
    from assistant.reporting.passages import stored_form

    same = replace(edit, basis=stored_form(paragraph.parts))

    assert whole_of(generated, [edit], of.figures).paragraph(paragraph.key).moved
    assert not whole_of(generated, [same], of.figures).paragraph(paragraph.key).moved


def test_words_whose_place_is_gone_are_kept_at_the_end_of_their_section(year):
    of, generated = year(12)

    whole = whole_of(generated, [passage("overview.gone", "留住。")], of.figures)

    assert whole.paragraph("overview.gone").orphaned
    assert whole.draft.sections[0].paragraphs[-1].text == "留住。"


def test_a_sentence_keeps_its_author_when_others_change_the_rest():
    versions = [
        passage("a.b", "系统句。林写的。", basis="系统句。"),
        passage("a.b", "系统句。林写的。吴写的。", 2, basis="系统句。", author=WU),
    ]

    assert authors_of(versions) == [("系统句。", None), ("林写的。", LIN), ("吴写的。", WU)]
    assert authors_of([]) == []
