"""The starter knowledge that comes with the program: whole, consistent, and marked as a sample."""

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.assembly import opened
from assistant.config import Settings
from assistant.language.lexicon import fires, lexicon_of
from assistant.language.normal import search_key
from assistant.loading import Loaded, files_in, load_file, load_starter
from assistant.models.agency import Agency
from assistant.models.item import ServiceItem
from assistant.models.lexicon import Lexicon
from assistant.storage import knowledge
from assistant.storage.items import agencies, current_items
from assistant.storage.lexicon import current_lines

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Starter:
    """What a new county has after its first start, and what a second load of it told."""

    loaded: list[Loaded]
    again: list[Loaded]
    versions: tuple[int, int]
    items: list[ServiceItem]
    lexicon: Lexicon
    agencies: list[Agency]


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory, parsed_dictionary: Path) -> Starter:
    settings = Settings(data_dir=parsed_dictionary.parent)
    assert settings.knowledge_dir == Path()
    folder = tmp_path_factory.mktemp("starter")

    async def first_start() -> Starter:
        at = Settings(
            data_dir=parsed_dictionary.parent, database_url=f"sqlite:///{folder}/assistant.db"
        )
        async with opened(at, folder / "index") as parts:
            loaded = await load_starter(parts)
            before = await knowledge.version(parts.db)
            files = files_in([ROOT / "knowledge"])
            again = [await load_file(parts, file, kind) for file, kind in files]
            return Starter(
                loaded,
                again,
                (before, await knowledge.version(parts.db)),
                [stored.item for stored in await current_items(parts.db)],
                lexicon_of(await current_lines(parts.db)),
                await agencies(parts.db),
            )

    return asyncio.run(first_start())


def test_no_row_of_any_file_is_refused(starter: Starter) -> None:
    assert [r.sentence() for loaded in starter.loaded for r in loaded.refused] == []


def test_every_file_brings_something_new(starter: Starter) -> None:
    assert [loaded.file for loaded in starter.loaded if not loaded.added] == []
    assert {loaded.kind for loaded in starter.loaded} == {
        "agency",
        "catalogue",
        "lexicon",
        "reports",
    }


def test_no_column_goes_unread(starter: Starter) -> None:
    assert [loaded.file for loaded in starter.loaded if loaded.ignored_columns] == []


def test_loading_the_folder_again_changes_nothing(starter: Starter) -> None:
    assert [one.file for one in starter.again if one.added or one.changed or one.refused] == []
    assert starter.versions[0] == starter.versions[1]


def test_there_are_items_of_many_fields(starter: Starter) -> None:
    of_field = Counter(item.code.split("-")[1] for item in starter.items)

    assert len(starter.items) >= 240
    assert len(of_field) >= 25
    assert min(of_field.values()) >= 5


def test_there_are_many_meanings(starter: Starter) -> None:
    assert len(starter.lexicon.meanings) >= 2000


def test_every_example_fires_its_own_line(starter: Starter) -> None:
    silent = [m.pattern for m in starter.lexicon.meanings if not fires(m, search_key(m.example))]

    assert silent == []


def test_every_meaning_has_a_field_and_an_example_of_its_own(starter: Starter) -> None:
    examples = Counter(meaning.example for meaning in starter.lexicon.meanings)

    assert [m.pattern for m in starter.lexicon.meanings if not m.field] == []
    assert [example for example, count in examples.items() if count > 1] == []


def test_every_table_of_the_lexicon_has_lines(starter: Starter) -> None:
    lexicon = starter.lexicon

    assert all((lexicon.canonical, lexicon.actions, lexicon.outside, lexicon.homophones))


def test_every_rewriting_leads_to_another_word(starter: Starter) -> None:
    assert [pair for pair in starter.lexicon.canonical if pair[0] == pair[1] or not all(pair)] == []


def test_the_agency_is_marked_as_a_sample(starter: Starter) -> None:
    assert [agency.sample for agency in starter.agencies] == [True]


OBVIOUSLY_FAKE = re.compile(r"0000-\d{7}")
LOCAL = ("places", "consult_phone", "complaint_phone")
PERMIT_STEPS = {"受理", "审核", "审批", "办结", "送达"}
CERTIFICATES = ("证", "证书", "执照")
PAPERS = ("批复", "决定书", "意见书", "通知书")
CATCH_ALL = re.compile(r"其他(相关)?材料|相关材料|规定的其他")
ONE_OF = {
    "item_type": [
        "行政许可",
        "行政确认",
        "行政给付",
        "行政奖励",
        "行政裁决",
        "行政备案",
        "其他行政权力",
        "公共服务",
    ],
    "level": ["县级", "乡镇级"],
    "case_type": ["即办件", "承诺件"],
    "review_type": ["即审即办", "前审后批"],
    "statutory_unit": ["", "工作日", "自然日"],
    "promised_unit": ["", "工作日", "自然日"],
    "online_depth": ["", "I", "II", "III", "IV"],
    "result_type": ["证照", "批文", "其他", "无"],
}


def at_once(item: ServiceItem) -> bool:
    return item.promised_days == 0


def in_townships(item: ServiceItem) -> bool:
    return any(place.level in ("乡镇级", "村级") for place in item.places)


RULES: dict[str, Callable[[ServiceItem], object]] = {
    "has what every item must have": lambda i: (
        i.name and i.legal_basis and i.conditions and i.materials and i.audience and i.department
    ),
    "has a limit": lambda i: i.statutory_days is not None or i.promised_days is not None,
    "tells how often one must come": lambda i: i.visits in (0, 1),
    "has a result": lambda i: i.result_name or i.result_type == "无",
    "uses the words of the standard": lambda i: all(
        getattr(i, field) in words for field, words in ONE_OF.items()
    ),
    "has three aliases": lambda i: len(set(i.aliases) - {i.name}) >= 3,
    "is done at once only where nothing is promised": lambda i: (
        at_once(i) == (i.case_type == "即办件") == (i.review_type == "即审即办")
    ),
    "promises no more than the law allows": lambda i: (
        i.statutory_days is None
        or i.promised_days is None
        or i.statutory_unit != i.promised_unit
        or i.promised_days <= i.statutory_days
    ),
    "calls a certificate a certificate": lambda i: (
        not i.result_name.endswith(CERTIFICATES) or i.result_type == "证照"
    ),
    "calls a paper a paper": lambda i: (
        not i.result_name.endswith(PAPERS) or i.result_type == "批文"
    ),
    "shows a sample of its result": lambda i: not i.result_name or i.result_sample,
    "says why one must come": lambda i: bool(i.visits) == bool(i.visit_reason),
    "can be done from afar where nobody must come": lambda i: i.visits or i.online or i.mail_in,
    "needs no visit at the deepest online level": lambda i: i.online_depth != "IV" or i.visits == 0,
    "has an online level only where it is online": lambda i: bool(i.online_depth) == bool(i.online),
    "names each fee": lambda i: (
        all(fee.name and fee.standard and fee.basis for fee in i.fee_items)
        and bool(i.fee) == bool(i.fee_items)
    ),
    "tells about paying online only where there is a fee": lambda i: (
        bool(i.fee) == (i.pay_online is not None)
    ),
    "has two different phones": lambda i: (
        i.consult_phone and i.complaint_phone and i.consult_phone != i.complaint_phone
    ),
    "answers a question where it is a permit": lambda i: i.item_type != "行政许可" or i.faq,
    "has every step where it is a permit": lambda i: (
        i.item_type != "行政许可" or {step.name for step in i.steps} >= PERMIT_STEPS
    ),
    "answers what it asks": lambda i: all(faq.question and faq.answer for faq in i.faq),
    "tells the hours where one must come": lambda i: (
        not i.visits or any(place.hours for place in i.places)
    ),
    "asks for no catch-all material": lambda i: (
        not any(CATCH_ALL.search(material.name) for material in i.materials)
    ),
    "says when a material is needed that is not always": lambda i: all(
        bool(m.when) == (m.need == "非必要") for m in i.materials
    ),
    "stands on the lists on which it belongs": lambda i: (
        set(i.four_lists)
        == {
            name
            for name, belongs in {
                "马上办": at_once(i),
                "网上办": bool(i.online),
                "就近办": in_townships(i),
                "一次办": i.visits is not None and i.visits <= 1,
            }.items()
            if belongs
        }
    ),
    "marks its places as samples": lambda i: (
        i.places
        and all(p.sample and "示例" in p.name and "示例" in p.address for p in i.places)
        and all("示例" in p.hours for p in i.places if p.hours)
    ),
    "has phones that nobody can take for real": lambda i: all(
        OBVIOUSLY_FAKE.fullmatch(phone)
        for phone in (i.consult_phone, i.complaint_phone, *(p.phone for p in i.places if p.phone))
    ),
    "names its local values as samples": lambda i: set(LOCAL) <= set(i.sample_fields),
    "names its source and day": lambda i: "示例" in i.source and i.updated and i.valid_from,
}


@pytest.mark.parametrize("rule", RULES)
def test_every_item(starter: Starter, rule: str) -> None:
    assert [item.code for item in starter.items if not RULES[rule](item)] == []


def test_names_are_unique(starter: Starter) -> None:
    names = Counter(item.name for item in starter.items)

    assert [name for name, count in names.items() if count > 1] == []
