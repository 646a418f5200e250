"""Cutting: words and grams of a key, domain words kept whole, places and small words told apart."""

import subprocess
import sys
from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.dictionary import _SLIPS
from assistant.language.segment import Segmenter, bigrams, grams

ROOT = Path(__file__).resolve().parents[2]
KEYS = st.text("公共场所卫生许可证办理身份丢了补 abc123,.?()、", max_size=30)


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("身份证", ("身", "份", "证", "身份", "份证")),
        ("证", ("证",)),
        ("c1证", ("c1", "证")),
        ("etc 卡", ("etc", "卡")),
        ("补、换", ("补", "换")),
        ("2019年", ("2019", "年")),
        ("...", ()),
        ("", ()),
    ],
)
def test_grams_are_characters_and_pairs_within_a_run(key, found):
    assert grams(key) == found


@pytest.mark.parametrize(
    ("key", "found"),
    [("身份证", ("身份", "份证")), ("etc卡", ("etc",)), ("证", ()), ("补、换", ())],
)
def test_bigrams_are_pairs_and_whole_latin_runs(key, found):
    assert bigrams(key) == found


@given(KEYS)
def test_cut_words_together_are_the_key_again(segmenter, key):
    assert "".join(segmenter.cut(key)) == key


@given(KEYS)
def test_search_words_stand_in_the_key_and_hold_no_marks(segmenter, key):
    words = segmenter.words(key)

    assert all(word in key and word.isalnum() for word in words)


NAMES = ["公共场所卫生许可证", "城乡居民医保", "残疾人两项补贴", "取水许可", "歌舞娱乐场所设立许可"]


@pytest.fixture(scope="module")
def taught():
    """A segmenter that learned some item names."""
    taught = Segmenter()
    taught.learn([*NAMES, "成都"])
    return taught


@pytest.mark.parametrize("name", NAMES)
def test_a_learned_item_name_stays_whole(taught, name):
    assert name in taught.cut(f"我要办{name}在哪里")


def test_a_learned_name_is_searched_by_itself_and_by_its_parts(taught):
    assert {"公共场所卫生许可证", "公共", "卫生"} <= set(taught.words("公共场所卫生许可证"))


@pytest.mark.parametrize("name", ["证", "经营高危险性体育项目许可新办登记"])
def test_a_name_of_one_or_of_many_characters_is_not_learned(name):
    taught = Segmenter()
    before = taught.cut(f"办{name}吗")

    taught.learn([name])

    assert taught.cut(f"办{name}吗") == before


def test_what_one_segmenter_learned_another_does_not_know(segmenter):
    Segmenter().learn(["居驻正明"])

    assert not segmenter.knows("居驻正明")


@pytest.mark.parametrize(
    ("word", "place"),
    [("成都", True), ("岚皋县", True), ("身份证", False), ("残疾人", False), ("", False)],
)
def test_places_are_those_of_the_dictionary(segmenter, word, place):
    assert segmenter.is_place(word) is place


def test_a_learned_word_is_no_place(taught):
    assert not taught.is_place("成都")


@pytest.mark.parametrize(
    ("word", "small"), [("正在", True), ("因为", True), ("户口", False), ("补办", False)]
)
def test_particles_and_adverbs_are_small_words(segmenter, word, small):
    assert (word in segmenter.small_among([word])) is small


@pytest.mark.parametrize("damage", [b"", b"no marshalled dictionary", b"\x00" * 4000])
def test_a_damaged_dictionary_cache_does_not_stop_a_start(tmp_path, damage):
    (tmp_path / "dictionary.cache").write_bytes(damage)

    assert "身份证" in Segmenter(tmp_path).cut("身份证丢了")


def test_the_model_for_unknown_words_is_never_read_and_left_to_others():
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, assistant.language.segment;"
            "print('jieba.finalseg' in sys.modules);"
            "print('jieba.finalseg.prob_emit' in sys.modules);"
            "import jieba; print(*jieba.cut('小明来到杭研大厦'))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["False", "False", "小明", "来到", "杭研", "大厦"]


def test_it_cuts_every_example_as_jieba_itself_does(tmp_path):
    taught = Segmenter(tmp_path)
    taught.learn(["公共场所卫生许可证", "身份证补领", "户口迁移", "道路货物运输经营许可"])
    plain = jieba.Tokenizer()
    plain.tmp_dir = str(tmp_path)
    plain.initialize()
    total = plain.total
    for slip in _SLIPS:
        plain.FREQ[slip] = 0
    for word in sorted(taught.taught):
        plain.add_word(word, taught.frequency(word))
    plain.total = total
    examples = [
        line.replace("\t", " ")
        for file in sorted((ROOT / "knowledge/lexicon").glob("meanings-*.tsv"))
        for line in file.read_text("utf-8").splitlines()
    ]

    assert len(examples) > 2000
    for text in (*examples, "𠮷野家 abc", "龘龘", "é", "一"):
        assert list(taught.cut(text)) == list(plain.cut(text, HMM=False)), text
