"""What the chapters of a report may name: figures, law, breakdowns, what the log tells in words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.models.log_words import CHANNELS, FEEDBACK_CHANNELS, WORK_THEMES
from assistant.models.report import Edition
from assistant.models.report_tables import APPLICANTS, SECTION_TITLES
from assistant.reporting.counting import happened_in
from assistant.reporting.figures import Figure, period_of
from assistant.reporting.keys import (
    APPLICANT_KEYS,
    CATEGORY_KEYS,
    CHANNEL_KEYS,
    RESULT_KEYS,
    TICKET_KEYS,
)
from assistant.reporting.problems import answered_problems, followed_measures
from assistant.reporting.telling import compared, parts, said
from assistant.reporting.wording import plain_words
from assistant.reporting.year import ReportYear
from assistant.storage.activity import StoredActivity

LAW: dict[str, str] = {
    "regulation": "《中华人民共和国政府信息公开条例》",
    "article": "第五十条",
    "fee": "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
}
"""What the report is based on (编制依据)."""

FORMAT: dict[Edition, str] = {
    Edition.TRIAL: (
        "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》"
        "（国办公开办函〔2019〕60号）"
    ),
    Edition.CURRENT: (
        "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作"
        "年度报告格式〉的通知》（国办公开办函〔2021〕30号）"
    ),
}
"""The notice whose format (格式) an edition follows."""

_LEAST_PROBLEMS = 2
_BREAKDOWNS: dict[str, dict[str, str]] = {
    "channels": {
        f"通过{CHANNELS[channel].replace('其他', '其他渠道')}公开信息": key
        for channel, key in CHANNEL_KEYS.items()
    },
    "categories": CATEGORY_KEYS,
    "tickets": TICKET_KEYS,
    "applicants": {APPLICANTS[who]: key for who, key in APPLICANT_KEYS.items()},
    "results": RESULT_KEYS,
    "feedback": {label: f"feedback_{channel}" for channel, label in FEEDBACK_CHANNELS.items()},
}
_LISTS = {
    "马上办": "list_immediate",
    "网上办": "list_online",
    "就近办": "list_nearby",
    "一次办": "list_once",
}
_OURSELVES = re.compile("(局|镇|乡|街道)(?:人民政府|办事处)?$")


@dataclass(frozen=True, slots=True)
class Detail:
    """How much section one tells: parts of a breakdown, and logged works of a theme."""

    parts: int
    works: int


def context_of(of: ReportYear, detail: Detail) -> dict[str, object]:
    """Every name that a chapter may use; words of the log are fit to stand in a sentence."""
    return {
        "agency": of.agency,
        "we": ourselves(of.agency.name),
        "law": LAW | {"format": FORMAT[of.edition]},
        "section_titles": list(SECTION_TITLES.values()),
        "period": period_of(of.year),
        "any_entries": any(happened_in(stored.entry, of.year) for stored in of.entries),
        "f": of.figures,
        "said": said,
        "compared": compared,
        "parts": {
            name: parts(of.figures, labels, detail.parts) for name, labels in _BREAKDOWNS.items()
        },
        "lists": _lists(of.figures),
        "channels_used": [
            CHANNELS[channel] for channel, key in CHANNEL_KEYS.items() if of.figures[key].value
        ],
        "with_procurement": of.edition is Edition.TRIAL,
        "work": _work(of.entries, of.year, detail.works),
        "problems": answered_problems(of.entries, of.year),
        "followed": followed_measures(of.entries, of.year),
        "has_last_year": of.last_year is not None,
        "least_problems": _LEAST_PROBLEMS,
    }


def ourselves(agency: str) -> str:
    """How an agency speaks of itself: 我局, 我镇; 本机关 where its name does not tell."""
    kind = _OURSELVES.search(agency)
    return f"我{kind[1]}" if kind else "本机关"


def _lists(figures: Mapping[str, Figure]) -> str:
    """“马上办”清单事项108项，…: the lists whose count is known, 0 included."""
    known = {name: figures[key] for name, key in _LISTS.items() if figures[key].value is not None}
    return "，".join(f"“{name}”清单事项{said(figure)}" for name, figure in known.items())


def _work(entries: Sequence[StoredActivity], year: int, most: int) -> Mapping[str, list[str]]:
    """The latest works (工作记事) of each theme, in the order of the log."""
    told: dict[str, list[str]] = {theme: [] for theme, _ in WORK_THEMES}
    for stored in entries:
        entry = stored.entry
        if entry.kind == "work" and happened_in(entry, year) and entry.category in told:
            told[entry.category].append(plain_words(entry.title))
    kept = {theme: lines[-most:] for theme, lines in told.items()}
    # Section six has no limit of length.
    return kept | {"other": told["other"]}
