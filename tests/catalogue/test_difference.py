"""Two versions side by side: which fields differ, and where in the text."""

from assistant.catalogue.difference import differences, marked, shown
from assistant.models.item import Material, Place, ServiceItem


def test_only_fields_that_differ_are_told_in_the_order_of_the_record(whole):
    found = differences(whole(), whole(promised_days=3, name="新名", online=False))

    assert [(d.field, d.label, d.old, d.new) for d in found] == [
        ("name", "事项名称", "公共场所卫生许可新办", "新名"),
        ("promised_days", "承诺办结时限", "5", "3"),
        ("online", "是否网办", "是", "否"),
    ]


def test_the_same_item_has_no_differences(whole):
    assert differences(whole(), whole()) == ()


def test_a_new_item_differs_in_all_that_is_filled():
    found = differences(None, ServiceItem(code="N-1", name="新"))

    assert [(d.field, d.old, d.new) for d in found] == [("code", "", "N-1"), ("name", "", "新")]


def test_a_record_is_told_in_one_numbered_line():
    places = (Place("大厅", "路1号", phone="0000-1"), Place(address="路2号", sample=True))

    assert shown("places", places) == "1. 大厅；地址 路1号；电话 0000-1\n2. 路2号；示例 是"
    assert shown("materials", (Material("书", copies=0),)) == "1. 书；份数 0"


def test_zero_and_no_are_not_nothing():
    assert (shown("promised_days", 0), shown("online", False), shown("visits", None)) == (
        "0", "否", "",
    )  # fmt: skip


def test_marked_pieces_are_the_texts_and_tell_what_differs():
    old, new = marked("工作日 9:00 开门", "工作日 8:30 开门")

    assert "".join(text for text, _ in old) == "工作日 9:00 开门"
    assert "".join(text for text, _ in new) == "工作日 8:30 开门"
    assert ("工作日 ", False) in old
    assert "9" in "".join(text for text, differs in old if differs)


def test_long_texts_are_compared_by_line():
    lines = [f"第{n}条 {'字' * 40}\n" for n in range(60)]
    changed = [*lines[:30], "改了的一条\n", *lines[31:]]

    old, new = marked("".join(lines), "".join(changed))

    assert [text for text, differs in old if differs] == [lines[30]]
    assert [text for text, differs in new if differs] == ["改了的一条\n"]
