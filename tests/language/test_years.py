"""Years in a question: named, counted from today, ranges, the latest, every one."""

import pytest

from assistant.language.years import Years, years_in


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2019年", [2019]),
        ("2019 年", [2019]),
        ("二〇一九年", [2019]),
        ("2019和2021年", [2019, 2021]),
        ("21年和22年", [2021, 2022]),
        ("2019到2022年", [2019, 2020, 2021, 2022]),
        ("2021-2019年", [2019, 2020, 2021]),
        ("2024年以来", [2024, 2025, 2026]),
        ("去年", [2025]),
        ("上年", [2025]),
        ("上一年度", [2025]),
        ("前年", [2024]),
        ("今年和去年比", [2026, 2025]),
        ("2025年就是去年", [2025]),
        ("编号120190123", []),
        ("干了22年了", []),
        ("10年以内", []),
        ("上年结转多少", []),
        ("本年新收多少", []),
        ("身份证", []),
    ],
)
def test_years_are_named_or_counted_from_today(text, years):
    assert list(years_in(text, 2026)[0].named) == years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("近三年", Years(latest=3)),
        ("最近5年来", Years(latest=5)),
        ("过去十年", Years(latest=10)),
        ("这两年", Years(latest=2)),
        ("历年", Years(every=True)),
        ("这几年", Years(every=True)),
        ("哪一年", Years(every=True)),
        ("是哪年", Years(every=True)),
        ("每年", Years(every=True)),
        ("比上年", Years(before=True)),
        ("与上年同期相比", Years(before=True)),
        ("2021年比上年", Years((2021,), before=True)),
        ("去年比前年", Years((2025, 2024))),
        ("", Years()),
    ],
)
def test_some_words_mean_several_years(text, years):
    assert years_in(text, 2026)[0] == years


def test_what_was_read_is_blotted_out():
    _, rest = years_in("2019年和去年比上年的12345工单", 2026)

    assert rest.replace(" ", "") == "和的12345工单"


@pytest.mark.parametrize(("text", "spoken"), [("近三年", True), ("比上年", False), ("", False)])
def test_a_text_without_years_is_told_from_one_with(text, spoken):
    assert bool(years_in(text, 2026)[0]) == spoken
