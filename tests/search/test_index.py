"""The index lies on disk, follows the documents in one batch, and heals itself."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.search.documents import Document
from assistant.search.index import FORMAT, Index

NAMES = ["身份证补办", "身份证换领", "结婚登记", "取水许可核发", "公司设立登记", "公司注销登记"]


@pytest.fixture
def documents(item):
    return [item(f"c{n}", name, department="县公安局") for n, name in enumerate(NAMES)]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def opened(folder, segmenter):
    """A fresh look at the folder, as after a restart."""
    return lambda: Index(folder, segmenter)


@pytest.fixture
def built(opened, documents):
    index = opened()
    index.bring_up_to_date(documents, 1)
    return index


def found(index, *words, kind="item", regions=None, limit=10):
    return [c.key for c in index.candidates(words, kind, regions or {}, limit)]


def test_an_index_is_built_where_there_is_none(opened, documents):
    index = opened()

    assert index.bring_up_to_date(documents, 1) == "rebuilt"
    assert found(index, "身份证") == ["c0", "c1"]


def test_an_index_without_documents_finds_nothing(opened):
    index = opened()
    index.bring_up_to_date([], 1)

    assert (index.document_count(), found(index, "身份证")) == (0, [])


def test_before_it_is_brought_up_to_date_nothing_is_found(opened):
    assert (opened().document_count(), found(opened(), "身份证")) == (0, [])


def test_the_same_documents_are_kept_after_a_restart(built, opened, documents):
    again = opened()

    assert again.bring_up_to_date(documents, 2) == "kept"
    assert found(again, "身份证") == found(built, "身份证")


def test_documents_in_another_order_are_the_same_documents(built, documents):
    assert built.bring_up_to_date(documents[::-1], 2) == "kept"


def changed(documents):
    """One gone, one renamed, one new, the rest as before."""
    new = Document("c9", "item", "610925", "居住证申领")
    renamed = Document("c1", "item", "610925", "护照换发")
    return [documents[0], renamed, *documents[3:], new]


def test_a_change_is_written_and_found(built, documents):
    assert built.bring_up_to_date(changed(documents), 2) == "updated"
    assert [found(built, word) for word in ("居住证", "护照", "结婚", "身份证")] == [
        ["c9"],
        ["c1"],
        [],
        ["c0"],
    ]


def test_a_change_is_still_there_after_a_restart(built, opened, documents):
    built.bring_up_to_date(changed(documents), 2)
    again = opened()

    assert again.bring_up_to_date(changed(documents), 2) == "kept"
    assert again.document_count() == len(NAMES)


def test_a_restart_takes_up_what_changed_meanwhile(built, opened, documents):
    again = opened()

    assert again.bring_up_to_date(changed(documents), 2) == "updated"
    assert found(again, "居住证") == ["c9"]


def test_one_batch_of_changes_is_one_commit(built, folder, documents):
    before = json.loads((folder / "meta.json").read_text())["opstamp"]

    built.bring_up_to_date(changed(documents), 2)

    # Operations of the batch and one commit: each commit writes one set of segments at most.
    meta = json.loads((folder / "meta.json").read_text())
    assert meta["opstamp"] > before
    assert len(meta["segments"]) <= 2


def test_everything_can_be_taken_out_and_put_in_again(built, documents):
    built.bring_up_to_date([], 2)
    built.bring_up_to_date(documents, 3)

    assert found(built, "身份证") == ["c0", "c1"]


def test_many_small_changes_lose_nothing(built, documents):
    for version in range(2, 12):
        present = [d for n, d in enumerate(documents) if n != version % len(documents)]
        built.bring_up_to_date(present, version)
    built.bring_up_to_date(documents, 20)

    assert sorted(found(built, "登记", "许可", "身份证")) == [d.key for d in documents]


def put(path, content):
    """A file of its own: the engine has the old one in its memory, and would die with it."""
    path.unlink()
    path.write_bytes(content)


def cut_off(path):
    put(path, path.read_bytes()[:-5])


def overwrite(path):
    put(path, os.urandom(path.stat().st_size))


def empty(path):
    put(path, b"")


def delete(path):
    path.unlink()


PARTS = ["meta.json", "assistant.json", "*.term", "*.idx", "*.store", "*.fast", "*.fieldnorm"]


@pytest.mark.parametrize("damage", [cut_off, overwrite, empty, delete])
@pytest.mark.parametrize("part", [*PARTS, "*.pos"])
def test_a_damaged_file_is_noticed_and_the_index_rebuilt(
    built, opened, folder, documents, part, damage
):
    before = built.candidates(["身份证", "登记"], "item", {}, 10)
    [file] = folder.glob(part)
    damage(file)
    again = opened()

    assert again.bring_up_to_date(documents, 1) == "rebuilt"
    assert again.candidates(["身份证", "登记"], "item", {}, 10) == before


@pytest.mark.parametrize(
    "note",
    [
        b"{}",
        b"[]",
        b"null",
        b"7",
        b'{"format": ',
        b"\xff\xfe",
        b'{"format": "2"}',
        b'{"format": 2, "files": [], "documents": []}',
    ],
)
def test_a_note_that_makes_no_sense_is_not_believed(built, opened, folder, documents, note):
    (folder / "assistant.json").write_bytes(note)
    again = opened()

    assert again.bring_up_to_date(documents, 1) == "rebuilt"
    assert again.document_count() == len(documents)


@pytest.mark.parametrize(
    "part",
    [
        {"format": FORMAT - 1},
        {"format": FORMAT + 1},
        {"documents": []},
        {"documents": {}},
        {"documents": {"0": None}},
        {"documents": {"0": {"key": "c0"}}},
        {"documents": {"x": {}}},
    ],
)
def test_a_note_with_a_wrong_part_is_not_believed(built, opened, folder, documents, part):
    note = json.loads((folder / "assistant.json").read_text("utf-8"))
    (folder / "assistant.json").write_text(json.dumps(note | part), "utf-8")
    again = opened()

    assert again.bring_up_to_date(documents, 1) == "rebuilt"
    assert found(again, "身份证") == ["c0", "c1"]


def test_a_missing_folder_is_built_anew(built, opened, folder, documents):
    shutil.rmtree(folder)

    assert opened().bring_up_to_date(documents, 1) == "rebuilt"


def test_a_folder_that_vanishes_while_in_use_is_built_anew(built, folder, documents):
    shutil.rmtree(folder)

    assert built.bring_up_to_date(changed(documents), 2) == "rebuilt"
    assert found(built, "居住证") == ["c9"]


def test_a_start_that_was_cut_off_before_its_note_is_rebuilt(built, opened, folder, documents):
    old = (folder / "assistant.json").read_bytes()
    built.bring_up_to_date(changed(documents), 2)
    (folder / "assistant.json").write_bytes(old)
    again = opened()

    assert again.bring_up_to_date(changed(documents), 2) == "rebuilt"
    assert found(again, "居住证") == ["c9"]


def test_a_killed_writer_leaves_nothing_that_stops_a_start(opened, folder, documents):
    program = (
        "import os, sys; from pathlib import Path; from assistant.search.index import Index;"
        "from assistant.language.segment import Segmenter;"
        "from assistant.search.documents import Document;"
        "index = Index(Path(sys.argv[1]), Segmenter());"
        # Killed after the commit and before the note, where it would hurt most.
        "index._note = lambda version: os.kill(os.getpid(), 9);"
        "index.bring_up_to_date([Document('x', 'item', '610925', '半途')], 1)"
    )
    killed = subprocess.run(
        [sys.executable, "-c", program, str(folder)], cwd=Path(__file__).parents[2], check=False
    )
    index = opened()

    assert killed.returncode == -9
    assert index.bring_up_to_date(documents, 1) == "rebuilt"
    assert index.document_count() == len(documents)


def test_what_another_process_wrote_is_taken_up_not_written_over(built, opened, documents):
    opened().bring_up_to_date(documents[:2], 2)

    assert built.bring_up_to_date(documents[:4], 3) == "updated"
    assert sorted(found(built, "身份证", "登记", "许可")) == ["c0", "c1", "c2", "c3"]
    assert opened().bring_up_to_date(documents[:4], 3) == "kept"


def test_only_documents_of_asked_regions_are_found(opened, item):
    index = opened()
    index.bring_up_to_date([item("a", "结婚登记", "610925"), item("b", "结婚登记", "610999")], 1)

    assert found(index, "结婚", regions={"610925": True, "610999": False}) == ["a"]


@pytest.mark.parametrize(
    "regions", [{}, {"610925": True, "610999": True}], ids=["none named", "all named"]
)
def test_without_a_restriction_every_region_is_found(opened, item, regions):
    index = opened()
    index.bring_up_to_date([item("a", "结婚登记", "610925"), item("b", "结婚登记", "610999")], 1)

    assert found(index, "结婚", regions=regions) == ["a", "b"]


def test_no_region_asked_finds_nothing(built):
    assert found(built, "身份证", regions={"610925": False}) == []


def test_items_and_passages_are_kept_apart(opened, item):
    passage = Document("p", "passage", "610925", "", parent="2019年总体情况", body="结婚登记多")
    index = opened()
    index.bring_up_to_date([item("a", "结婚登记"), passage], 1)

    assert (found(index, "结婚"), found(index, "结婚", kind="passage")) == (["a"], ["p"])


def test_a_word_in_the_name_counts_most_and_in_the_department_least(opened, item):
    index = opened()
    documents = [
        item("1", "年检"),
        item("2", "其它", aliases=("年检",)),
        item("3", "其它", parent="年检"),
        item("4", "其它", department="年检"),
    ]
    index.bring_up_to_date(documents[::-1], 1)

    assert found(index, "年检") == ["1", "2", "3", "4"]


def test_equal_documents_come_in_order_of_their_keys_whatever_the_order_of_writing(
    tmp_path, segmenter, item
):
    documents = [item(f"k{n:03}", "服务事项") for n in range(100)]
    results = []
    for name, order in (("a", documents), ("b", documents[::-1]), ("c", documents[50:])):
        index = Index(tmp_path / name, segmenter)
        index.bring_up_to_date(order, 1)
        index.bring_up_to_date(documents, 2)
        results.append(found(index, "服务", limit=10))

    assert results == [[f"k{n:03}" for n in range(10)]] * 3


def test_questions_in_flight_see_the_old_documents_whole(built, documents):
    view = built.candidates(["身份证"], "item", {}, 10)

    built.bring_up_to_date(documents[2:], 2)

    assert [c.key for c in view] == ["c0", "c1"]
    assert found(built, "身份证") == []


@pytest.mark.parametrize("words", [[], ["查无此词"], [""], ["'\"(){}[]*:^~"]])
def test_words_that_nobody_has_find_nothing(built, words):
    assert found(built, *words) == []
