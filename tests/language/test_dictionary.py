"""The dictionary as it is kept: read again where what was kept is damaged or of another one."""

from pathlib import Path

import pytest

from assistant.language.dictionary import CACHE, dictionary

NOWHERE = Path("/nowhere")


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A folder in which the dictionary is kept, and the dictionary."""
    folder = tmp_path_factory.mktemp("kept")
    return folder, dictionary(folder, NOWHERE)


def test_a_kept_dictionary_is_the_one_that_was_read(kept):
    folder, read = kept

    assert [path.name for path in folder.iterdir()] == [CACHE]
    assert dictionary(folder, NOWHERE) == read


def test_it_knows_words_places_and_how_long_the_words_of_a_character_are(kept):
    _, read = kept

    assert (read.frequencies["身份"] > 0, "阿克苏" in read.places) == (True, True)
    assert {1, 2, 3} <= set(read.lengths["身"])
    assert all(len(word) in read.lengths[word[0]] for word in read.frequencies)


def test_a_slip_that_the_dictionary_lists_is_no_word(kept):
    _, read = kept

    assert not {"注消", "幼儿圆"} & read.frequencies.keys()
    assert read.frequencies["注销"] > 0


def cut_off(kept: bytes) -> bytes:
    return kept[:-1000]


def turned(kept: bytes) -> bytes:
    return kept[:5000] + bytes([kept[5000] ^ 1]) + kept[5001:]


def of_another(kept: bytes) -> bytes:
    return b"0 " + kept


@pytest.mark.parametrize("damaged", [cut_off, turned, of_another, lambda kept: b""])
def test_what_is_damaged_or_of_another_dictionary_is_made_anew(kept, tmp_path, damaged):
    folder, read = kept
    whole = (folder / CACHE).read_bytes()
    (tmp_path / CACHE).write_bytes(damaged(whole))

    assert dictionary(tmp_path, NOWHERE) == read
    assert (tmp_path / CACHE).read_bytes() == whole


def test_a_folder_that_takes_nothing_does_not_stop_a_start(tmp_path, kept):
    (tmp_path / "file").write_text("no folder")

    assert dictionary(tmp_path / "file", NOWHERE).total == kept[1].total


def test_one_that_lies_with_the_program_is_not_kept_once_more(kept, tmp_path):
    assert dictionary(tmp_path, kept[0]) == kept[1]
    assert not list(tmp_path.iterdir())
