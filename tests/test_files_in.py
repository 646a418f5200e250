"""Which files a path stands for, and of which kind they are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import BadInput
from assistant.loading import files_in

Write = Callable[[str, str], Path]


@pytest.fixture
def file(tmp_path: Path) -> Write:
    def written(name: str, content: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, "utf-8")
        return path

    return written


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("agency.json", "agency"),
        ("事项.xlsx", "catalogue"),
        ("a.CSV", "catalogue"),
        ("a.json", "catalogue"),
        ("a.jsonl", "catalogue"),
        ("holidays/2027.json", "holidays"),
        ("a.tsv", "lexicon"),
        ("a.txt", "reports"),
        ("a.html", "reports"),
    ],
)
def test_the_kind_of_a_file_follows_from_its_name(file: Write, name: str, kind: str) -> None:
    path = file(name, "x")

    assert files_in([path]) == [(path, kind)]


def test_the_kind_may_be_given(file: Write) -> None:
    path = file("a.json", "x")

    assert files_in([path], "agency") == [(path, "agency")]


def test_a_folder_is_walked_in_order_of_names_without_what_is_not_ours(
    tmp_path: Path, file: Write
) -> None:
    ours = ("b/2.csv", "b/1.csv", "a.tsv")
    others = ("b/photo.png", "b/replies.json", "golden/q.jsonl", "sample-year/log.jsonl")
    for name in (*ours, *others):
        file(name, "x")

    found = files_in([tmp_path])

    assert [path.relative_to(tmp_path).as_posix() for path, _ in found] == [
        "a.tsv",
        "b/1.csv",
        "b/2.csv",
    ]


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"找不到 .*nowhere，请"):
        files_in([tmp_path / "nowhere"])


def test_a_file_whose_kind_cannot_be_told_is_named_with_the_kinds(file: Write) -> None:
    with pytest.raises(BadInput, match=r"photo\.png .*--kind.*agency、catalogue"):
        files_in([file("photo.png", "x")])


def test_a_kind_that_there_is_none_of_is_named(file: Write) -> None:
    with pytest.raises(BadInput, match=r"没有“report”这一类内容"):
        files_in([file("a.json", "x")], "report")
