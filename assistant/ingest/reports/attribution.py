"""The metric of a figure: its own words, completed from what the sentence left unsaid."""

import re
from dataclasses import dataclass

from assistant.ingest.reports.naming import VERBS, is_topic, phrase, topic_in
from assistant.ingest.reports.places import Place

COMPARED = re.compile(
    r"(同比|环比|较(?:上|去)?一?年(?:同期)?|比(?:上|去)年(?:同期)?|[与和同](?:上|去)年(?:同期)?相?比)"
)
_CHANGE = re.compile(r"(?:增长|下降|增加|减少|提高|提升|上升|降低|压缩|增|降)(?:率|了)?$")
_SHARE = re.compile(r"(?:^|(?<=.))占(?:比为?|总数|总量|全部.{0,6}|.{0,8}总数)?$")
_ATTRIBUTE = re.compile(r"^.{0,4}(?:金额|价格|总价|总额|价款|费用|资金|投资额|面积)$")
_RESULTS = re.compile(
    "予以公开|部分公开|不予公开|无法提供|不予处理|主动撤回|撤回|延期答复|不存在|结转"
)
_VERBAL = rf"(?:按时|按期|及时|日均|月均|实际|正在|待|未|已|转)*(?:{VERBS})"
_BARE = re.compile(rf"{_VERBAL}(?:[和并及与]?(?:{VERBS}))*(?:数量?|量)?$|(?:日均|月均).{{0,4}}$")
_RATED = re.compile("(?:率|比例|占比|比重|程度|满意度|度|指数|覆盖面)$")
_FUNCTION = re.compile(r"^(?:对|将|为|把|有|的|向|在|使|让)+$")
_LONGEST = 30


@dataclass(slots=True)
class Thread:
    """What a sentence has spoken of so far, for figures that leave it out."""

    topic: str = ""
    channel: str = ""
    name: str = ""
    unit: str = ""
    suffix: str = ""


def metric(place: Place, thread: Thread) -> str:
    """The metric of the figure at a place; remembers in thread what later figures may lean on."""
    if place.opens_sentence and not re.match(r"\s*(?:其中|按|诉求|工单)", place.sentence):
        thread.topic = thread.channel = thread.suffix = ""
    _hear(place, thread)
    name = _rate(place, thread) if place.quantity.unit in ("%", "‰", "个百分点") else ""
    name = name or _count(place, thread)
    name = name[-_LONGEST:]
    if not _CHANGE.search(name) and not name.endswith("占比"):
        thread.name, thread.unit = name, place.quantity.unit
    return name


def _hear(place: Place, thread: Thread) -> None:
    """Note the channel or hotline that the sentence has named so far."""
    named = place.said.channel or phrase(place.sentence.rsplit(",", 1)[0] + "公开").channel
    topic = topic_in(place.said.core) or (
        place.said.channel if is_topic(place.said.channel) else ""
    )
    if topic:
        thread.topic = topic
    elif place.said.channel:
        thread.topic = ""
    thread.channel = named or thread.channel


def _rate(place: Place, thread: Thread) -> str:
    core = place.said.core
    if COMPARED.search(place.left) or (_CHANGE.search(core) and len(core) <= 4):
        own = _CHANGE.sub("", COMPARED.sub("", core)).strip(" ,的")
        change = _CHANGE.search(core)
        compared = COMPARED.search(place.left)
        return (
            (own or thread.name) + (compared[1] if compared else "") + (change[0] if change else "")
        )
    if share := _SHARE.search(core):
        return (core[: share.start()].strip("的") or thread.name) + "占比"
    if not core or _FUNCTION.match(core):
        core = place.noun or _outer(place) or thread.name
    if _RATED.search(core):
        found = re.search("率$|比例$", core)
        thread.suffix = found[0] if found else ""
        return _with_topic(core, place, thread)
    reached = "率" if re.search(r"达(?:到)?\s*$", place.left) else "比例"
    return _with_topic(core + (thread.suffix or reached), place, thread)


def _count(place: Place, thread: Thread) -> str:
    core, noun = place.said.core, place.noun
    if COMPARED.search(place.left) and _CHANGE.search(core):
        return thread.name + COMPARED.sub("", core)
    if _FUNCTION.match(core):
        core = ""
    if place.said.open and noun:
        core = re.sub(r"(?:对|将|为|把|有|的|向)$", "", core) + noun
    elif not core:
        core = noun or _unsaid(place, thread)
    elif noun and len(noun) <= 4 and not core.endswith(noun):
        core += noun
    if _BARE.fullmatch(core):
        core = _object(core, thread)
    elif _ATTRIBUTE.fullmatch(core) and thread.name:
        core = _without_verb(thread.name) + core
    core += _kind(place)
    return _with_topic(_with_channel(core, place), place, thread)


def _unsaid(place: Place, thread: Thread) -> str:
    """The metric of a figure without words of its own: 46期285条, 信函(11件), 另1件因…无法提供."""
    if re.match(r"\s*(?:因|为|由于|属|系|已|按|是)", place.right):
        if result := _RESULTS.search(place.ahead):
            return result[0]
    return _outer(place) or _next_noun(place) or thread.name


def _outer(place: Place) -> str:
    return phrase(re.sub("为主$|共$|如下$|分$", "", place.outside)).core if place.outside else ""


def _next_noun(place: Place) -> str:
    """229大项539小项审批事项: the first of a pair takes the noun behind the second."""
    return ""


def _object(core: str, thread: Thread) -> str:
    """办结 after 受理申请17件 is 办结申请, unless the topic says whose."""
    if thread.topic or not thread.name:
        return core
    noun = _without_verb(thread.name)
    return core if noun == thread.name or core.endswith(noun) else core + noun


def _without_verb(name: str) -> str:
    return re.sub(rf"^.{{0,12}}?(?:{_VERBAL})(?:[和并及与]?(?:{VERBS}))*", "", name) or name


def _kind(place: Place) -> str:
    """大项 and 小项 are both 项, and 期 beside 条 counts issues: the name keeps them apart."""
    if place.quantity.kind:
        return place.quantity.kind
    return "期数" if place.quantity.unit == "期" and place.paired else ""


def _with_channel(core: str, place: Place) -> str:
    channel = place.said.channel
    return channel + core if channel and channel not in core else core


def _with_topic(core: str, place: Place, thread: Thread) -> str:
    """A hotline or mailbox stands before each of its figures."""
    if not thread.topic or thread.topic in core or place.said.channel:
        return core
    return core if topic_in(core) else thread.topic + core
