"""What a figure counts, in the report's own words: the phrase around a number, cut to its core."""

import re
from dataclasses import dataclass

VERBS = (
    "主动公开|主动公布|主动发布|公开|公布|发布|发送|推送|推出|更新|转载|转发|制作|制发|制定|出台|印发|印制|编制|编发|编印|"
    "发放|张贴|收到|收办|收取|收集|接收|接到|接听|接待|受理|新受理|新收到|新收|办理|办结|处理|答复|回复|回应|解答|转办|"
    "交办|承办|承接|召开|举办|举行|开展|组织|参加|参与|出席|完成|实现|整合|梳理|入驻|进驻|认领|录入|归集|上传|报送|上报|"
    "采用|采纳|采编|开通|审核|审批|审查|审理|配备|安排|设立|设置|设有|建立|建成|建设|打造|新增|新建|增加|减少|增长|下降|"
    "取消|下放|压缩|精简|清理|废止|修订|修改|服务|培训|督办|督查|检查|整改|通报|帮办|代办|查询|浏览|访问|点击|阅读|关注|"
    "征集|解读|上线|接入|纳入|发出|下发|申请|不予公开|予以公开|部分公开|提供|抽查|测评|评价|核发|颁发|发证|登记|注册|"
    "备案|移送|录制|拍摄|刊发|刊登|刊载|播放|播出|摘录|选派|派驻|招录|公示|网办|取得|获得|获评|促成|落地|引进|签约|兑现|"
    "实施|推进|推广|应用|生成|共享|调用|汇聚|挂接|注销|关停|移交|归档|解决|化解|调解|成交|交易|达成|覆盖|涉及|包含|包括|"
    "编写|撰写|设计|开设|开发|增设|推行|形成|下达|出具|送达|寄送|邮寄|免费|延期|调整|确认|维护|监测|巡查|调研|走访|指导"
)
_VERB = re.compile(VERBS)
_CHANNEL_WORD = (
    "网站|门户网|政府网|政务网|服务网|公众号|微信|微博|抖音|快手|头条号|今日头条|新媒体|客户端|APP|App|小程序|平台|热线|"
    "信箱|邮箱|留言|专栏|栏目|专区|专题|公报|报纸|电视台|电台|电视|媒体|显示屏|大屏|电子屏|公示栏|公告栏|宣传栏|"
    "公开栏|渠道|大厅|模块|官网|站点|系统|视频号|朋友圈|途径|方式|网(?![上办络站])"
)
_CHANNEL = re.compile(_CHANNEL_WORD)
_TOPIC = re.compile("12345|热线|信箱|网民留言|留言板|问政|民生通")
_DATE = re.compile(
    r"(?:(?:截至|截止|自|从)?(?:到|至)?(?:20\d\d\s*年(?:度|全年)?|本年度?|今年|去年|上年度?|当年)"
    r"(?:\s*\d{1,2}(?:-\d{1,2})?\s*月份?)?(?:\s*\d{1,2}\s*日)?(?:以来|来|末|底|全年|期间|内|[起至]{1,2})?|"
    r"(?:截至|截止)(?:目前|\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|年末|年底)|\d{1,2}\s*月\s*\d{1,2}\s*日|"
    r"(?:本|当)(?:月|季度)|全年度?|年内|年度|目前|期间|一年来|(?<=[,;])日前|现(?=有|共|已))"
)
_LEAD = re.compile(
    r"^(?:其中(?:包括|包含|含|有)?|此外|另外|另有?|以及|并(?!联)|且|同时|还|均|即|和|及|与|或|包括|包含|含|"
    r"主要(?:包括|有|为|是)?|具体(?:包括|为)?|一是|二是|三是|四是|五是|六是|我们|[一二三四五六]方面|"
    r"首次|首批|已|有|涵盖|涉及|分别(?:为|是)?|全(?!程|文|市|县|区|省|国|镇|乡|街|局|部)|对|将|把|为|从|被|按|由|在(?=全|我))+"
)
_TRAIL = re.compile(
    r"(?:共计|总共|合计|总计|累计|共有|共|总(?!数|量|额|价)|增?达到了?|增?达|约|近|超过|超|逾|突破|分别|各|有|为|是|"
    r"(?<!审)计(?!划)|了|已|均|至|增至|升至|降至|减至|缩至|仅|就|不少于|至少|第|新|全部|所有|其中|[:\"'\s]|等(?=$))+$"
)
_ADVERB = re.compile(
    r"(?<!公)(?:共计|累计|总共|合计|共(?!同|享|服务|建|和国|产|青|治|赢|创)|先后|陆续|及时|依法依规|依法(?!行政|治)|"
    r"按时|(?<![建成设])立即|已经|已(?!有)|均|成功|顺利|积极|分别|全部|免费|实际|另|还|(?<=[，,])并)"
)
_LIGHT = re.compile(r"各类|各种|各项(?!制度)|各级(?=信)|有关|相关|等?多种|多类|若干")
_AGENCY = re.compile(
    r"^.{0,30}?(?:局|镇|乡|街道|办事处|街办|政府|委员会|管委会|委|单位|机关|部门|中心|我市|我县|我区|全区|全市|全县|全镇|"
    r"全乡|全局|全省|全州|我办|本办|我院|厅|署|院|处室|科室|各窗口|窗口|工作人员|大队|支队|所|站|区|县|市)"
    rf"(?:办公室|分中心|高?[\u4e00-\u9fff]{{0,3}}分中心)?(?=(?:{VERBS}))"
)
_BY = re.compile(
    rf"(?:^|(?<=[,、]))(?:在|通过|依托|利用|经由|经|借助|运用|以(?!来|内|上|下|及|公开|人民)|依靠|于|从)(?P<by>.{{2,48}}?)"
    rf"(?:上|中|内|里|等)?(?:(?:以|用).{{1,8}}?形式)?(?:向社会|向公众|面向社会|对外)?(?=(?:{VERBS}))"
)
_PREDICATE = re.compile(
    r"^(?:[,。;:!?、)\"'\s]|$|均|已|全部|占|同比|较|比|并|其|被|得到|予以|按|于|在|实现|达到|和|及|与|等|以|为|因|由|"
    r"后|时|左右|以上|以下|以内|多|余|都|也|是|将|向|经|从|转|至|到|;|,|且|主要|如|有|则|各|同|会|能|可|要|"
    rf"(?:{VERBS}))"
)
_TIME = re.compile(r"(由|从)$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A figure's phrase: its core words, the channel named in it, and whether it ends in a verb."""

    core: str
    channel: str = ""
    open: bool = False


def phrase(left: str) -> Phrase:
    """The core of the words before a number, without date, agency, adverbs and preposition."""
    text = _LIGHT.sub("", _DATE.sub("", _plain(left)))
    text = _TRAIL.sub("", _LEAD.sub("", text.strip(" ,")).strip(" ,"))
    text = _ADVERB.sub("", text)
    text = _LEAD.sub("", _TRAIL.sub("", text))
    text, channel = _channel(text)
    text = _AGENCY.sub("", text)
    text = _shortened(text).strip(" ,、的").removesuffix("等")
    text = re.sub(r"^(?:的|了|上|中|内)|了(?=[\u4e00-\u9fff])", "", text)
    return Phrase(text, channel, bool(re.search(f"(?:{VERBS}|对|将|为|把|有|的|向)了?$", text)))


def _plain(text: str) -> str:
    """The text without quotation marks, blanks and brackets; they part no words."""
    return re.sub(r"[\"'“”‘’《》<>\s]", "", text)


def _channel(text: str) -> tuple[str, str]:
    """The text without the channel before its verb, and the channel, shortened."""
    found = _BY.search(text)
    if found:
        channel = short_channel(found["by"])
        return text[: found.start()] + text[found.end() :], channel
    verb = _VERB.search(text)
    if verb and _CHANNEL.search(text[: verb.start()]):
        return text[verb.start() :], short_channel(text[: verb.start()])
    return text, ""


def short_channel(name: str) -> str:
    """A channel as people call it: 12345热线 for the hotline, else without the agency in front."""
    if "12345" in name or re.search("便民(?:服务)?热线|政务服务热线", name):
        return "12345热线" if not re.match(".{0,4}(?:省|自治区)", name) else "省12345热线"
    listed = re.split("等", name)[-1] if re.search("、.*等.", name) else name
    listed = re.sub(r"^.*?(?:局|委员会|街道|办事处)(?=.*(?:网|公众号|微信|微博|平台))", "", listed)
    listed = re.sub(r"^(?:我|本)(?:局|县|区|市|镇|单位|办|乡|委)", "", listed)
    return re.sub(
        r"(?:开设|设立|建立|官方|主要|为主渠道)|(?:上|中|内)$|^(?:全市|全区|全县)", "", listed
    )


def _shortened(text: str) -> str:
    """A list of three things or more becomes what they are: 发布甲、乙、丙等各类信息 is 发布信息."""
    found = re.match(
        rf"(?P<verb>(?:{VERBS})?)(?P<list>[^、]+(?:、[^、]+){{2,}}?)等(?P<noun>[^、]*)$", text
    )
    if found:
        return found["verb"] + (found["noun"] or "信息")
    if len(text) > 28 and "的" in text:
        return text[text.rindex("的", 0, len(text) - 1) + 1 :] if "的" in text[:-1] else text
    return text


def counted(right: str) -> str:
    """The noun behind a number (380条财政资金信息), or "" where a predicate or a pause follows."""
    text = _plain(re.split(r"[,。;:!?、()\n\d]", right)[0]).removeprefix("的")
    if _PREDICATE.match(text):
        return ""
    text = re.sub(r"进行了?|予以|均|已经?|全部", "", text)
    text = re.split(r"(?<=[\u4e00-\u9fff]{2})(?:并|后|以及|同时)", text)[0]
    return text[:20]


def is_topic(channel: str) -> bool:
    """Whether later figures belong to this channel too, as with a hotline or a mailbox."""
    return bool(_TOPIC.search(channel))


def topic_in(words: str) -> str:
    """The hotline or mailbox that words speak of, as a short name, or ""."""
    found = re.search(
        r"(?P<hotline>(?:[\u4e00-\u9fff]{0,3}省)?[^,]{0,6}12345(?!\d)|便民(?:服务)?热线)"
        r"|(?P<box>[\u4e00-\u9fff]{2,4}信箱|网民留言|领导留言板|留言板)",
        words,
    )
    if not found:
        return ""
    if found["hotline"]:
        return "省12345热线" if "省" in found[0] else "12345热线"
    return re.sub("^(?:受理|办理|办结|收到|网站|门户)", "", found["box"])
