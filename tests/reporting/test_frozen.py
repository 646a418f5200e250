"""A frozen draft comes back the same, differs visibly from a later one, and can be published."""

import json
from dataclasses import replace

import pytest

from assistant.errors import BadInput
from assistant.models.activity import Activity
from assistant.models.report import Edition
from assistant.reporting.catalogue_counts import CatalogueCounts
from assistant.reporting.draft import draft
from assistant.reporting.findings import findings_in
from assistant.reporting.frozen import Difference, differences, draft_from, figures_then, frozen
from assistant.reporting.publishing import published_form
from assistant.reporting.year import report_year


@pytest.fixture
def counted(agency, chapters, log):
    """The year and its draft from entries."""

    def made(*entries, edition=Edition.CURRENT):
        nothing = CatalogueCounts(0, 0, 0, 0, 0, 0)
        of = report_year(agency, 2026, log(*entries), nothing, None, edition)
        return of, draft(of, chapters)

    return made


PERMITS = Activity("permit", "2026-03-01", 812)
TICKETS = Activity("ticket", "2026-03-01", 97, category="求助", detail={"on_time": "1"})


@pytest.mark.parametrize("edition", list(Edition)[:2])
def test_a_frozen_draft_comes_back_the_same_through_json(counted, edition):
    of, generated = counted(PERMITS, TICKETS, edition=edition)

    document = json.loads(json.dumps(frozen(generated, of.figures)))

    assert draft_from(document) == generated
    assert document["figures"]["permits_handled"]["rows"] == ["a-0"]


def test_a_later_change_of_the_log_is_told_figure_by_figure_cell_by_cell(counted):
    of, generated = counted(PERMITS)
    later_of, later = counted(replace(PERMITS, quantity=813))

    told = differences(frozen(generated, of.figures), frozen(later, later_of.figures))

    assert Difference("行政许可处理决定", "812件", "813件") in told
    assert any(d.place.startswith("表二") and (d.before, d.after) == ("812", "813") for d in told)
    (text,) = [d for d in told if "段" in d.place]
    assert text.before.count("。") == 1
    assert any("812件" in d.before and "813件" in d.after and "段" in d.place for d in told)
    assert differences(frozen(later, later_of.figures), frozen(later, later_of.figures)) == []


def test_what_was_signed_keeps_its_figures_of_both_years(counted):
    then, generated = counted(Activity("permit", "2025-01-05", 40), PERMITS)
    document = json.loads(json.dumps(frozen(generated, then.figures)))
    now, _ = counted(Activity("permit", "2025-01-05", 41), replace(PERMITS, quantity=813))
    kept = figures_then(now.figures, document)["permits_handled"]
    assert (kept.value, kept.last_year) == (812, 40)
    assert figures_then(now.figures, {})["permits_handled"].last_year == 41


@pytest.mark.parametrize("edition", list(Edition)[:2])
def test_every_table_of_an_edition_reads_back_when_it_is_published(counted, edition):
    of, generated = counted(PERMITS, TICKETS, edition=edition)

    form = published_form(frozen(generated, of.figures), "郑局")

    assert form.edition == form.document["edition"] == edition.value


def test_a_published_draft_states_its_figures_like_any_report(counted):
    of, generated = counted(PERMITS, TICKETS)

    form = published_form(frozen(generated, of.figures), "郑局")

    assert (form.year, form.edition, form.origin) == (2026, "2021", "本系统定稿，郑局签发")
    assert form.document["agency"] == "青川县行政审批服务局"
    stated = {f["key"]: f["value"] for f in form.document["figures"] if f["key"]}
    assert stated["tickets_handled"] == 97
    assert form.document["tables"]["table2"]["art20_5"]["行政许可"] == 812


def test_a_document_whose_tables_do_not_read_back_is_not_published(counted):
    of, generated = counted(PERMITS)
    document = frozen(generated, of.figures)
    document["tables"]["requests"]["granted"]["natural"] = ["1E2", "100", "read"]

    with pytest.raises(BadInput, match="与定稿不一致"):
        published_form(document, "郑局")


def test_findings_name_the_paragraph_that_they_speak_of(counted):
    of, generated = counted(PERMITS)
    problems = generated.sections[4]
    wrong = replace(problems.paragraphs[0], parts=("今年以来，本月公开精神精神不够。",))
    changed = replace(
        generated,
        sections=(
            *generated.sections[:4],
            replace(problems, paragraphs=(wrong, *problems.paragraphs[1:])),
            generated.sections[5],
        ),
    )

    found = findings_in(changed, of)

    placed = {one.finding.id: one.paragraph for one in found}
    assert placed["C-YR4"] == placed["C-TXT5"] == wrong.key
    assert [f.finding.severity for f in found] == sorted(f.finding.severity for f in found)


def test_a_findings_key_stays_while_it_finds_the_same(counted):
    misprint = Activity("problem", "2026-03-01", title="部份公开信息更新慢")
    of, generated = counted(PERMITS, misprint)

    first, second = ({f.key for f in findings_in(generated, of)} for _ in range(2))

    assert first == second != set()
