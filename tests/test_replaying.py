"""Edits tried in a process beside the service, and answers explained by the knowledge of then."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Callable

import pytest

from assistant.assembly import Parts, new_desk, new_id, now, opened
from assistant.config import Settings
from assistant.loading import load_starter
from assistant.models.answer import Question
from assistant.models.learning import Action, Edit
from assistant.models.lexicon import LexiconKind, LexiconLine
from assistant.replaying import Replays
from assistant.storage.answers import AnswerLog
from assistant.storage.lexicon import save_lines
from assistant.storage.proposals import Proposal, find_proposal, save_proposal

CANTEEN = Edit(
    Action.LINE, "meaning", ("食堂", "食品经营许可新办（餐饮服务）", "食品", "学校开食堂")
)
GOLDEN = [
    {"qid": "1", "question": "办食堂", "expected": ["T-001"]},
    {"qid": "2", "question": "换个食堂名字", "expected": ["X-404"]},
    {"qid": "3", "question": "红烧肉怎么做", "expected": []},
]


@pytest.fixture
async def parts(settings: Settings, tmp_path, small_knowledge) -> AsyncIterator[Parts]:
    """A service's parts with a golden set of its own."""
    folder = tmp_path / "knowledge"
    shutil.copytree(small_knowledge, folder)
    (folder / "golden").mkdir()
    lines = "\n".join(json.dumps(one) for one in GOLDEN)
    (folder / "golden/some.jsonl").write_text(lines, "utf-8")
    own = Settings(data_dir=settings.data_dir, knowledge_dir=folder, rate_limit=0)
    async with opened(own) as parts:
        await load_starter(parts)
        yield parts


async def until(so: Callable[[], bool]) -> None:
    for _ in range(1200):
        if so():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("not so within a minute")


async def proposed(parts: Parts, edit: Edit, word: str = "") -> str:
    async with parts.db.transaction() as tx:
        signed = {"why": "", "by": "editor", "now": now()}
        await save_proposal(tx, "p-1", word, edit, signed)
    return "p-1"


async def tried(parts: Parts, id: str) -> Proposal:
    replays = Replays(parts.settings, parts.db, now, new_id)
    replays.try_out(id)
    await until(lambda: not replays.trying(id))
    found = await find_proposal(parts.db, id)
    assert found is not None
    return found


async def ask(parts: Parts, text: str) -> str:
    log = AnswerLog(parts.db)
    desk = new_desk(parts, await parts.knowledge(), log, now)
    return (await desk.ask(Question(text, "web", "", "610925"))).id


async def test_a_trial_tells_what_gets_better_and_what_was_left_out(parts: Parts) -> None:
    await ask(parts, "食堂手续")

    found = await tried(parts, await proposed(parts, CANTEEN, "食堂"))

    assert found.state == "tried"
    told = found.trial
    assert (told["golden"], told["left_out"], told["own"]) == (2, 1, 2)
    assert (told["better"], told["worse"]) == (3, 0)
    assert {one["question"] for one in told["changed"]} == {"办食堂", "食堂手续", "学校开食堂"}


async def test_a_trial_changes_nothing_by_itself(parts: Parts) -> None:
    version = (await parts.knowledge()).version

    await tried(parts, await proposed(parts, CANTEEN))

    known = await parts.knowledge()
    assert known.version == version
    assert known.retriever.read("学校开食堂").fired == ()


async def test_a_trial_that_was_cut_short_is_taken_up_at_the_next_start(parts: Parts) -> None:
    id = await proposed(parts, CANTEEN)
    cut = Replays(parts.settings, parts.db, now, new_id)
    cut.try_out(id)
    await asyncio.sleep(0.3)
    await cut.close()
    found = await find_proposal(parts.db, id)
    assert found is not None
    assert found.state == ""

    again = Replays(parts.settings, parts.db, now, new_id)
    await again.take_up()
    await until(lambda: not again.trying(id))

    found = await find_proposal(parts.db, id)
    assert found is not None
    assert found.state == "tried"


async def test_a_logged_answer_is_explained_by_the_knowledge_of_then(parts: Parts) -> None:
    id = await ask(parts, "学校开食堂")
    await asyncio.sleep(0.01)
    line = LexiconLine(LexiconKind.MEANING, CANTEEN.cells)
    await save_lines(parts.db, [line], "later.tsv", now())
    replays = Replays(parts.settings, parts.db, now, new_id)

    await until(lambda: replays.then(id) is not None)

    then = replays.then(id)
    assert then is not None
    assert then.fired == ()
    assert then.version < (await parts.knowledge()).version
    later = (await parts.knowledge()).retriever.read("学校开食堂").fired
    assert [one.words for one in later] == [("食堂",)]
