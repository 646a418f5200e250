"""What a figure counts, in the report's own words: the phrase around a number, cut to its core."""

import re
from dataclasses import dataclass

from assistant.ingest.reports.channels import Channel, hotline_opens, take_channel
from assistant.ingest.reports.verbs import FIRST_VERB, VERB

BLOT = "\x00"
"""Stands for each character of a bracket that is passed over."""

_DATE = re.compile(
    r"(?:(?:截至|截止|自|从)?(?:到|至)?(?:20\d\d\s*年(?:度|全年)?|本年度?|今年|去年|上年度?(?!度?(?:结转|转结))|当年)"
    r"(?:\s*\d{1,2}(?:-\d{1,2})?\s*月份?)?(?:\s*\d{1,2}\s*日)?(?:以来|来|末|底|全年|期间|内|[起至]{1,2})?|"
    r"(?:截至|截止)(?:目前|\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|年末|年底)|\d{1,2}\s*月\s*\d{1,2}\s*日|"
    r"(?:本|当)(?:月|季度)|全年度?|年内|目前|一年来)"
)
# 含2022年结转的3件 came from that year; 结转2024年办理的 go on to it.
_OF_YEAR = re.compile(r"20\d\d\s*年度?结转(?=的?$|申请)")
# 主动公开情况2024年…: a sub-heading that lost its line break ends where the year begins.
_GLUED = re.compile(r"^.*(?:情况|数量|方面|形式|类别|建设|管理|保障)(?=20\d\d年|今年|本年|全年)")
_LEAD = re.compile(
    r"^(?:剩余|其余|余下|余$|其中(?:包括|包含|含|有)?|此外|另外|另(?:有|含)?|以及|并(?!联)|且|同时|还(?!款)|均|即(?!办|时)|和(?!谐)|"
    r"及(?!时)|与(?!会)|或|包括|包含|含|主要(?:包括|有|为|是)|具体(?:包括|为)?|[一二三四五六七八九]是|我们|"
    r"首次|首批|已(?!有)|有(?!关|效|序|力)|涵盖|涉及|分别(?:为|是)?|共计|共(?!同|享|服务|建)|累计|总计|合计|现|由我局|定期|全力|扎实|深入|认真|切实|大力|持续)+"
)
_TRAIL = re.compile(
    r"(?:共计|总共|合计|总计|累计|共有|共|总(?!数|量|额|价)|增?达到了?|增?达|约|近|超过|超|逾|突破|分别|各|有|为|是|"
    r"了|已|均|至|增至|升至|降至|减至|缩至|缩短至|压缩至|提升至|提高至|仅|就(?!业)|不少于|至少|新|全部|所有|其中|[:\s]|"
    r"\d+个?大?类|不低于|计(?=$)(?<=[共总合累]计))+$"
)
_ADVERB = re.compile(
    r"(?<!公)(?:共计|累计|总共|合计|共(?!同|享|服务|建|和国|产|青|治|赢|创)|先后|陆续|及时(?!率)|依法依规|依法(?!行政|治)|依规|"
    r"按时(?!.{0,3}率)|已经|已(?!有)|(?<![日月人年平])均|成功|顺利|积极|分别|全部|免费|实际|(?<=[,])并)"
)
_LIGHT = re.compile(r"各类|各种|各项(?!制度)|有关|相关|等?多种|多类|若干")
_BODY = "局|街道|办事处|街办|政府|委员会|管委会|单位|机关|部门|中心|全局|办公室|厅|署|处室|科室|窗口|工作人员|大队|支队"
_PLACE = "[我本全各][镇乡市县区委办院站所省州局]|[\u4e00-\u9fff]{2,4}[镇乡市县区省]"
# 城乡建设 is no township that builds: after a bare place name only these are its deeds.
_PUBLIC = "公开|主动公开|发布|公布|收到|受理|办理|办结|新收|召开|举办|开展|组织|印发|制定|制发|完成"
_AGENCY = re.compile(
    rf"^(?!因|{VERB}).{{0,28}}?(?:{_BODY})(?:[\u4e00-\u9fff]{{0,4}}分中心)?(?=(?:全|对外)?(?!建设|应用|交易|登记){VERB})"
    rf"|^(?:{_PLACE})(?=(?:全|对外)?(?:{_PUBLIC}))"
)
_ABOUT = re.compile(rf"^(?:围绕|针对|聚焦|结合|按照|根据|为了|就).+?(?=(?:{VERB})(?!情况|工作))")
_MAINLY = re.compile(r"^.*?以(.+?)为主$")
_PREDICATE = re.compile(
    r"^(?:[,。;:!?、)\s]|$|均|已|全部|占|同比|较|比|并|其(?!他|它|余)|被|得到|予以|按|于|在|实现|达到|和|及|与|等|以|为|因|由|"
    r"后|时|左右|多|余|都|也|是|将|向|经|从|转|至|到|且|主要|如|有|则|各|同|会|能|可|要|缩|升|降|减|增|提|"
    rf"(?:{VERB}))"
)
# 审批服务事项 begins like a deed and is a thing all the same.
_DEED_NOUN = re.compile(
    rf"{VERB}[\u4e00-\u9fff]{{0,8}}?(?:事项|信息|材料|项目|人员|活动|会议|工单|案件|文件|清单|指南|栏目|数据)"
)
_WITH_OF = re.compile(r"的$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A figure's phrase: its core words, the channel they name, and what the core asks for.

    open says that a deed or preposition ends the core, so that the noun follows the number;
    of says that a relative clause ends it, so that only that noun names the figure.
    """

    core: str
    channel: Channel
    open: bool = False
    of: bool = False


def phrase(left: str) -> Phrase:
    """The core of the words before a number, without date, agency, adverbs and preposition."""
    words = _OF_YEAR.sub("上年结转", _GLUED.sub("", _plain(left)))
    text = _LIGHT.sub("", _DATE.sub("", words))
    text = _LEAD.sub("", _TRAIL.sub("", text.strip(" ,、")).strip(" ,、"))
    text = _LEAD.sub("", _TRAIL.sub("", _ADVERB.sub("", text)))
    text = _MAINLY.sub(r"\1", text)
    text, channel = take_channel(text if hotline_opens(text) else _AGENCY.sub("", text))
    text = re.sub(f"^全(?={VERB})", "", _ABOUT.sub("", _AGENCY.sub("", text)))
    text = re.sub(rf"^({VERB})等", r"\1", text)
    of = bool(_WITH_OF.search(text))
    text = _enumerated(text).strip(" ,、的").removesuffix("等")
    text = re.sub(
        r"^(?:的|了)|(?<=[\u4e00-\u9fff]{2})中$|了(?=[\u4e00-\u9fff])|(?:由|从)$", "", text
    )
    ends = bool(re.search(f"(?:{VERB}|对|将|为|把|有|向)了?$", text))
    return Phrase(text, channel, ends, of)


def _plain(text: str) -> str:
    """The text without quotation marks, blanks and brackets; they part no words."""
    return re.sub(r"\[[^\[\]]*\]|[\x00\"'“”‘’《》<>\s]", "", text)


def _enumerated(text: str) -> str:
    """A list of three things or more becomes what they are: 发布甲、乙、丙等各类信息 is 发布信息."""
    verb = FIRST_VERB.match(text)
    deed = verb[0] if verb else ""
    found = re.match(r"[^、]+(?:、[^、]+){2,}?等(?P<noun>[^、]*)$", text[len(deed) :])
    if not found:
        return text
    return deed + (re.sub("^(?:方面|内容|领域)?的?", "", found["noun"]) or "信息")


def counted(right: str) -> str:
    """The noun behind a number (380条财政资金信息), or "" where a predicate or a pause follows."""
    text = _plain(re.split(r"[,。;:!?、()\n\d]", right)[0]).removeprefix("的")
    if _PREDICATE.match(text) and not _DEED_NOUN.match(text):
        return ""
    text = re.sub(r"进行了?|予以|均|已经?|全部", "", text)
    text = re.split(
        r"(?<=[\u4e00-\u9fff]{2})(?:并|后(?!续|起诉|诉讼)|以及|同时|通过|利用|依托|进驻|入驻|纳入|列入|的)",
        text,
    )[0]
    return re.sub("[和及与]$", "", text)[:20]
