"""What is asked of an item, in many phrasings; and the matter that remains."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.aspects import (
    asking_sentences,
    asks_beside,
    asks_if_entitled,
    asks_whether,
    aspect_of,
    sentences,
    subject_of,
    told_parts,
)
from assistant.models.answer import Aspect

PHRASINGS = {
    Aspect.WHERE: "在哪里办 去哪儿办 在哪办 去哪交 哪里可以办 找哪个部门 归谁管 找谁 在什么地方办 哪个窗口 到哪里交材料 材料交给谁 你们地址在哪里"
    " 办公地址 办公地点 具体位置 怎么走 坐几路 到哪个局办 啥子地方办",
    Aspect.HOW: "怎么办 怎么办理 咋个办 咋办 如何申请 怎样申领 该怎么弄 流程是什么 办理流程 办理步骤 咋搞 怎么操作",
    Aspect.MATERIALS: "要带什么 要带哪些材料 需要什么材料 需要准备哪些资料 要准备些啥子 带啥 要交什么证明 需要提供哪些证件"
    " 材料清单 申请材料有哪些 所需材料 要哪些手续",
    Aspect.TIME_LIMIT: "要多久 多久能办好 要多长时间 几天下来 要好久 好久能拿到 办理时限 法定时限 要多少个工作日 几个工作日办完"
    " 多少天能办好 什么时候能拿到 多久能批下来 多久到账",
    Aspect.FEE: "多少钱 要钱吗 要不要钱 收费吗 收费标准 好多钱 免费吗 收不收费 要多少费用 交不交钱 要交费吗 怎么收费 费用是多少",
    Aspect.ONLINE: "网上能办吗 能不能网上办 可以网上申请吗 手机上能办吗 能在线办理吗 微信上能办吗 线上怎么申请 不用跑 网办",
    Aspect.PHONE: "电话多少 咨询电话是多少 联系方式 打哪个电话 监督电话 投诉电话 办公电话 电话号码是多少 号码是多少 座机",
    Aspect.HOURS: "几点上班 几点开门 周六能办吗 周末上班吗 星期天办公吗 中午休息吗 节假日上班吗 上班时间 办理时间 什么时候开门",
    Aspect.STATUS: "办到哪一步了 办理进度 办好没有 审批到哪了 受理了没有 办得怎么样了",
    Aspect.BASIS: "依据是什么 法律依据 根据什么规定 哪条法律 政策依据 哪个文件",
    Aspect.CONDITIONS: "需要什么条件 有什么要求 符合什么条件 申请条件 什么人可以 谁可以 办理条件是什么 要具备什么条件 几岁能办 要满多少岁 多大可以办 年龄有要求吗 交满几年才能领 交多少年能退 多久内要办 要在几天内申请",
    Aspect.RESULT: "发什么证 有效期几年 有效期是多久 管几年 几年有效 管多久 能用几年 几年一换 多久换一次 几年到期 怎么领证 怎么取证 结果怎么领",
    Aspect.VISITS: "要跑几趟 跑几次 要去几回 要本人去吗 必须本人到场吗 要不要亲自去 用不用到现场 要去窗口吗 要法人亲自去吗 双方都要本人到场吗 需要本人到现场办理吗",
}  # fmt: skip


@pytest.mark.parametrize(
    ("phrase", "aspect"),
    [(phrase, aspect) for aspect, phrases in PHRASINGS.items() for phrase in phrases.split()],
)
def test_the_aspect_is_recognised(phrase, aspect):
    assert aspect_of(f"身份证{phrase}")[0] is aspect


@pytest.mark.parametrize(
    "key",
    [
        "身份证号码错了", "手机号码变更", "车牌号码选号", "绑定的电话换了", "医保缴费", "社保缴费记录",
        "停车场收费备案", "住院医疗费用报销", "互联网上网服务营业场所设立许可", "网络预约出租汽车运输证核发",
        "手机丢了", "微信公众号认证", "不动产登记资料查询", "经营地址变更", "营业执照改地址", "变更注册地址",
        "身份证丢了,电话13800000000", "没有健康证罚多少钱", "罚款多少钱", "动物防疫条件合格证核发", "公司注销登记(普通程序)", "身份证",
    ],
)  # fmt: skip
def test_words_of_the_matter_ask_no_aspect(key):
    assert aspect_of(key) == (Aspect.GENERAL, key)


@pytest.mark.parametrize(
    ("key", "aspect"),
    [
        ("身份证怎么办要带什么材料", Aspect.MATERIALS),
        ("在哪里办多少钱", Aspect.FEE),
        ("怎么办理要多久", Aspect.TIME_LIMIT),
        ("网上怎么办", Aspect.ONLINE),
        ("在哪里办怎么办", Aspect.WHERE),
        ("医保在哪里缴费", Aspect.WHERE),
        ("医保怎么缴费", Aspect.HOW),
    ],
)
def test_of_several_aspects_the_most_particular_counts(key, aspect):
    assert aspect_of(key)[0] is aspect


def test_the_words_of_every_aspect_are_taken_out():
    assert aspect_of("身份证在哪里办要带什么材料多少钱")[1].split() == ["身份证"]


@pytest.mark.parametrize(
    "written",
    [
        "您好,请问身份证", "你好!身份证", "请问一下身份证", "麻烦问一下身份证", "我想咨询一下身份证",
        "想了解一下身份证的问题", "咨询身份证", "身份证,谢谢", "身份证吗", "尊敬的领导:身份证",
        "我要办理身份证", "我想办理身份证", "关于身份证的事宜", "身份证办理", "办理一下身份证", "工作人员您好,身份证",
        "我现在需要去办理身份证", "帮我查一下身份证", "身份证...", "身份证可以吗?",
    ],
)  # fmt: skip
def test_politeness_and_empty_verbs_are_left_out_of_the_subject(written):
    assert subject_of(written) == "身份证"


@pytest.mark.parametrize(
    "matter",
    [
        "身份证补办",
        "公积金代办",
        "残疾人证新办",
        "社保开办",
        "举办展览",
        "高效联办",
        "民办幼儿园停办",
        "户口",
    ],
)
def test_a_verb_that_says_which_matter_stays(matter):
    assert subject_of(matter) == matter


@pytest.mark.parametrize(
    "question",
    ["要带什么材料", "多少钱", "在哪里办", "怎么办", "网上能办吗", "要多久", "电话多少", "周六能办吗", "流程是什么"],
)  # fmt: skip
def test_a_question_of_an_aspect_alone_has_no_subject(question):
    assert subject_of(aspect_of(question)[1]) == ""


@given(st.text("身份证补办在哪里多少钱要带什么材料请问您好吗怎么网上,.? ", max_size=30))
def test_reading_an_aspect_only_takes_words_away(key):
    aspect, rest = aspect_of(key)

    assert len(subject_of(rest)) <= len(rest) <= len(key)
    assert aspect is Aspect.GENERAL or rest != key


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("热线工单办结了多少件?", ("热线工单办结了",)),
        ("什么时候组织业务培训,由谁组织", ("组织业务培训", "组织")),
        ("热线工单", ("热线工单",)),
        ("为什么?", ()),
    ],
)
def test_words_that_only_ask_tell_nothing(key, parts):
    assert told_parts(key) == parts


STORY = "我在外地打工二十多年,去年才回到村里住。家里老房子塌了半边,"


@pytest.mark.parametrize(
    ("key", "asking"),
    [
        (f"{STORY}想重新盖。该到哪里申请宅基地?谢谢。", "该到哪里申请宅基地?"),
        (f"请问怎么申请?{STORY}想重新盖。", "请问怎么申请?"),
        (f"{STORY}想重新盖。", ""),
        ("该到哪里申请宅基地?谢谢。", ""),
        (f"请问{STORY[:-1]}怎么申请宅基地?", ""),
        ("", ""),
    ],
)
def test_the_sentences_of_a_story_that_ask_are_told_apart(key, asking):
    assert asking_sentences(key) == asking


@given(st.text("我想问怎么办吗?。!;,房子", max_size=80))
def test_what_asks_is_a_part_of_the_story(key):
    found = asking_sentences(key)

    assert len(found) < len(key) or not found
    assert all(sentence in key for sentence in re.split("[?。!;]", found))


@pytest.mark.parametrize(
    "text",
    [
        "能代办吗",
        "可以找朋友帮忙代领吗",
        "我在外地",
        "人在外地怎么办",
        "我是外地户口",
        "老人走不动怎么办",
        "要体检吗",
        "能邮寄吗",
        "一个人去行吗",
        "罚款吗",
        "证在哪领",
        "急用怎么办",
        "孩子的呢",
    ],
)
def test_what_may_be_asked_of_any_matter_names_none(text):
    assert asks_beside(text)


@pytest.mark.parametrize(
    "text",
    [
        "代办",
        "体检",
        "外地车呢",
        "在外地住院的",
        "孩子上学",
        "户口",
        "帮办代办",
        "户口不在本地孩子上学",
        "要多久",
    ],
)
def test_what_names_a_matter_is_not_asked_of_any(text):
    assert not asks_beside(text)


def test_only_a_long_text_has_sentences():
    told = "我租的房子住满了一年搬走，屋里东西都是好好的。房东说墙上有钉子眼，押金一分都不退。"

    assert (sentences("押金不退。"), len(sentences(told))) == ([], 2)


@pytest.mark.parametrize(
    "text", ["要房东配合吗", "提前多久", "一次能提多少", "会不会泄露我名字", "费用谁出"]
)
def test_a_question_of_if_or_how_much_is_known(text):
    assert asks_whether(text)


@pytest.mark.parametrize("text", ["医保怎么办", "离婚证呢", "我想办护照", "户口"])
def test_what_is_to_be_done_asks_not_if(text):
    assert not asks_whether(text)


def test_who_tells_of_oneself_asks_if_one_may():
    told = ["我离婚了能申请吗", "我爸有房子还能领吗", "低保能申请吗", "我离婚了怎么办"]

    assert [asks_if_entitled(text) for text in told] == [True, True, False, False]


@pytest.mark.parametrize(
    ("key", "subject"),
    [
        ("开药店可以代办吗", "开药店"),
        ("开药店能不能找人代办", "开药店"),
        ("帮办代办", "帮办代办"),
        ("可以代办吗", "可以代办"),
        ("急!开药店", "开药店"),
        ("急救站", "急救站"),
        ("我想问问开药店的事", "开药店"),
        ("许可的事", "许可的事"),
    ],
)
def test_who_goes_there_and_how_urgent_it_is_belong_to_no_matter(key, subject):
    assert subject_of(aspect_of(key)[1]) == subject
