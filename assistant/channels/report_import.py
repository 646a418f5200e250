"""Importing a checked report at the desk (导入年报): what was understood of it, then confirmed."""

from collections.abc import Mapping
from typing import Any

import aiohttp_jinja2
from aiohttp import web

from assistant.channels.access import user_of
from assistant.channels.desk_check import HERE, results_of
from assistant.channels.keys import SERVICE
from assistant.channels.middleware import read_form
from assistant.channels.replying import parameter
from assistant.errors import BadInput, NotFound
from assistant.models.report import EDITION_LABELS
from assistant.models.report_tables import SECTION_TITLES
from assistant.reporting.checks.listing import Checked, counted
from assistant.reporting.drafting import Hand
from assistant.reporting.importing import Form, import_report, previewed, with_form

routes = web.RouteTableDef()
_PATH = HERE + "/{id}/import/{number}"
_OUTCOMES = {
    "added": "库里还没有这一年的报告，导入后新增。",
    "changed": "库里已有这一年的报告。导入后以这一份为准，原来的一份保留备查。",
    "unchanged": "库里已有同样的报告，导入后没有变化。",
}


@routes.get(_PATH)
async def preview(request: web.Request) -> web.StreamResponse:
    """What was understood of the report, and what importing it would do."""
    checked = await _checked(request)
    report, own = checked.report, request.app[SERVICE].desk.knowledge.agency
    typed = Form(report.agency or own.name, str(report.year or ""))
    return await _page(request, checked, typed, {})


@routes.post(_PATH)
async def confirm(request: web.Request) -> web.StreamResponse:
    """Store the report under the agency and year of the form."""
    checked, service, typed = await _checked(request), request.app[SERVICE], await _typed(request)
    try:
        report = with_form(checked.report, typed)
    except BadInput as error:
        return await _page(request, checked, typed, error.fields)
    hand = Hand(service.db, user_of(request), service.clock(), service.new_id)
    agency = await import_report(hand, service.desk.knowledge.agency, report, checked.file)
    raise web.HTTPSeeOther(f"/desk/reports/read/{agency.id}/{report.year}?note=imported")


async def _checked(request: web.Request) -> Checked:
    every = await results_of(request)
    number = parameter(request.match_info, "number", 0, 0, len(every))
    found = every[number - 1].checked if number else None
    if found is None:
        raise NotFound("没有这份文件，请回到检查结果重新选择。")
    return found


async def _typed(request: web.Request) -> Form:
    form = await read_form(request)
    return Form(form.get("agency", "").strip(), form.get("year", "").strip())


async def _page(
    request: web.Request, checked: Checked, typed: Form, errors: Mapping[str, str]
) -> web.StreamResponse:
    service = request.app[SERVICE]
    report = checked.report
    texts = {section.no: section.text for section in report.sections}
    try:
        outcome = await previewed(
            service.db, service.desk.knowledge.agency, with_form(report, typed)
        )
    except BadInput:
        outcome = ""
    context: dict[str, Any] = {
        "checked": checked,
        "report": report,
        "typed": typed,
        "errors": errors,
        "edition": EDITION_LABELS[report.edition],
        "sections": [(title, texts.get(no)) for no, title in SECTION_TITLES.items()],
        "told": _OUTCOMES.get(outcome, ""),
        "counted": counted(checked.findings),
        "here": request.path,
        "back": f"{HERE}/{request.match_info['id']}",
    }
    status = 422 if errors else 200
    return aiohttp_jinja2.render_template("report_import.html", request, context, status=status)
