"""The starter knowledge that comes with the program: whole, consistent, and marked as a sample."""

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.answering.outside import Outside
from assistant.assembly import opened
from assistant.catalogue.lint import lint
from assistant.config import Settings
from assistant.language.lexicon import fires, lexicon_of
from assistant.language.normal import search_key
from assistant.loading import files_in, load_file, load_starter
from assistant.models.agency import Agency
from assistant.models.item import ServiceItem
from assistant.models.lexicon import Lexicon
from assistant.models.loading import Loaded
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
        "holidays",
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


def test_no_field_has_two_names(starter: Starter) -> None:
    """As 医疗 beside 医疗机构 would be; the card is another matter than what it pays for."""
    fields = {one.field for one in (*starter.lexicon.meanings, *starter.lexicon.outside)}
    doubled = {(a, b) for a in fields for b in fields if a != b and b.startswith(a)}

    assert doubled <= {("社保", "社保卡"), ("人事", "人事考试"), ("卫生", "卫生许可")}


def test_of_what_no_office_answers_for_it_is_known_who_does(starter: Starter) -> None:
    fields = {"民事", "司法", "刑案", "金融", "通信", "邮政", "出行", "就医", "生活"}
    outside = Outside(starter.lexicon.outside)
    private = [one for one in starter.lexicon.meanings if one.field in fields]
    nobody = [m.pattern for m in private if not any(map(outside.handling, m.targets))]

    assert len(private) > 100
    assert nobody == []


def test_every_table_of_the_lexicon_has_lines(starter: Starter) -> None:
    lexicon = starter.lexicon

    assert all((lexicon.canonical, lexicon.actions, lexicon.outside, lexicon.homophones))


def test_every_rewriting_leads_to_another_word(starter: Starter) -> None:
    assert [pair for pair in starter.lexicon.canonical if pair[0] == pair[1] or not all(pair)] == []


def test_the_agency_is_marked_as_a_sample(starter: Starter) -> None:
    assert [agency.sample for agency in starter.agencies] == [True]


OBVIOUSLY_FAKE = re.compile(r"0000-\d{7}")
LOCAL = ("places", "consult_phone", "complaint_phone")
RULES: dict[str, Callable[[ServiceItem], object]] = {
    "needs one visit at most": lambda i: i.visits in (0, 1),
    "is handled in the county": lambda i: i.level in ("县级", "乡镇级"),
    "tells about paying online only where there is a fee": lambda i: (
        bool(i.fee) == (i.pay_online is not None)
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


def test_the_lint_finds_nothing_in_the_starter_catalogue(starter: Starter) -> None:
    assert [f"{f.code} {f.text}" for f in lint(starter.items, "2026-11-23")] == []


@pytest.mark.parametrize("rule", RULES)
def test_every_item(starter: Starter, rule: str) -> None:
    assert [item.code for item in starter.items if not RULES[rule](item)] == []
