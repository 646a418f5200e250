"""Paragraphs in the form: figures are tokens, and no digit of them can be changed."""

import re

import pytest

from assistant.errors import BadInput
from assistant.models.activity import Activity
from assistant.models.draft import Chip, Gap
from assistant.reporting.catalogue_counts import CatalogueCounts
from assistant.reporting.figures import figures_of
from assistant.reporting.passages import (
    chips_of,
    label_of,
    parts_from,
    stored_form,
    stored_from,
    typed_form,
)

PARTS = (
    "全年公开",
    Chip("publications_total", "107条"),
    "，",
    Chip("publications_total.change", "较上年增长7%"),
    "。",
    Gap("公开栏目的维护情况", "信息公开专员"),
)
STORED = "全年公开{{publications_total}}，{{publications_total.change}}。【待补：公开栏目的维护情况（由信息公开专员填写）】"
TYPED = (
    "全年公开〔主动公开政府信息：107条〕，〔主动公开政府信息比上年：较上年增长7%〕。"
    "【待补：公开栏目的维护情况（由信息公开专员填写）】"
)


@pytest.fixture
def figures(log, last_report):
    """107 publications, 100 the year before."""
    entries = log(Activity("publication", "2026-03-01", 107, "wechat", "其他"))
    last = last_report(("publications_total", "100", "条"))
    return figures_of(entries, CatalogueCounts(0, 0, 0, 0, 0, 0), last, 2026)


def refused(typed, figures):
    with pytest.raises(BadInput) as error:
        stored_from(typed, figures)
    assert set(error.value.fields) == {"text"}
    return error.value.message


def test_a_paragraph_goes_into_the_form_and_comes_back_the_same(figures):
    assert typed_form(PARTS, figures) == TYPED
    assert stored_form(PARTS) == STORED
    assert stored_from(TYPED, figures) == STORED
    assert parts_from(STORED, figures) == PARTS


def test_every_figure_that_can_be_told_has_a_label_of_its_own(figures):
    labels = [label_of(chip.key, figures) for chip in chips_of(figures)]

    assert len(labels) == len(set(labels)) > 20
    assert not any(re.search("[〔〕：]", label) for label in labels)


def test_a_figure_can_be_put_in_by_its_name_alone(figures):
    assert stored_from("共〔主动公开政府信息〕。", figures) == "共{{publications_total}}。"


@pytest.mark.parametrize("digits", ["108条", "107", "1O7条", "一百零七条"])
def test_changed_digits_of_a_figure_are_refused_and_the_log_is_named(figures, digits):
    told = refused(f"全年公开〔主动公开政府信息：{digits}〕。", figures)

    assert f"按台账是“107条”，不能改成“{digits}”" in told
    assert "更正台账" in told


def test_a_token_that_names_no_figure_is_refused(figures):
    assert "没有叫“主动公开信心”的数字" in refused("〔主动公开信心：107条〕", figures)


def test_brackets_of_a_document_number_are_words(figures):
    words = "按照国办公开办函〔2021〕30号的格式编制。"

    assert stored_from(words, figures) == words


@pytest.mark.parametrize("typed", ["", "  \n ", "长" * 3001, "全年{{publications_total}}"])
def test_what_cannot_be_kept_is_refused_with_what_to_do(figures, typed):
    assert "请" in refused(typed, figures)


def test_lines_are_kept_as_paragraphs_without_the_empty_ones(figures):
    assert stored_from(" 第一段。\r\n\r\n第二段。 ", figures) == "第一段。\n第二段。"


def test_a_figure_follows_the_log_and_becomes_a_gap_when_the_log_loses_it(figures):
    (now,) = parts_from("{{trained_people}}", figures)

    assert isinstance(now, Gap)
    assert "台账里现在没有这个数字" in now.text
