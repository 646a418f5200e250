"""A refusal as a sentence."""

import pytest

from assistant.models.loading import Refusal


@pytest.mark.parametrize(
    ("refusal", "sentence"),
    [
        (
            Refusal("a.csv", 3, "是否收费", "也许", "应填 是 或 否。"),
            "a.csv 第 3 行“是否收费”列，值“也许”：应填 是 或 否。",
        ),
        (
            Refusal("a.csv", 3, "事项名称", "", "事项名称为空。"),
            "a.csv 第 3 行“事项名称”列：事项名称为空。",
        ),
        (Refusal("a.tsv", 2, "", "一行", "应有 4 列。"), "a.tsv 第 2 行，值“一行”：应有 4 列。"),
        (Refusal("a.csv", 0, "", "", "是空文件。"), "a.csv 整个文件：是空文件。"),
    ],
)
def test_a_refusal_names_file_row_column_value_and_reason(refusal: Refusal, sentence: str) -> None:
    assert refusal.sentence() == sentence


def test_a_long_value_is_cut_short() -> None:
    sentence = Refusal("a.csv", 3, "别名", "甲" * 500, "应为文字。").sentence()

    assert "甲" * 40 + "”" in sentence
    assert "甲" * 41 not in sentence
