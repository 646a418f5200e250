"""Channels (公开渠道): the site, account or hotline through which something was published or done."""

import re
from dataclasses import dataclass

from assistant.ingest.reports.verbs import FIRST_VERB, VERB

_WORD = (
    "网站|门户网|政府网|政务网|服务网|公众号|微信|微博|抖音|快手|头条号|今日头条|新媒体|客户端|APP|App|小程序|平台|热线|"
    "信箱|邮箱|留言|专栏|栏目|专区|专题|公报|报纸|日报|时报|电视台|电台|电视|广播|媒体|显示屏|大屏|电子屏|公示栏|公告栏|"
    "宣传栏|公开栏|渠道|大厅|模块|官网|站点|系统|视频号|朋友圈|途径|方式|公示屏|信用中国|网(?![上办络站格])"
)
_CHANNEL = re.compile(_WORD)
_BY = re.compile(
    rf"(?P<how>在|向|通过|依托|利用|经由|经|借助|运用|以(?!来|内|上|下|及|人民)|依靠|于|从)(?P<by>.{{2,56}}?)"
    rf"(?:上|中|内|里)?(?:(?:以|用).{{1,8}}?形式)?(?:向社会公?众?|向公众|面向社会|对外)?(?=(?:{VERB}))"
)
_HOTLINE = re.compile(
    r"^.{0,8}?(?:12345[^,]{0,14}?(?:热线|平台)|便民(?:服务)?热线)(?:服务)?(?:分?中心|平台)?"
)
_SURE = ("通过", "依托", "利用", "借助", "运用", "依靠")
# 通过网络申请6件: how people applied is what is counted.
_WAY = re.compile(
    r"(?:通过|以)(?P<way>(?!.*(?:平台|系统|网站))[\u4e00-\u9fff]{2,8}(?:方式)?(?:提交)?申请)"
)
_VAGUE = re.compile(r"^(?:多|多种|不同|各)?(?:渠道|方式|途径|形式|平台)$")


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel as printed, and the short name that stands in a metric; both may be ""."""

    full: str = ""
    short: str = ""


def hotline_opens(text: str) -> bool:
    """Whether a phrase begins with the hotline's name."""
    return bool(_hotline(text))


def _hotline(text: str) -> re.Match[str] | None:
    """The hotline as the subject; behind a deed (接听12345热线电话) it is what was counted."""
    return None if FIRST_VERB.match(text) else _HOTLINE.match(text)


def take_channel(text: str) -> tuple[str, Channel]:
    """The text without the channel before its deed, and that channel."""
    if (found := _hotline(text)) and found.end() < len(text):
        return text[found.end() :], channel(found[0])
    if ways := _WAY.fullmatch(text):
        return ways["way"], Channel()
    for found in _BY.finditer(text):
        if found["how"] in _SURE or _CHANNEL.search(found["by"]):
            return text[found.end() :], channel(found["by"])
    for deed in FIRST_VERB.finditer(text):
        if deed.start() == 0:
            break
        if _CHANNEL.search(text[: deed.start()]):
            return text[deed.start() :], channel(text[: deed.start()])
    return text, Channel()


def channel(name: str) -> Channel:
    """A channel by the words that name it, with what people call it for short."""
    full = re.sub(r"^[,、]|(?:上|中|内)$|开设|设立|对外$|为主渠道", "", name)
    if not _CHANNEL.search(full):
        return Channel(full, "")
    if hotline := hotline_in(full):
        return Channel(full, hotline)
    if _VAGUE.match(full):
        return Channel()
    first, _, last = full.rpartition("等")
    listed = last if "、" in first and not _VAGUE.match(last) else full
    if "、" in listed and _VAGUE.match(last):
        listed = full if len(full) <= 16 else full.split("、")[0] + "等" + last
    account = re.search(
        r"(?:政务)?(?:微信公众号|公众号|微信视频号|视频号|微博|抖音|头条号)$", listed
    )
    if account and not re.search("[和与及、]", listed):
        return Channel(full, account[0])
    site = re.match(r"(.*?(?:门户网站|政府网站|政务服务网|官网))", listed)
    listed = site[1] if site and not re.search("[和与及、]", listed) else listed
    listed = re.sub(r"^.*?(?:局|委员会|街道|办事处)(?=.*(?:网|公众号|平台))", "", listed)
    return Channel(full, re.sub(r"^(?:我|本)(?:局|县|区|市|镇|单位|办|乡|委)", "", listed))


def channel_in(name: str) -> str:
    """The channel that a metric is, as in 官方微博 or 微信公众号, or ""."""
    found = re.fullmatch(
        r".{0,12}?(?:微博|微信|公众号|网站|抖音|视频号|头条号|客户端|APP)(?:账号|平台)?", name
    )
    return name if found else ""


def hotline_in(words: str) -> str:
    """12345热线 or 省12345热线 where words speak of it, else ""."""
    found = re.search(r"[\u4e00-\u9fff]{0,8}12345(?!\d)|便民(?:服务)?热线|政务服务热线", words)
    if not found:
        return ""
    return "省12345热线" if "省" in found[0] else "12345热线"


def mailbox_in(words: str) -> str:
    """市长信箱, 网民留言 and the like, or ""."""
    found = re.search(
        r"[市区县镇局省书]?(?:委书)?[长记]信箱|领导信箱|局长信箱|网民留言|领导留言板|留言板|民意直通车",
        words,
    )
    return found[0] if found else ""
