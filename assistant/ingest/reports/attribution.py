"""The metric of a figure: its own words, completed from what the sentence left unsaid."""

import re
from dataclasses import dataclass

from assistant.ingest.reports.channels import hotline_in, mailbox_in
from assistant.ingest.reports.naming import counted, phrase
from assistant.ingest.reports.places import Place
from assistant.ingest.reports.verbs import VERB, VERBAL

COMPARED = re.compile(
    r"(同比|环比|较(?:上|去)?一?年度?(?:同期)?|比(?:上|去)年度?(?:同期)?|比20\d\d年度?(?:同期)?|[与和同](?:上|去)年度?(?:同期)?相?比)"
)
_CHANGE = re.compile(r"(?:增长|下降|增加|减少|提高|提升|上升|降低|压缩|增|降)(?:率|了)?$")
_SHARE = re.compile(r"(?:^|(?<=.))占(?:比为?|总数|总量|全部.{0,6}|.{0,8}(?:总数|件数|数量))?$")
_ATTRIBUTE = re.compile(r"^.{0,4}(?:金额|价格|总价|总额|价款|费用|资金|投资额?|面积)$")
_RESULTS = (
    "予以公开|部分公开|不予公开|无法提供|不予处理",
    "主动撤回|撤回|延期答复|不存在|结转",
)
_DONE = re.compile(
    r"\s*(?:已经?|均|全部|按时|按规定?|按期|依法|及时|完成|在[^,。]{2,12}内)*"
    r"(?P<deed>答复|办结|办理完毕|办理|受理|予以公开|部分公开|不予公开|(?:结转|转)(?:至|到|入)?(?:20\d\d\s*年|下?一?年)度?(?:继续)?(?:办理)?|撤销|维持|纠正)"
)
_CARRIED = re.compile("结转|转结")
_RESULT = re.compile("公开|提供|处理|撤回|结转|存在")
_VISITS = re.compile("(?:访问|浏览|点击|阅读|关注)(?:总?量|次?数)$|关注$")
_OWN_DEED = re.compile(
    "收到|受理|接|参加|召开|举办|举行|开展|组织|办理|办结|答复|回复|培训|意见征集|征集|回应"
)
_BARE = re.compile(rf"{VERBAL}(?:数量?|量)?$|(?:日均|月均).{{0,4}}$")
_RATED = re.compile("(?:率|比例|占比|比重|程度|满意度|度|指数|覆盖面)$")
_FUNCTION = re.compile(r"^(?:对|将|为|把|有|的|向|在|使|让|率先|全部|除)+$")
_SHIFTS = re.compile(r"\s*(?:缩短?|压缩|减少?|增加?|提[升高]|[升降]低?)[^,。;\d]{0,3}[至到为]")
_SHIFTED = re.compile(r"(?:缩短?|压缩|减少?|增加?|提[升高]|[升降]低?)[^,。;\d]{0,3}[至到为]\s*$")
# What stands beside a hotline in a list of what was answered.
_ELSEWHERE = re.compile("代表建议|政协|提案|征集|访谈|留言|信访")
_GOES_ON = re.compile(r"\s*(?:其中|按|诉求|工单)")
# 全年诉求工作，共办理66件: the sentence names a matter of its own.
_HEADED = re.compile("(?:工作|情况|方面),")
_PLAIN = re.compile("(?:主动)?(?:公开|公布|发布)信息")
_HEADS = re.compile(
    r"(?:^|[。;\n\]])\s*(?:\([\d一二三四五六七八九十]{1,2}\)|\d{1,2}[.、])(?P<head>[^。:\n]{2,24})[。:\n]"
)
_OWN_HEAD = re.compile("(?:推进|加强|做好|深化|强化|加大)(.{2,14}?)(?:信息)?公开$")
_OF_PLACE = re.compile(
    rf"^(?:[将把对在]|{VERB})?(?:[省市县区镇乡村]级|全[省市县区镇乡]|[本我][省市县区镇乡]|[区县市]直|各级)+$"
)
_MONEY = ("元", "万元", "亿元")
_LONGEST = 30


@dataclass(slots=True)
class Thread:
    """What a sentence has spoken of so far, for figures that leave it out."""

    topic: str = ""
    channel: str = ""
    name: str = ""
    core: str = ""
    suffix: str = ""


def metric(place: Place, thread: Thread) -> str:
    """The metric of the figure at a place; remembers in thread what later figures may lean on."""
    if place.opens_sentence and not _GOES_ON.match(place.sentence):
        thread.topic = thread.channel = thread.suffix = ""
        thread.core = "" if _HEADED.search(place.sentence) else thread.core
    _hear(place, thread)
    rate = place.quantity.unit in ("%", "‰", "个百分点")
    said = _rate(place, thread) if rate else _count(place, thread)
    name = said or phrase(_last_clause(place)).core
    channel = place.said.channel.short
    if len(name) > _LONGEST and channel and name.startswith(channel):
        name = name[len(channel) :]
    name = name[-_LONGEST:]
    if not COMPARED.search(place.left) and not name.endswith("占比"):
        thread.name = name
    return name + _kind(place)


def _last_clause(place: Place) -> str:
    """The clause before the one of the number (公开了行政职权,共计114项)."""
    clauses = re.split("[,;:]", place.sentence.rstrip(",;: ")[: -len(place.left) or None])
    return next((c for c in reversed(clauses) if c.strip()), "")


def _hear(place: Place, thread: Thread) -> None:
    """Note the channel or hotline that the sentence has named so far."""
    channel = place.said.channel
    topic = hotline_in(channel.full + place.said.core) or mailbox_in(channel.full + place.said.core)
    if topic or channel.full:
        thread.topic = topic
    if place.anew or _OWN_DEED.match(place.said.core):
        thread.channel = ""
    thread.channel = channel.full or thread.channel


def _rate(place: Place, thread: Thread) -> str:
    core = place.said.core
    compared, change = COMPARED.search(place.left), _CHANGE.search(core)
    if compared or (change and len(core) <= 4):
        own = re.sub("^[较比]|[较比]$", "", _CHANGE.sub("", COMPARED.sub("", core)).strip(" ,的"))
        return (
            (own or thread.name) + (compared[1] if compared else "") + (change[0] if change else "")
        )
    if share := _SHARE.search(core):
        return (core[: share.start()].strip("的") or thread.name) + "占比"
    if not core or _FUNCTION.match(core) or place.said.of:
        core = place.noun or _outer(place) or (core + "占比" if core else thread.name)
    if _RATED.search(core):
        found = re.search("率$|比例$", core)
        thread.suffix = found[0] if found else ""
        return _with_topic(core, thread, rate=True)
    reached = "率" if re.search(r"达(?:到)?\s*$", place.left) else "比例"
    return _with_topic(re.sub("[至到]$", "", core) + (thread.suffix or reached), thread, rate=True)


def _count(place: Place, thread: Thread) -> str:
    core, noun = place.said.core, place.noun or _shared_noun(place)
    compared, change = COMPARED.search(place.left), _CHANGE.search(core)
    if compared and change:
        return thread.name + compared[1] + change[0]
    if _FUNCTION.match(core):
        core = ""
    if place.said.of and noun:
        core = noun
    elif place.said.open and noun:
        core = re.sub(r"(?:对|将|为|把|有|的|向)$", "", core) + noun
    elif noun and _OF_PLACE.match(core):
        core = re.sub(rf"^(?:[将把对在]|{VERB})", "", core) + noun
    elif not core:
        core = noun or _unsaid(place, thread)
    elif noun and len(noun) <= 4 and not core.endswith(noun):
        core += noun
    if _ATTRIBUTE.fullmatch(core) and place.quantity.unit in _MONEY and thread.name:
        core = _without_verb(thread.core) + core
    bare = bool(_BARE.fullmatch(core))
    if bare and not thread.topic:
        core = _object(core, place, thread)
    if not _CARRIED.search(core):
        thread.core = core
    core = _turned(_generic(_reason(core), place), thread)
    core = _with_topic(_with_channel(core, place), thread, rate=bare)
    if _SHIFTS.match(place.right):
        return core + "(改前)"
    return core.removesuffix("(改前)") + "(改后)" if _SHIFTED.search(place.left) else core


def _unsaid(place: Place, thread: Thread) -> str:
    """The metric of a figure without words of its own: 46期285条, 信函(11件), 另1件因…无法提供."""
    if done := _DONE.match(place.right):
        return "结转下年" if "转" in done["deed"] else done["deed"]
    if re.match(r"\s*(?:因|为|由于|属|系|已|按|是)", place.right):
        for pattern in _RESULTS:
            if result := re.search(pattern, place.ahead):
                return result[0]
    if re.search("共|合计|总计|目前", place.left) and thread.core:
        return _outer(place) or _without_verb(thread.core)
    return _outer(place) or thread.name


def _outer(place: Place) -> str:
    return phrase(re.sub("共$|如下$|分$", "", place.outside)).core if place.outside else ""


def _shared_noun(place: Place) -> str:
    """229大项539小项审批事项: the first of a pair takes the noun behind the second."""
    if not place.paired or not place.after or not (place.said.open or place.said.of):
        return ""
    return counted(place.flat[place.after.end : place.after.end + 60])


def _object(core: str, place: Place, thread: Thread) -> str:
    """办结 after 受理申请17件 is 办结申请; results such as 予以公开 and 访问量 stand for themselves."""
    noun = _without_verb(thread.core) if thread.core else ""
    if (
        _RESULT.search(core)
        or _VISITS.search(core)
        or not noun
        or noun == thread.core
        or core.endswith(noun)
    ):
        return core
    return re.sub("(?:数量?|量)$", "", core) + noun


def _without_verb(name: str) -> str:
    return re.sub(rf"^.{{0,12}}?{VERB}(?:[和并及与、]{VERB})*", "", name) or name


def _reason(core: str) -> str:
    """因…等情形答复 is 答复(…): the deed before its reason."""
    found = re.fullmatch(rf"因(?P<why>.+?)(?:等(?:情形|原因))?(?P<deed>{VERB})", core)
    return f"{found['deed']}({found['why'][:20]})" if found else core


def _turned(core: str, thread: Thread) -> str:
    """受理市政府门户网站“市长信箱” is 市长信箱受理: the deed behind the box it concerns."""
    deed = re.match(VERB, core)
    topic = hotline_in(core) or mailbox_in(core)
    if deed and topic and topic == thread.topic and core.endswith(("热线", "平台", topic)):
        return topic + deed[0]
    return core


def _generic(core: str, place: Place) -> str:
    """推进重大建设项目信息公开。…发布信息291条: the heading of the item says which information."""
    if not _PLAIN.fullmatch(core) or place.said.channel.full:
        return core
    heads = list(_HEADS.finditer(place.flat, max(0, place.start - 400), place.start))
    about = _OWN_HEAD.match(heads[-1]["head"]) if heads else None
    return re.sub("(?=信息)", about[1], core, count=1) if about else core


def _kind(place: Place) -> str:
    """大项 and 小项 are both 项, and 期 beside 条 counts issues: the name keeps them apart."""
    if place.quantity.kind:
        return place.quantity.kind
    return "期数" if place.quantity.unit == "期" and place.paired else ""


def _with_channel(core: str, place: Place) -> str:
    channel = place.said.channel.short
    return channel + core if channel and channel not in core else core


def _with_topic(core: str, thread: Thread, *, rate: bool) -> str:
    """A hotline stands before its figures that have no deed of their own; a mailbox before rates
    and bare deeds only.
    """
    if not thread.topic or thread.topic in core or hotline_in(core) or mailbox_in(core):
        return core
    if _ELSEWHERE.search(core):
        return core
    deed = re.match(VERB, core)
    own = deed and len(core) - deed.end() > 1 and not rate
    return core if own or ("热线" not in thread.topic and not rate) else thread.topic + core
