"""The desk's view of the whole catalogue: the list, the lint, the four-list ledger."""

import asyncio
from collections import Counter
from dataclasses import asdict
from typing import Any, TypeVar

import aiohttp_jinja2
from aiohttp import web

from assistant.catalogue.lint import RULE_TEXTS, score_of
from assistant.catalogue.listing import (
    FINDINGS,
    STATES,
    USE_LABELS,
    Wanted,
    WantedFindings,
    findings_of,
    matching,
)
from assistant.catalogue.shelf import Entry, View
from assistant.channels.keys import SERVICE
from assistant.channels.paging import csv_reply, page_of
from assistant.language.days import wrong_day
from assistant.models.drafts import STATE_LABELS, DraftState
from assistant.models.finding import SEVERITY_LABELS, Finding
from assistant.models.item import LABELS
from assistant.models.validity import state_of
from assistant.reporting.ledger import ledger
from assistant.storage.drafts import new_items, open_states

routes = web.RouteTableDef()
_CONTRADICTIONS = ("four_lists.", "limit.case_type", "online.deepest")
Filters = TypeVar("Filters", Wanted, WantedFindings)


async def view_of(request: web.Request) -> View:
    """The catalogue as it is now."""
    service = request.app[SERVICE]
    return await service.shelf.view(service.db, service.clock()[:10])


def filters_of(request: web.Request, of: type[Filters]) -> Filters:
    """The filters of an address, by their names."""
    return of(**{name: request.query.get(name, "").strip()[:200] for name in of.__slots__})


@routes.get("/desk/catalogue")
async def catalogue(request: web.Request) -> web.StreamResponse:
    """Every item with its version, draft and findings, filtered by the address."""
    db = request.app[SERVICE].db
    view, states = await view_of(request), await open_states(db)
    wanted = filters_of(request, Wanted)
    page = page_of(matching(view.entries.values(), wanted, states, view.day), request)
    context = {
        "page": page,
        "rows": [_row(entry, states.get(entry.item.code), view.day) for entry in page.shown],
        "new": [] if any(asdict(wanted).values()) else await new_items(db),
        "wanted": asdict(wanted),
        "offices": _offices(view),
        "states": STATES,
        "findings": FINDINGS,
        "draft_labels": STATE_LABELS,
        "held": len(view.entries),
    }
    return aiohttp_jinja2.render_template("catalogue.html", request, context)


def _offices(view: View) -> list[str]:
    return sorted({item.department for item in view.items} - {""})


def _row(entry: Entry, draft: DraftState | None, day: str) -> dict[str, Any]:
    use = state_of(entry.item, day)
    return {
        "item": entry.item,
        "version": entry.stored.version,
        "effect_on": entry.stored.effect_on,
        "use": "" if use == "open" else USE_LABELS[use],
        "draft": STATE_LABELS[draft] if draft else "",
        "counts": [
            (SEVERITY_LABELS[severity], times)
            for severity, times in Counter(f.severity for f in entry.findings).items()
        ],
        "score": score_of(entry.findings),
    }


@routes.get("/desk/catalogue/lint")
async def lint_page(request: web.Request) -> web.StreamResponse:
    """What the lint finds, with a score an office."""
    view = await view_of(request)
    wanted = filters_of(request, WantedFindings)
    found = findings_of(view.ranked, wanted)
    context = {
        "page": page_of(found, request),
        "wanted": asdict(wanted),
        "scores": view.scores,
        "rules": [
            (rule, RULE_TEXTS[rule], times)
            for rule, times in Counter(finding.rule for _, finding in found).most_common()
        ],
        "all_rules": RULE_TEXTS,
        "offices": _offices(view),
        "severities": SEVERITY_LABELS,
        "labels": LABELS,
    }
    return aiohttp_jinja2.render_template("catalogue_lint.html", request, context)


@routes.get("/desk/catalogue/lint.csv")
async def lint_csv(request: web.Request) -> web.StreamResponse:
    """The findings of the same filters as a file."""
    view = await view_of(request)
    found = findings_of(view.ranked, filters_of(request, WantedFindings))
    head = ("轻重", "编码", "事项名称", "实施主体", "字段", "问题", "怎么改", "规则")
    rows = [_cells(*pair) for pair in found]
    # In a thread: tens of thousands of lines would hold up every question meanwhile.
    return await asyncio.to_thread(csv_reply, f"目录体检-{view.day}.csv", head, rows)


def _cells(entry: Entry, finding: Finding) -> tuple[str, ...]:
    return (
        SEVERITY_LABELS[finding.severity],
        finding.code,
        entry.item.name,
        entry.item.department,
        LABELS[finding.field],
        finding.text,
        finding.remedy,
        finding.rule,
    )


@routes.get("/desk/catalogue/ledger")
async def ledger_page(request: web.Request) -> web.StreamResponse:
    """The four lists on any day beside another one, and what contradicts them."""
    service = request.app[SERVICE]
    today = service.clock()[:10]
    typed = {
        "on": request.query.get("on", today).strip(),
        "against": request.query.get("against", f"{today[:4]}-01-01").strip(),
    }
    errors = {name: wrong for name, text in typed.items() if (wrong := wrong_day(text))}
    then, now = sorted(today if name in errors else text for name, text in typed.items())
    held = [await service.shelf.offered_on(service.db, day) for day in (then, now)]
    view = await view_of(request)
    context = {
        "lines": ledger(*held),
        "then": then,
        "now": now,
        "typed": typed,
        "errors": errors,
        "contradictions": [
            pair for pair in view.ranked if pair[1].rule.startswith(_CONTRADICTIONS)
        ],
        "rule_texts": RULE_TEXTS,
    }
    status = 422 if errors else 200
    return aiohttp_jinja2.render_template("ledger.html", request, context, status=status)
