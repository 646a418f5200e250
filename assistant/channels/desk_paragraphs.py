"""Editing a draft: one paragraph at a time, its gaps, comments on it, notes on findings."""

import aiohttp_jinja2
from aiohttp import web

from assistant.channels.desk_reports import page_context, section_texts
from assistant.channels.drafts import BASE, address, hand_of, opened_draft
from assistant.channels.middleware import read_form
from assistant.channels.replying import parameter
from assistant.errors import BadInput, NotFound
from assistant.models.signing import PassageForm, RemarkKind
from assistant.reporting import drafting
from assistant.reporting.desk import OpenDraft
from assistant.reporting.passages import chips_of, parts_from, token_of, typed_form, words
from assistant.reporting.whole import DeskParagraph, authors_of

routes = web.RouteTableDef()
_ONE = BASE + "/paragraphs/{key}"
_MOST_VERSIONS = 1_000_000
_FORMS = {"regenerate": PassageForm.GENERATED, "leave_out": PassageForm.LEFT_OUT}


@routes.get(_ONE)
async def paragraph(request: web.Request) -> web.StreamResponse:
    """One paragraph in its form, with the figures, its versions and last year's text beside."""
    desk = await opened_draft(request)
    one = _paragraph(request, desk)
    version = next(
        (v for v in desk.versions(one.key) if str(v.version) == request.query.get("version")), None
    )
    parts = parts_from(version.text, desk.of.figures) if version else one.parts
    typed = {"text": typed_form(parts or one.generated, desk.of.figures)}
    return _page(request, desk, one, typed, {})


@routes.post(_ONE)
async def save(request: web.Request) -> web.StreamResponse:
    """Store the paragraph, give it back to the log, or leave it out; what was typed stays."""
    typed = await read_form(request)
    desk = await opened_draft(request)
    one = _paragraph(request, desk)
    base, form = parameter(typed, "base", 0, 0, _MOST_VERSIONS), _FORMS.get(typed.get("do", ""))
    hand, confirmed = hand_of(request), "confirmed" in typed
    try:
        if "filling" in typed:
            await drafting.reopen(hand, desk, one.key, typed["filling"])
        elif form:
            await drafting.give_back(hand, desk, one.key, form, base)
        else:
            text = typed.get("text", "")
            await drafting.write(hand, desk, one.key, text, base, confirmed=confirmed)
    except BadInput as error:
        return _page(request, desk, one, typed, error.fields or {"text": error.message})
    raise web.HTTPSeeOther(f"{address(desk.record)}?saved=1#p-{one.key}")


def _paragraph(request: web.Request, desk: OpenDraft) -> DeskParagraph:
    one = desk.whole.paragraph(request.match_info["key"])
    if one is None:
        raise NotFound("草稿里没有这一段，请回到全文页重新选择。")
    return one


def _page(
    request: web.Request,
    desk: OpenDraft,
    one: DeskParagraph,
    typed: dict[str, str],
    wrong: dict[str, str],
) -> web.StreamResponse:
    versions = desk.versions(one.key)
    context = page_context(desk) | {
        "one": one,
        "values": typed,
        "errors": wrong,
        "base_version": typed.get("base", versions[-1].version if versions else 0),
        "tokens": [(token_of(c, desk.of.figures), c) for c in chips_of(desk.of.figures)],
        "versions": [(v, _words(v.text, desk)) for v in reversed(versions)],
        "sentences": [(_words(text, desk), by) for text, by in authors_of(versions)],
        "before": section_texts(desk.of.last_year).get(one.section, []),
        "comments": desk.comments(one.key),
        "fillings": [(f, _words(f.text, desk)) for f in desk.fillings(one.key)],
    }
    status = 422 if wrong else 200
    return aiohttp_jinja2.render_template("desk_paragraph.html", request, context, status=status)


def _words(stored: str, desk: OpenDraft) -> str:
    return "".join(words(part) for part in parts_from(stored, desk.of.figures))


@routes.post(BASE + "/notes")
async def note(request: web.Request) -> web.StreamResponse:
    """Explain a finding by name."""
    typed = await read_form(request)
    desk = await opened_draft(request)
    place, text = typed.get("finding", ""), typed.get("text", "")
    if place not in {one.key for one in desk.findings}:
        raise NotFound("这条检查结果已经变了，请回到全文页看新的结果。")
    await drafting.remark(hand_of(request), desk, RemarkKind.NOTE, place, text)
    raise web.HTTPSeeOther(f"{address(desk.record)}?saved=1#n-{place}")


@routes.post(BASE + "/comments")
async def comment(request: web.Request) -> web.StreamResponse:
    """A reviewer's comment on a paragraph."""
    typed = await read_form(request)
    desk = await opened_draft(request)
    place, text = typed.get("key", ""), typed.get("text", "")
    if desk.whole.paragraph(place) is None:
        raise NotFound("草稿里没有这一段，请回到全文页重新选择。")
    await drafting.remark(hand_of(request), desk, RemarkKind.COMMENT, place, text)
    raise web.HTTPSeeOther(f"{address(desk.record)}?saved=1#p-{place}")


@routes.post(BASE + "/comments/settled")
async def settle(request: web.Request) -> web.StreamResponse:
    """A comment is dealt with."""
    typed = await read_form(request)
    desk = await opened_draft(request)
    place = typed.get("comment", "")
    held = next((r for r in desk.remarks if r.id == place and r.kind is RemarkKind.COMMENT), None)
    if held is None:
        raise NotFound("没有这条批注，请刷新页面。")
    await drafting.remark(hand_of(request), desk, RemarkKind.SETTLED, place, "")
    raise web.HTTPSeeOther(f"{address(desk.record)}?saved=1#p-{held.place}")
