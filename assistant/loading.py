"""Files into the database: catalogues, reports, holidays, the agency's profile, told one by one."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path

from assistant.answering.coverage import uncovered
from assistant.assembly import Parts, new_id, now
from assistant.catalogue.faq import with_faq
from assistant.catalogue.importing import Importer, store
from assistant.catalogue.present import standing
from assistant.catalogue.preview import preview_of
from assistant.errors import AssistantError, BadInput, Refused
from assistant.ingest.catalogue import Catalogue, read_catalogue
from assistant.ingest.faq import read_faq
from assistant.ingest.holidays import read_holidays
from assistant.ingest.lexicon import read_lexicon
from assistant.ingest.reports.apart import ApartReader
from assistant.ingest.reports.reader import read_report
from assistant.ingest.rows import SUFFIXES, check_size, read_text
from assistant.language.lexicon import lexicon_of
from assistant.models.agency import Agency, own_of
from assistant.models.lexicon import LexiconKind, LexiconLine
from assistant.models.loading import Loaded, Progress, Refusal
from assistant.report_loading import Taking, take_reports
from assistant.search.documents import Document, document_of
from assistant.storage import holidays as holiday_store
from assistant.storage import items as item_store
from assistant.storage import lexicon as lexicon_store
from assistant.storage import reports as report_store

REPORT_SUFFIXES = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")
KINDS = ("agency", "catalogue", "faq", "holidays", "lexicon", "reports")


def files_in(paths: Sequence[Path], kind: str = "") -> list[tuple[Path, str]]:
    """Files with their kind, folders walked in order of name.

    The kind follows from the ending and the folder unless it is given. Raises BadInput
    for a path that is not there, for a file whose kind cannot be told, and for a kind
    that there is none of.
    """
    if kind and kind not in KINDS:
        raise BadInput(f"没有“{kind}”这一类内容，--kind 应为 {'、'.join(KINDS)} 之一。")
    found = []
    for path in paths:
        if not path.exists():
            raise BadInput(f"找不到 {path}，请检查路径。")
        inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in inside:
            told = kind or _kind_of(file)
            if told:
                found.append((file, told))
            elif not path.is_dir():
                raise BadInput(
                    f"看不出 {file.name} 是什么内容，请用 --kind 说明：{'、'.join(KINDS)}。"
                )
    return found


def _kind_of(file: Path) -> str:
    if file.name == "agency.json":
        return "agency"
    if file.suffix.lower() in REPORT_SUFFIXES:
        return "reports"
    if file.suffix.lower() == ".tsv":
        return "lexicon"
    if file.parent.name in ("holidays", "faq"):
        return file.parent.name
    # Replies, questions to measure with and the sample year stand in knowledge/ too, and are
    # not imported.
    if file.name == "replies.json" or {"golden", "sample-year"} & set(file.parts[:-1]):
        return ""
    return "catalogue" if file.suffix.lower() in SUFFIXES else ""


async def load_files(
    parts: Parts,
    files: Sequence[tuple[Path, str]],
    *,
    dry_run: bool = False,
    progress: Progress = lambda file, done, total: None,
) -> list[Loaded]:
    """Load files one after another, in the order given; one answer a file."""
    every: list[Loaded] = []
    for of_reports, group in groupby(files, key=lambda one: one[1] == "reports"):
        if of_reports:
            paths = [file for file, _ in group]
            every += await _load_reports(parts, paths, dry_run, progress)
        else:
            every += [
                await load_file(parts, file, kind, dry_run=dry_run, progress=progress)
                for file, kind in group
            ]
    return await _with_notes(parts, every)


async def _load_reports(
    parts: Parts, files: Sequence[Path], dry_run: bool, progress: Progress
) -> list[Loaded]:
    """Reports, read in a process beside this one: a file from anywhere may hang its reader."""
    with ApartReader() as reader:
        take = Taking(parts.db, await _owner(parts), now, reader.read, dry_run)
        return await take_reports(take, files, progress)


async def load_file(
    parts: Parts,
    file: Path,
    kind: str,
    *,
    dry_run: bool = False,
    progress: Progress = lambda file, done, total: None,
    recorded: bool = True,
) -> Loaded:
    """Load one file; nothing of it is stored in a dry run, nothing of a refused row ever.

    A catalogue is recorded as an import, which can be taken back; starter knowledge is not.
    """
    if kind == "agency":
        return await _load_agency(parts, file, dry_run)
    if kind == "reports":
        take = Taking(parts.db, await _owner(parts), now, read_report, dry_run)
        return (await take_reports(take, [file], progress))[0]
    if kind == "holidays":
        return await _load_holidays(parts, file, dry_run)
    if kind == "lexicon":
        return await _load_lexicon(parts, file, dry_run)
    if kind == "faq":
        return await _load_faq(parts, file, dry_run)
    return await _load_catalogue(parts, file, dry_run, progress, recorded)


async def _load_catalogue(
    parts: Parts, file: Path, dry_run: bool, progress: Progress, recorded: bool
) -> Loaded:
    agency, moment = await _owner(parts), now()
    catalogue = read_catalogue(
        file,
        agency.region_code,
        agency.id,
        parts.settings.max_file_mb,
        lambda done, total: progress(file.name, done, total),
    )
    if not (dry_run or recorded):
        await item_store.save_agency(parts.db, agency)
        change = await item_store.save_items(parts.db, agency, catalogue.items, file.name, moment)
        counts = (len(change.added), len(change.changed), len(change.unchanged))
        return Loaded(file.name, "catalogue", *counts, refused=catalogue.refused)
    told = await _import(parts, agency, moment, file.name, catalogue, dry_run)
    return replace(told, ignored_columns=catalogue.ignored_columns)


async def _load_faq(parts: Parts, file: Path, dry_run: bool) -> Loaded:
    """Frequent questions of items that there are: a change of these items, as an import."""
    try:
        rows, refused = read_faq(file, parts.settings.max_file_mb)
    except AssistantError as error:
        return Loaded(file.name, "faq", refused=(Refusal(file.name, 0, "", "", error.message),))
    agency, moment = await _owner(parts), now()
    used = await item_store.items_on(parts.db, moment[:10])
    items, unfit = with_faq([stored.item for stored in used], rows, file.name)
    catalogue = Catalogue(tuple(items), (*refused, *unfit))
    told = await _import(parts, agency, moment, file.name, catalogue, dry_run)
    return replace(told, kind="faq")


async def _import(
    parts: Parts, agency: Agency, moment: str, file: str, catalogue: Catalogue, dry_run: bool
) -> Loaded:
    """What a catalogue changes, previewed; stored as one import unless it is a dry run."""
    _, held = await standing(parts.db, moment[:10])
    preview = preview_of(file, catalogue, held, moment[:10])
    told = preview.counts()
    if not dry_run and (told["added"] or told["changed"]):
        await item_store.save_agency(parts.db, agency)
        await store(Importer(parts.db, agency, "命令行", moment, new_id), preview)
    counts = (told["added"], told["changed"], told["unchanged"])
    return Loaded(file, "catalogue", *counts, catalogue.refused, preview=preview)


async def _load_holidays(parts: Parts, file: Path, dry_run: bool) -> Loaded:
    try:
        year = read_holidays(file)
    except AssistantError as error:
        refusal = Refusal(file.name, 0, "", "", error.message)
        return Loaded(file.name, "holidays", refused=(refusal,))
    if dry_run:
        saved = await holiday_store.compare_year(parts.db, year)
    else:
        saved = await holiday_store.save_year(parts.db, year, file.name, now())
    counts = {"added": 0, "changed": 0, "unchanged": 0, saved: 1}
    return Loaded(file.name, "holidays", counts["added"], counts["changed"], counts["unchanged"])


async def _load_lexicon(parts: Parts, file: Path, dry_run: bool) -> Loaded:
    lines, refused = read_lexicon(file)
    if dry_run:
        change = await lexicon_store.compare_lines(parts.db, lines)
    else:
        change = await lexicon_store.save_lines(parts.db, lines, file.name, now())
    counts = (len(change.added), len(change.changed), len(change.unchanged))
    return Loaded(file.name, "lexicon", *counts, tuple(refused), lines=tuple(lines))


async def _with_notes(parts: Parts, every: list[Loaded]) -> list[Loaded]:
    """Each lexicon file with what the catalogue does not hold of what its lines mean.

    Told once all files are in: who handles a matter may stand in a later file.
    """
    lines = [line for loaded in every for line in loaded.lines]
    if not lines:
        return every
    items = await item_store.current_items(parts.db)
    known = [*await lexicon_store.current_lines(parts.db), *lines]
    outside = [line for line in known if line.kind is LexiconKind.OUTSIDE]
    documents = [document_of(stored.item) for stored in items]
    return [
        replace(loaded, notes=_not_covered(documents, loaded.lines, outside)) for loaded in every
    ]


def _not_covered(
    documents: Sequence[Document], lines: Sequence[LexiconLine], outside: Sequence[LexiconLine]
) -> tuple[str, ...]:
    meanings = [line for line in lines if line.kind is LexiconKind.MEANING]
    if not documents or not meanings:
        return ()
    found = uncovered(lexicon_of([*meanings, *outside]), documents)
    if not found:
        return ()
    elsewhere = sum(one.service is not None for one in found)
    first = "；".join(one.meaning.pattern for one in found if one.service is None)[:200]
    told = [f"本地目录没有对应事项的说法 {len(found)} 条，其中 {elsewhere} 条会告知由谁办理"]
    if first:
        told.append(f"没有对应事项、也不知由谁办理的，例如：{first}")
    return tuple(told)


async def _load_agency(parts: Parts, file: Path, dry_run: bool) -> Loaded:
    try:
        agency = _agency_in(file)
    except AssistantError as error:
        return Loaded(file.name, "agency", refused=(Refusal(file.name, 0, "", "", error.message),))
    held = {known.id: known for known in await item_store.agencies(parts.db)}.get(agency.id)
    if not dry_run:
        await item_store.save_agency(parts.db, agency)
    if held is None:
        return Loaded(file.name, "agency", added=1)
    return Loaded(file.name, "agency", changed=int(held != agency), unchanged=int(held == agency))


def _agency_in(file: Path) -> Agency:
    check_size(file, limit_mb=1)
    try:
        agency = Agency(**json.loads(read_text(file)))
        json.dumps(asdict(agency), ensure_ascii=False).encode()
    except (ValueError, TypeError, RecursionError) as error:
        raise Refused("机关简介的内容有误，请对照自带的 agency.json 改正。") from error
    kinds = {"sample": bool}
    wrong = [k for k, v in asdict(agency).items() if not isinstance(v, kinds.get(k, str))]
    if wrong or not agency.id or not agency.name:
        told = "、".join(wrong) or "id 或 name"
        raise Refused(f"机关简介的 {told} 有误，请对照自带的 agency.json 改正。")
    if agency.report_due and not _is_early_day(agency.report_due):
        raise Refused("机关简介的 report_due 应写成 01-20 这样的月和日，不晚于 01-31。")
    return agency


def _is_early_day(day: str) -> bool:
    """Whether a month and day is one by which the report may be wanted: 01-01 to 01-31."""
    return bool(re.fullmatch(r"01-(0[1-9]|[12]\d|3[01])", day))


async def _owner(parts: Parts) -> Agency:
    """The agency that owns what is loaded: the one of the installation's region.

    Before the first start that is the starter agency already: another owner later would
    give rows without a code other codes.
    """
    region = parts.settings.region
    own = own_of(await item_store.agencies(parts.db), region)
    return own or _starter_agency(parts) or Agency("local", "本局", "本局", region, "本地")


def _starter_agency(parts: Parts) -> Agency | None:
    try:
        agency = _agency_in(parts.knowledge_dir / "agency.json")
    except AssistantError:
        return None
    return agency if agency.region_code == parts.settings.region else None


async def load_starter(parts: Parts) -> list[Loaded]:
    """Load the starter knowledge of every kind of which the database has none."""
    have = {
        "agency": bool(await item_store.agencies(parts.db)),
        "catalogue": bool(await item_store.current_items(parts.db)),
        "lexicon": bool(await lexicon_store.current_lines(parts.db)),
        "reports": await report_store.has_reports(parts.db),
        "holidays": bool((await holiday_store.calendar(parts.db)).years),
    }
    results = []
    places = {kind: kind for kind in have} | {"agency": "agency.json"}
    for kind, place in places.items():
        path = parts.knowledge_dir / place
        if not have[kind] and path.exists():
            for file, _ in files_in([path], kind):
                results.append(await load_file(parts, file, kind, recorded=False))
    return results
