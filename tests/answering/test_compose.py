"""The sentence of an answer: what is asked, from the record's own fields."""

from assistant.models.item import Material, Step


def test_how_to_tells_what_a_citizen_does_before_what_the_office_does(knowledge, item, ask):
    form, proxy = Material(name="申请表", need="必要"), Material(name="委托书", need="非必要")
    known = knowledge(
        item("A-1", "取水许可申请", materials=(form, proxy), handle_ways=("窗口", "网上")),
        item("A-2", "结婚登记", steps=(Step(name="受理"), Step(name="登记"))),
        item("A-3", "养犬登记"),
    )

    assert ask(known, "取水许可怎么办").text.split("\n")[1:] == [
        "1. 先备齐材料：申请表、委托书（按情形）。",
        "2. 再提交申请，办法有：窗口、网上。",
    ]
    assert ask(known, "结婚登记怎么办").text.endswith("\n1. 收件后依次：受理、登记。")
    assert "没有填写办理流程" in ask(known, "养犬登记怎么办").text
