"""Which normalised metric a figure's words mean, if any."""

import re
from collections.abc import Sequence

_PIECES = ("条", "篇", "件", "则", "份", "次", "个", "项")
_CASES = ("件", "条", "个", "份", "项", "次", "宗", "起", "单")
_TICKETS = tuple(unit for unit in _CASES if unit != "条")
_POSTS = ("条", "篇", "件", "则", "份", "次", "条次", "篇次")
# 网站公开政府信息 counts all that a site had; 网站发布工作动态 only a part of it.
_ANY = (
    r"(?:主动|对外)?(?:公开|公布|发布|推送|更新|发送|编发|上传|推出|转载)+(?:了)?(?:政府|政务|公开|到|原创)*"
    r"(?:信息|图文|文章|推文|消息|稿件|作品)?(?:总数|数量|总量|数)?"
)
_RULES: Sequence[tuple[str, str, tuple[str, ...]]] = (
    ("fee_amount", r"信息处理费|信息公开.*收费", ("元", "万元")),
    ("fee_count", r"信息处理费|信息公开.*收费", ("件",)),
    ("reviews", r"行政复议", _CASES),
    ("lawsuits", r"行政诉讼|应诉|被诉", _CASES),
    ("requests_carried_over", r"上(?:一)?年度?.{0,2}(?:结转|转结)|结转上年", _CASES),
    ("requests_carried_forward", r"结转(?:至|到)?下|结转下年|^结转(?!.*新收)|转下一?年", _CASES),
    ("list_immediate_rate", r"马上办|即办", ("%",)),
    ("list_online_rate", r"网上(?:可)?办|网办|不见面", ("%",)),
    ("list_nearby_rate", r"就近办", ("%",)),
    ("list_once_rate", r"一次办|一次办结", ("%",)),
    ("list_immediate", r"马上办", _PIECES),
    ("list_online", r"网上(?:可)?办|全程网办|不见面", _PIECES),
    ("list_nearby", r"就近办", _PIECES),
    ("list_once", r"(?<!最多)(?<!一件事)(?:只|跑)?一次办(?!好|成)", _PIECES),
    ("one_visit_items", r"(?:最多|只|仅)跑一次", _PIECES),
    (
        "tickets_on_time_rate",
        r"(?:按期|按时|及时|限时).{0,3}(?:回复|办结|答复|办理|反馈)率",
        ("%",),
    ),
    ("satisfaction_rate", r"满意(?:率|度)|好评率", ("%",)),
    ("tickets_closed", r"(?:12345|热线|诉求|工单).*办结|办结.*(?:12345|热线|诉求|工单)", _CASES),
    ("tickets_handled", r"(?:12345|热线|诉求|工单).*(?:办理|处理|承办|答复|回复)", _CASES),
    ("tickets_handled", r"(?:办理|处理|承办|答复|回复).*(?:12345|热线|诉求|工单)", _CASES),
    # 意见建议 from the hotline are counted in 条, its tickets are not.
    ("tickets_handled", r"12345[^,]{0,8}热线$", _TICKETS),
    ("tickets_handled", r"12345[^,]{0,8}热线工单$", _CASES),
    (
        "tickets_received",
        r"(?:12345|热线|工单)(?!.*(?:类|率|单$)).*(?:受理|接听|接到|收到|接收)",
        _CASES,
    ),
    ("tickets_received", r"(?:受理|接听|接到|收到|接收).*(?:12345|热线|工单|群众诉求)", _CASES),
    ("requests_granted", r"^(?:其中)?(?:答复)?予以公开|同意公开|^公开答复", _CASES),
    ("requests_partial", r"部分公开", _CASES),
    ("requests_denied", r"不予公开(?!文件|信息)", _CASES),
    ("requests_unavailable", r"无法提供|(?:信息|内容).{0,3}不存在|不掌握", _CASES),
    ("requests_unprocessed", r"不予处理", _CASES),
    (
        "requests_answered",
        r"(?:办结|答复|回复|办理完成).*(?:依申请|公开申请)|(?:依申请|公开申请).*(?:办结|答复|回复)",
        _CASES,
    ),
    (
        "requests_received",
        r"(?:收到|受理|接收|接到|收办|办理|新收|接受|共有).*(?:依申请|公开申请|公开的申请|申请公开|信息申请)"
        r"|(?:收到|受理|接收|接到).*申请书$|^依申请公开(?:信息|件|事项)?$"
        r"|^(?:政府信息公开|依申请公开|信息公开)申请|^(?:新收到?|收到|受理)申请$",
        _CASES,
    ),
    ("trained_people", r"培训", ("人次", "人", "名")),
    ("trainings", r"培训", ("次", "场", "期", "场次")),
    ("press_conferences", r"新闻发布", ("次", "场", "场次")),
    ("guides", r"引导员", ("名", "人", "个")),
    ("site_visits", r"(?:访问|点击|浏览)(?:量|数|次数)?$", ("次", "人次")),
    ("documents_repealed", r"(?:废止|清理).*文件", ("件", "份", "个")),
    ("documents_made", r"(?:制发|制定|出台|印发).*规范性文件", _PIECES),
    (
        "permits_handled",
        r"(?:办理|办结|受理|审批|核发|完成).*(?:行政许可|行政审批|审批(?:服务)?事项|许可)(?!.*申请$)",
        _CASES,
    ),
    ("interpretations", r"(?<![及和与、])解读(?!形式|率|回应)(?!.*(?:网站|公众号))", _PIECES),
    ("publications_weibo", rf"微博.*?{_ANY}$|微博(?:账号|平台)?$", _POSTS),
    ("publications_wechat", rf"(?:微信|公众号).*?{_ANY}$|(?:微信|公众号)(?:平台|信息)?$", _POSTS),
    ("publications_site", rf"(?:网站|门户网?|政府网|官网).*?{_ANY}$|网站$", _POSTS),
    ("publications_other", r"其他.{0,6}(?:渠道|媒体|方式|途径|平台)", _PIECES),
    ("notices", r"(?:通知|公示)公告|公告公示|^通知|公告信息$", _PIECES),
    ("news", r"(?:工作|政务|部门|街办|镇街)动态|要闻", _PIECES),
    ("finance", r"财政(?:信息|预决算|预算|决算)|预决算", _PIECES),
    ("policies", r"政策(?:文件|法规)|法规文件", _PIECES),
    ("service_items", r"(?:政务服务|审批服务|行政审批)事项(?:总数)?$", ("项", "个", "件")),
    (
        "publications_total",
        r"^(?:主动|对外)*(?:公开|公布|发布)(?:[、和与]?(?:公开|公布|发布|转载))?(?:政府|政务|公开|到)*(?:信息)(?:总数|数量|总量|数)?$"
        r"|^主动公开(?:信息|政府信息|政务信息)*(?:总数|数量|总量|数)?$|^(?:政府)?信息公开(?:总数|数量)$",
        _PIECES,
    ),
)
_COMPILED = tuple((key, re.compile(pattern), units) for key, pattern, units in _RULES)
_CHANNELS = (
    ("publications_site", re.compile("网站|门户网|政府网|官网|门户")),
    ("publications_wechat", re.compile("微信|公众号")),
    ("publications_weibo", re.compile("微博")),
    ("publications_other", re.compile("其他.{0,6}(?:渠道|媒体|方式|途径|平台)|新媒体|渠道")),
)
_UNKEYED = re.compile(
    r"占比$|同比|环比|[较比](?:[上去]一?|20\d\d)年|日均|月均|期数$|增长|下降|年.{0,3}比|(?:承办|办理)单$"
)


def key_of(metric: str, unit: str, scope: str = "") -> str:
    """The key in assistant.models.metrics of a figure, or "" where its words mean none of them.

    Shares (…占比), changes (同比…) and averages (日均…) are figures of their own and have no
    key. A total that names several channels is a total.
    """
    if _UNKEYED.search(metric):
        return ""
    found = _first(metric, unit)
    named = [key for key, pattern in _CHANNELS if pattern.search(metric)]
    # 番禺政府网微信公众号 is one account, though it names a site.
    listed = scope if re.search("[、和及与]", scope) else ""
    own = [key for key, pattern in _CHANNELS[:3] if pattern.search(listed)]
    if found in dict(_CHANNELS) and (len(named) > 1 or len(own) > 1):
        return "publications_total"
    if found == "publications_total":
        by = [key for key, pattern in _CHANNELS if pattern.search(scope)]
        return by[0] if len(by) == 1 else found
    return found


def _first(metric: str, unit: str) -> str:
    return next(
        (key for key, pattern, units in _COMPILED if unit in units and pattern.search(metric)), ""
    )
