"""The form in which an item is edited: every field by section, rows that come and go, no script."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import aiohttp_jinja2
from aiohttp import web

from assistant.catalogue import form as forms
from assistant.catalogue.dossier import Dossier, dossier_of, known_dossier
from assistant.catalogue.editing import hand_in, save
from assistant.catalogue.lint import lint_item
from assistant.catalogue.sections import CHECKS, CHOICES, HINTS, LONG, SECTIONS
from assistant.channels.desk_item import address, hand_of, names_of, seen_in, sides
from assistant.channels.keys import SERVICE
from assistant.channels.middleware import read_form
from assistant.errors import BadInput, Conflict
from assistant.models.drafts import Seen
from assistant.models.finding import SEVERITY_LABELS
from assistant.models.item import RECORD_TYPES, ServiceItem, columns
from assistant.storage.places import find_place, known_places

routes = web.RouteTableDef()


@dataclass(frozen=True, slots=True)
class Shown:
    """What the form shows besides what is typed in it."""

    seen: Seen
    errors: Mapping[str, str] = field(default_factory=dict)
    conflict: str = ""
    note: str = ""
    saved: bool = False


@routes.get("/desk/catalogue/new")
async def new_page(request: web.Request) -> web.StreamResponse:
    """Code, name and office of a new item."""
    return _new(request, {}, {})


@routes.post("/desk/catalogue/new")
async def post_new(request: web.Request) -> web.StreamResponse:
    """Begin the draft of a new item."""
    service = request.app[SERVICE]
    typed = {name: text.strip() for name, text in (await read_form(request)).items()}
    code = typed.get("code", "")
    base = ServiceItem(code=code, region_code=service.settings.region)
    item, errors = forms.item_from(typed, base)
    if wrong := forms.check_code(code):
        errors["code"] = wrong
    held = await dossier_of(service.db, code)
    if held.versions or held.draft:
        errors["code"] = "这个编码已经有事项了，请换一个，或去修改那个事项。"
    if errors:
        return _new(request, typed, errors)
    await save(service.db, hand_of(request), item, held.seen)
    raise web.HTTPSeeOther(address(code, "/edit?saved=1"))


def _new(
    request: web.Request, typed: Mapping[str, str], errors: Mapping[str, str]
) -> web.StreamResponse:
    context = {"typed": typed, "errors": errors}
    status = 422 if errors else 200
    return aiohttp_jinja2.render_template("catalogue_new.html", request, context, status=status)


@routes.get("/desk/catalogue/{code}/edit")
async def edit_page(request: web.Request) -> web.StreamResponse:
    """The form with the open draft, else with the published version."""
    held = await known_dossier(request.app[SERVICE].db, request.match_info["code"])
    saved = "saved" in request.query
    return await _form(request, held, forms.typed_of(held.item), Shown(held.seen, saved=saved))


@routes.post("/desk/catalogue/{code}/edit")
async def post_edit(request: web.Request) -> web.StreamResponse:
    """Save, hand in for review, or add and remove rows; what is typed is never lost."""
    typed = await read_form(request)
    held = await known_dossier(request.app[SERVICE].db, request.match_info["code"])
    action, _, target = typed.get("action", "save").partition(":")
    shown = Shown(seen_in(typed), note=typed.get("note", "").strip())
    if action in ("add", "remove", "up", "place"):
        return await _form(request, held, await _with_rows(request, typed, action, target), shown)
    if action == "overwrite":
        shown = replace(shown, seen=seen_in(typed, "latest_"))
    item, errors = forms.item_from(typed, held.item)
    if errors:
        return await _form(request, held, typed, replace(shown, errors=errors))
    try:
        await _keep(request, item, shown, action)
    except Conflict as error:
        return await _form(request, held, typed, replace(shown, conflict=error.message))
    except BadInput as error:
        return await _form(request, held, typed, replace(shown, errors=error.fields))
    raise web.HTTPSeeOther(
        address(held.code, "?done=review" if action == "submit" else "/edit?saved=1")
    )


async def _keep(request: web.Request, item: ServiceItem, shown: Shown, action: str) -> None:
    db, hand = request.app[SERVICE].db, hand_of(request)
    if action == "submit":
        await hand_in(db, hand, item, shown.seen, shown.note)
    else:
        await save(db, hand, item, shown.seen)


async def _with_rows(
    request: web.Request, typed: Mapping[str, str], action: str, target: str
) -> Mapping[str, str]:
    """The form after one of the buttons beside its rows; as it was for a button it has not."""
    name, _, number = target.partition(":")
    if action == "place":
        chosen = await find_place(request.app[SERVICE].db, typed.get("known_place", ""))
        if chosen:
            return forms.row_filled(typed, "places", chosen.place)
    elif name in RECORD_TYPES and action == "add":
        return forms.row_added(typed, name)
    elif name in RECORD_TYPES and number.isdecimal():
        changed = forms.row_removed if action == "remove" else forms.row_raised
        return changed(typed, name, int(number))
    return typed


async def _form(
    request: web.Request, held: Dossier, typed: Mapping[str, str], shown: Shown
) -> web.StreamResponse:
    service = request.app[SERVICE]
    item, _ = forms.item_from(typed, held.item)
    findings = defaultdict(list)
    for finding in lint_item(item, service.clock()[:10]):
        findings[finding.field].append((SEVERITY_LABELS[finding.severity], finding))
    context = {
        "held": held,
        "item": item,
        "typed": typed,
        "shown": shown,
        "sections": [(title, [_field(name, typed) for name in names]) for title, names in SECTIONS],
        "findings": findings,
        "labels": _labels(typed),
        "known_places": await known_places(service.db),
        "theirs": sides(held.item, item) if shown.conflict else [],
        "outdated": sides(_begun_from(held), held.current.item)
        if held.outdated and held.current
        else [],
        "names": await names_of(service.db),
    }
    response = aiohttp_jinja2.render_template("catalogue_edit.html", request, context)
    if shown.conflict or shown.errors:
        response.set_status(409 if shown.conflict else 422)
    return response


def _begun_from(held: Dossier) -> ServiceItem | None:
    return held.numbered(held.draft.base_version) if held.draft else None


def _field(name: str, typed: Mapping[str, str]) -> dict[str, Any]:
    """One field as the template draws it."""
    of = forms.FIELDS[name]
    drawn = {"name": name, "label": of.metadata["label"], "hint": HINTS.get(name, "")}
    if name in RECORD_TYPES:
        count = forms.row_count(typed, name)
        return {
            **drawn,
            "kind": "records",
            "rows": [_row(name, number, typed) for number in range(count)],
        }
    if name in CHECKS:
        given = [key.partition(":")[2] for key in typed if key.startswith(f"{name}:")]
        return {**drawn, "kind": "checks", "options": list(dict.fromkeys((*CHECKS[name], *given)))}
    return {**drawn, **_control(name, of.metadata["kind"], typed.get(name, ""))}


def _row(name: str, number: int, typed: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "name": f"{name}.{number}.{column.name}",
            "label": column.metadata["label"],
            "hint": "",
            **_control(
                f"{name}.{column.name}",
                column.metadata["kind"],
                typed.get(f"{name}.{number}.{column.name}", ""),
            ),
        }
        for column in columns(RECORD_TYPES[name])
    ]


def _control(name: str, kind: str, value: str) -> dict[str, Any]:
    """How a single value is typed: chosen, written in a line, or in several."""
    options = ("是", "否") if kind == "flag" else CHOICES.get(name, ())
    if options:
        known = (*options, value) if value and value not in options else options
        return {"kind": "select", "value": value, "options": known}
    if kind in ("lines", "list") or name in LONG or "\n" in value:
        return {"kind": "area", "value": value, "many": kind in ("lines", "list")}
    return {"kind": {"int": "number", "date": "date"}.get(kind, "text"), "value": value}


def _labels(typed: Mapping[str, str]) -> dict[str, str]:
    """What each field of the form is called, for the summary of errors."""
    labels = {name: of.metadata["label"] for name, of in forms.FIELDS.items()}
    labels["note"] = "改了什么、为什么"
    for name in RECORD_TYPES:
        for number in range(forms.row_count(typed, name)):
            for column in columns(RECORD_TYPES[name]):
                told = f"{labels[name]}第 {number + 1} 行 {column.metadata['label']}"
                labels[f"{name}.{number}.{column.name}"] = told
    return labels
