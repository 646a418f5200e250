"""Where a basis stands: article, number or part of the act or document it cites."""

import pytest

from assistant.catalogue.basis import unplaced


@pytest.mark.parametrize(
    "line",
    [
        "《中华人民共和国食品安全法》第三十五条：经营食品要有许可",
        "《行政许可法》第42条",
        "《民法典》第一千零四十九条：双方亲自申请",
        "《社会保险法（2018年修正）》 第 十六 条",
        "《诊所备案管理暂行办法》（国卫医政发〔2022〕33号）：材料齐全的当场发凭证",
        "《娱乐场所管理办法》（文化部令第55号）：有效期两年",
        "《特种设备使用管理规则》（TSG 08—2026）：规定变更登记",
        "《国务院关于某事的意见》第三部分：参保范围",
        "《国务院关于某事的意见》二、（三）扩大范围",
        "本省权责清单",
    ],
)
def test_a_basis_with_its_place_is_whole(line: str) -> None:
    assert unplaced([line]) == ()


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("《食品安全法》：经营食品要有许可", "食品安全法"),
        ("《婚姻登记条例》（国务院令第804号）：全国通办", "婚姻登记条例"),
        ("《烟草专卖许可证管理办法》：二十日内决定", "烟草专卖许可证管理办法"),
        ("《国务院关于某事的意见》：放宽条件", "国务院关于某事的意见"),
        ("《社会保险法》：依据第五章执行", "社会保险法"),
    ],
)
def test_a_basis_without_its_place_is_named(line: str, title: str) -> None:
    assert unplaced([line]) == (title,)


def test_the_words_of_an_article_may_follow_on_the_next_lines() -> None:
    lines = ["《食品安全法》", "第三十五条 国家实行许可制度。", "《行政许可法》", "由本机关实施。"]

    assert unplaced(lines) == ("行政许可法",)
