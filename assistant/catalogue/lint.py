"""The lint of the catalogue (目录体检): every rule over items, and a score an office."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.catalogue import consistency, four_lists, required
from assistant.catalogue.rule import Rule
from assistant.models.finding import Finding, Severity
from assistant.models.item import ServiceItem
from assistant.models.validity import state_of

RULES: tuple[Rule, ...] = (*consistency.RULES, *four_lists.RULES, *required.RULES)
COST = {Severity.ERROR: 20, Severity.WARNING: 5, Severity.MISSING: 1}
"""Points of a hundred that a finding takes from its item."""

SAME_NAME = "name.unique"
RULE_TEXTS: dict[str, str] = {rule.id: rule.text for rule in RULES} | {SAME_NAME: "与另一事项同名"}
"""What each rule says, by its id."""


@dataclass(frozen=True, slots=True)
class OfficeScore:
    """How well one office's records are kept (部门得分): 0 to 100, the mean of its items."""

    office: str
    items: int
    score: float
    errors: int
    warnings: int
    missing: int


def lint_item(item: ServiceItem, day: str) -> tuple[Finding, ...]:
    """Every rule that one item breaks on a day (ISO-8601), errors first.

    A withdrawn item breaks none: nobody handles it any more.
    """
    if state_of(item, day) == "withdrawn":
        return ()
    found = []
    for rule in RULES:
        broken = rule.broken(item, day)
        if broken:
            text = f"{rule.text}：{broken}" if isinstance(broken, str) else rule.text
            found.append(Finding(rule.id, rule.severity, item.code, rule.field, text, rule.remedy))
    return tuple(sorted(found, key=lambda finding: -COST[finding.severity]))


def same_names(items: Iterable[ServiceItem], day: str) -> tuple[Finding, ...]:
    """A finding for each item that shares name, office and region with another one.

    Only where both are handled on that day or later.
    """
    by_name: defaultdict[tuple[str, str, str], list[ServiceItem]] = defaultdict(list)
    for item in (item for item in items if state_of(item, day) in ("open", "coming")):
        by_name[item.name, item.department, item.region_code].append(item)
    remedy = "请改成能区分的名称，或取消重复的一项。"
    return tuple(
        Finding(
            SAME_NAME,
            Severity.ERROR,
            item.code,
            "name",
            "与另一事项同名：" + "、".join(o.code for o in same if o is not item),
            remedy,
        )
        for same in by_name.values()
        if len(same) > 1
        for item in same
    )


def lint(items: Sequence[ServiceItem], day: str) -> tuple[Finding, ...]:
    """Every finding of a catalogue on a day, in the order of the items."""
    shared: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in same_names(items, day):
        shared[finding.code].append(finding)
    return tuple(
        finding for item in items for finding in (*shared[item.code], *lint_item(item, day))
    )


def score_of(findings: Iterable[Finding]) -> int:
    """The points of one item with these findings, 0 to 100."""
    return max(0, 100 - sum(COST[finding.severity] for finding in findings))


def office_scores(
    items: Sequence[ServiceItem], findings: Mapping[str, Sequence[Finding]], day: str
) -> tuple[OfficeScore, ...]:
    """The score of every office (实施主体), lowest first; findings are by the item's code.

    Items that are withdrawn by that day do not count: they break no rule, and would lift it.
    """
    by_office: defaultdict[str, list[ServiceItem]] = defaultdict(list)
    for item in (item for item in items if state_of(item, day) != "withdrawn"):
        by_office[item.department].append(item)
    scores = [_office(name, held, findings) for name, held in by_office.items()]
    return tuple(sorted(scores, key=lambda one: (one.score, one.office)))


def _office(
    name: str, items: Sequence[ServiceItem], findings: Mapping[str, Sequence[Finding]]
) -> OfficeScore:
    counted = Counter(f.severity for item in items for f in findings.get(item.code, ()))
    points = sum(score_of(findings.get(item.code, ())) for item in items)
    return OfficeScore(
        name,
        len(items),
        round(points / len(items), 1),
        counted[Severity.ERROR],
        counted[Severity.WARNING],
        counted[Severity.MISSING],
    )
