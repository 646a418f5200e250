"""Lexicon tables become lines; every refused line says where and why."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ingest.lexicon import read_lexicon
from assistant.language.lexicon import COLUMNS
from assistant.models.lexicon import LexiconKind, LexiconLine
from assistant.models.loading import Refusal

Watch = Callable[[], AbstractContextManager[None]]
Write = Callable[[str, str | bytes], Path]
HEADS = {kind: "\t".join(columns) for kind, columns in COLUMNS.items()}
LINES = {
    LexiconKind.MEANING: "开|办&饭馆\t食品经营许可\t食品\t我想开饭馆",
    LexiconKind.CANONICAL: "娃儿\t孩子\t方言",
    LexiconKind.ACTION: "补办\t丢了|掉了\t补领|补办",
    LexiconKind.OUTSIDE: "护照 签证\t公安出入境\t拨打12367\t出入境",
    LexiconKind.HOMOPHONE: "公式\t≠公示",
}


@pytest.mark.parametrize("kind", list(LexiconKind))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_every_table_is_told_by_its_columns(
    file: Write, kind: LexiconKind, encoding: str, ending: str
) -> None:
    text = HEADS[kind] + ending + LINES[kind] + ending
    kept = text.replace("≠", "不是")

    lines, refused = read_lexicon(file("a.tsv", kept.encode(encoding)))

    cells = LINES[kind].replace("≠", "不是").split("\t")
    assert (lines, refused) == ([LexiconLine(kind, tuple(cells))], [])


def test_comments_and_empty_lines_are_passed_over(file: Write) -> None:
    text = f"{HEADS[LexiconKind.MEANING]}\n# 食品\n\n   \n{LINES[LexiconKind.MEANING]}\n# 完\n"

    lines, refused = read_lexicon(file("a.tsv", text))

    assert (len(lines), refused) == (1, [])


def test_spaces_around_cells_do_not_matter(file: Write) -> None:
    text = f"{HEADS[LexiconKind.CANONICAL]}\n 娃儿 \t 孩子\t方言 \n"

    (line,), _ = read_lexicon(file("a.tsv", text))

    assert line.cells == ("娃儿", "孩子", "方言")


@pytest.mark.parametrize("kind", [LexiconKind.CANONICAL, LexiconKind.HOMOPHONE])
def test_a_remark_may_be_left_out(file: Write, kind: LexiconKind) -> None:
    without = LINES[kind].rpartition("\t")[0]

    lines, refused = read_lexicon(file("a.tsv", f"{HEADS[kind]}\n{without}\n"))

    assert (len(lines), refused) == (1, [])


@pytest.mark.parametrize(
    ("kind", "line", "reason"),
    [
        (LexiconKind.MEANING, "饭馆\t食品经营许可\t食品", "应有 4 列"),
        (LexiconKind.MEANING, "饭馆\t食品经营许可\t食品\t开饭馆\t多一列", "应有 4 列"),
        (LexiconKind.MEANING, "\t食品经营许可\t食品\t开饭馆", "应有 4 列"),
        (LexiconKind.MEANING, "!饭馆\t食品经营许可\t食品\t开店", "至少要有一组词"),
        (LexiconKind.MEANING, "饭馆\t-注销\t食品\t开饭馆", "至少要写一个正式词"),
        (LexiconKind.MEANING, "饭馆\t\t食品\t开饭馆", "至少要写一个正式词"),
        (LexiconKind.MEANING, "饭馆&开\t食品经营许可\t食品\t饭馆在哪", "例句不符合"),
        (LexiconKind.MEANING, "饭馆&!不\t食品经营许可\t食品\t饭馆不开了", "例句不符合"),
        (LexiconKind.MEANING, "饭馆&！不\t食品经营许可\t食品\t我想开饭馆", "例句不符合"),
        (LexiconKind.CANONICAL, "娃儿", "应有 3 列"),
        (LexiconKind.ACTION, "补办\t丢了", "应有 3 列"),
        (LexiconKind.OUTSIDE, "护照\t公安\t12367", "应有 4 列"),
        (LexiconKind.HOMOPHONE, "公式\ta\tb", "应有 2 列"),
    ],
    ids=str,
)
def test_a_wrong_line_is_refused_with_file_row_value_and_reason(
    file: Write, kind: LexiconKind, line: str, reason: str
) -> None:
    lines, (refusal,) = read_lexicon(file("a.tsv", f"{HEADS[kind]}\n\n{LINES[kind]}\n{line}\n"))

    assert len(lines) == 1
    assert (refusal.file, refusal.row, refusal.value) == ("a.tsv", 4, line)
    assert reason in refusal.reason


def test_the_second_line_with_a_key_is_refused(file: Write) -> None:
    line = LINES[LexiconKind.MEANING]
    other = line.replace("食品经营许可", "小餐饮")

    lines, refused = read_lexicon(file("a.tsv", f"{HEADS[LexiconKind.MEANING]}\n{line}\n{other}\n"))

    assert [kept.cells[1] for kept in lines] == ["食品经营许可"]
    assert refused == [Refusal("a.tsv", 3, "", other, "与前面一行的第一列相同。")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "是空文件，请"),
        (b"\xef\xbb\xbf", "第一行应为列名"),
        (b"\n\n", "第一行应为列名"),
        (LINES[LexiconKind.MEANING].encode(), "第一行应为列名"),
        ("说法,正式词,领域,例句\n".encode(), "第一行应为列名"),
        (b"\xff\xff\xfe\xfe\x80\xff" * 99, "编码无法识别，请"),
    ],
)
def test_a_file_that_is_no_table_is_one_refusal(file: Write, content: bytes, reason: str) -> None:
    lines, (refusal,) = read_lexicon(file("a.tsv", content))

    assert lines == []
    assert refusal.row <= 1
    assert reason in refusal.reason


def test_a_table_that_is_not_there_is_one_refusal(tmp_path: Path) -> None:
    lines, (refusal,) = read_lexicon(tmp_path / "a.tsv")

    assert (lines, refusal.row) == ([], 0)
    assert "找不到文件 a.tsv，请" in refusal.reason


def test_a_table_of_200_mb_is_refused_by_its_size_without_being_read(
    sparse: Callable[[str], Path], hardly_any_memory: Watch
) -> None:
    path = sparse("a.tsv")

    with hardly_any_memory():
        _, (refusal,) = read_lexicon(path)

    assert "有 200 MB，超过上限 20 MB，请拆分" in refusal.reason


@settings(max_examples=60, deadline=None)
@given(kind=st.sampled_from(list(LexiconKind)), text=st.text(), raw=st.binary(max_size=50))
def test_any_text_ends_in_lines_or_in_refusals(
    tmp_path_factory: pytest.TempPathFactory, kind: LexiconKind, text: str, raw: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.tsv"
    path.write_bytes(f"{HEADS[kind]}\n{text}\n".encode() + raw)

    lines, refused = read_lexicon(path)

    assert len(lines) + len(refused) <= text.count("\n") + raw.count(b"\n") + 2
