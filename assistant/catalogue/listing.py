"""Which items of the catalogue somebody wants to see (目录筛选)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.catalogue.shelf import Entry
from assistant.models.drafts import OPEN, STATE_LABELS, DraftState
from assistant.models.finding import SEVERITY_LABELS, Finding
from assistant.models.validity import state_of

USE_LABELS = {
    "open": "在用",
    "coming": "未到生效日",
    "ended": "已过失效日",
    "suspended": "已暂停",
    "withdrawn": "已取消",
}
STATES: dict[str, str] = USE_LABELS | {state.value: STATE_LABELS[state] for state in sorted(OPEN)}
"""What an item can be filtered by: how it stands with citizens, and its draft."""
NO_FINDING = "none"
FINDINGS: dict[str, str] = {
    severity.value: f"有{label}" for severity, label in SEVERITY_LABELS.items()
}
FINDINGS |= {NO_FINDING: "没有问题"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the list; an empty one lets everything through."""

    text: str = ""
    office: str = ""
    four_list: str = ""
    state: str = ""
    findings: str = ""


def matching(
    entries: Iterable[Entry], wanted: Wanted, drafts: Mapping[str, DraftState], day: str
) -> list[Entry]:
    """The entries that are wanted, in their order; text is looked for in code, name and 别名."""
    return [entry for entry in entries if _fits(entry, wanted, drafts, day)]


def _fits(entry: Entry, wanted: Wanted, drafts: Mapping[str, DraftState], day: str) -> bool:
    item = entry.item
    words = wanted.text.casefold().split()
    text = " ".join((item.code, item.name, *item.aliases)).casefold()
    return (
        all(word in text for word in words)
        and wanted.office in ("", item.department)
        and (not wanted.four_list or wanted.four_list in item.four_lists)
        and wanted.state in ("", state_of(item, day), drafts.get(item.code))
        and (not wanted.findings or _found(entry, wanted.findings))
    )


def _found(entry: Entry, wanted: str) -> bool:
    if wanted == NO_FINDING:
        return not entry.findings
    return any(finding.severity == wanted for finding in entry.findings)


@dataclass(frozen=True, slots=True)
class WantedFindings:
    """The filters of the lint's page; an empty one lets everything through."""

    severity: str = ""
    office: str = ""
    rule: str = ""


def findings_of(
    ranked: Iterable[tuple[Entry, Finding]], wanted: WantedFindings
) -> list[tuple[Entry, Finding]]:
    """The wanted findings with their entries, in their order."""
    return [
        (entry, finding)
        for entry, finding in ranked
        if wanted.office in ("", entry.item.department)
        and wanted.severity in ("", finding.severity)
        and wanted.rule in ("", finding.rule)
    ]
