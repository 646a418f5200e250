"""The catalogue's lint on the command line: `assistant lint`."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from assistant.assembly import now, opened
from assistant.catalogue.lint import RULE_TEXTS, OfficeScore, office_scores
from assistant.catalogue.lint import lint as findings_of
from assistant.commands.running import run, say, say_json
from assistant.config import Settings
from assistant.loading import load_starter
from assistant.models.finding import SEVERITY_LABELS, Finding, Severity
from assistant.models.item import ServiceItem
from assistant.storage.items import current_items


def lint(
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """给事项目录体检，有错误时退出码为 1。例：assistant lint --json"""

    day = now()[:10]

    async def work(settings: Settings) -> tuple[list[ServiceItem], tuple[Finding, ...]]:
        async with opened(settings) as parts:
            await load_starter(parts)
            items = [stored.item for stored in await current_items(parts.db)]
            return items, findings_of(items, day)

    items, found = run(work)
    by_code: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        by_code[finding.code].append(finding)
    offices = office_scores(items, by_code, day)
    if as_json:
        _print_json(found, offices)
    else:
        _tell(items, found, offices)
    if any(finding.severity is Severity.ERROR for finding in found):
        raise typer.Exit(1)


def _print_json(found: Sequence[Finding], offices: Sequence[OfficeScore]) -> None:
    told = {
        "findings": [asdict(finding) for finding in found],
        "offices": [asdict(office) for office in offices],
    }
    say_json(told)


def _tell(
    items: Sequence[ServiceItem], found: Sequence[Finding], offices: Sequence[OfficeScore]
) -> None:
    """Errors and doubts one by one; what is only not filled in by how often."""
    names = {item.code: item.name for item in items}
    counted = Counter(finding.severity for finding in found)
    told = "，".join(f"{label} {counted[severity]}" for severity, label in SEVERITY_LABELS.items())
    say(f"事项 {len(items)} 项：{told}")
    for finding in found:
        if finding.severity is not Severity.MISSING:
            label = SEVERITY_LABELS[finding.severity]
            say(f"  {label} {finding.code} {names[finding.code]}：{finding.text}。{finding.remedy}")
    missing = Counter(f.rule for f in found if f.severity is Severity.MISSING)
    for rule, times in missing.most_common():
        say(f"  缺 {RULE_TEXTS[rule]}：{times} 项")
    for office in offices:
        say(f"{office.office or '（未写实施主体）'}：{office.score} 分，{office.items} 项")
