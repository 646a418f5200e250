"""A story is read by its parts where as a whole it is not sure; nothing else is."""

import pytest

from assistant.models.answer import Aspect, Outcome

LICENCE = "我的驾照是C1的，到下个月就满六年了。人在外省打工，过年才回得来。要不要重新考试？"
LOAN = "孩子今年考上大专，学费一年一万多，家里拿不出这笔钱。村里人讲可以先贷款读书，毕业了再还。"


@pytest.mark.parametrize(
    ("opening", "story", "name"),
    [
        ("有个事情想请教", LICENCE, "机动车驾驶证期满换证"),
        ("求助", LICENCE, "机动车驾驶证期满换证"),
        ("关于钱的问题", LOAN, "生源地信用助学贷款"),
    ],
)
def test_a_first_line_that_tells_nothing_gives_way_to_the_story(county, ask, opening, story, name):
    assert ask(county, f"{opening}\n{story}").item.name == name


def test_a_sure_sentence_counts_where_the_whole_leads_there_too(county, ask):
    story = (
        "在县城买了一套二手房，去年过的户，首付是找亲戚借的。"
        "我是正式职工，公积金账户里有六万多，想取出来还给亲戚。过了一年还能不能取？"
    )

    assert ask(county, story).item.name == "住房公积金提取（购买住房）"


def test_a_sentence_of_anothers_matter_tells_whose(county, ask):
    story = (
        "房东不退押金\n我租的房子住满了一年搬走，屋里东西都是好好的。"
        "房东说墙上有钉子眼，押金一分都不退。合同上也没有写这个。"
    )

    answer = ask(county, story)

    assert answer.outcome is Outcome.OUTSIDE
    assert answer.text.startswith("“房屋租赁纠纷”")


def test_what_a_story_asks_is_told_of_its_matter(county, ask):
    answer = ask(county, f"换驾驶证\n{LICENCE}请问在外面换，多久能拿到？")

    assert answer.aspect is Aspect.TIME_LIMIT


@pytest.mark.parametrize("text", ["停电了", "护照", "房子的事\n房子"])
def test_what_is_short_is_read_as_it_was(county, ask, text):
    assert ask(county, text).understood.clean in text
