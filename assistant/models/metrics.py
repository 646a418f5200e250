"""Metrics (指标) that reports, questions about reports and next year's draft all speak of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric: its Chinese label, its unit, how people ask for it, where tables hold it.

    asked_as is a pattern over a search key. cells are "table.row.column" of statutory
    tables whose numbers add up to the metric; each edition has some of them.
    """

    label: str
    unit: str
    asked_as: str
    cells: tuple[str, ...] = ()


def _requests(*rows: str) -> tuple[str, ...]:
    return tuple(f"requests.{row}.total" for row in rows)


_TICKETS = "(?:12345|热线|工单|诉求)"
_OPENED = "(?:公开|发布|推送|发了|发过|发文|推文|文章|信息|消息)"

METRICS: dict[str, Metric] = {
    "list_immediate_rate": Metric("“马上办”比例", "%", "马上办.{0,4}(?:比例|占|率)"),
    "list_online_rate": Metric(
        "“网上办”比例", "%", "网办率|网上(?:可|能|可以)?办(?!理).{0,4}(?:比例|占|率)"
    ),
    "list_nearby_rate": Metric("“就近办”比例", "%", "就近办.{0,4}(?:比例|占|率)"),
    "list_once_rate": Metric("“一次办”比例", "%", "一次办.{0,4}(?:比例|占|率)"),
    "list_immediate": Metric("“马上办”清单事项", "项", "马上办"),
    "list_online": Metric(
        "“网上办”清单事项", "项", "网上(?:可|能|可以)?办(?!理)|网办(?!理)|不见面审批"
    ),
    "list_nearby": Metric("“就近办”清单事项", "项", "就近办"),
    "list_once": Metric("“一次办”清单事项", "项", "一次办"),
    "one_visit_items": Metric("最多跑一次事项", "项", "(?:最多|只)?跑一[次趟]"),
    "tickets_on_time_rate": Metric(
        "12345热线按期回复率",
        "%",
        f"(?:{_TICKETS}.{{0,6}})?(?:按期|按时|及时)(?:回复|办结|答复|反馈)率"
        f"|{_TICKETS}.{{0,6}}(?:回复率|办结率|答复率)",
    ),
    "satisfaction_rate": Metric("群众满意率", "%", "满意[率度]|好评率"),
    "tickets_closed": Metric(
        "12345热线办结工单", "件", f"{_TICKETS}.{{0,6}}办结|办结.{{0,8}}{_TICKETS}"
    ),
    "tickets_received": Metric(
        "12345热线受理工单",
        "件",
        f"{_TICKETS}.{{0,6}}(?:受理|接到|收到|接了|接听)"
        f"|(?:受理|接到|收到|接了|接听).{{0,8}}{_TICKETS}",
    ),
    "tickets_handled": Metric(
        "12345热线办理工单",
        "件",
        "工单|诉求|(?:12345|热线)(?!(?:服务)?(?:电话)?(?:号码?)?是?(?:多少|什么)[?。]?$)",
    ),
    "publications_wechat": Metric(
        "微信公众号公开信息",
        "条",
        f"(?:微信公众号|微信|公众号)(?:上|平台)?[^、和与]{{0,4}}{_OPENED}|公众号"
        "|微信(?=.{0,3}(?:[、和与]|最|呢|多少[条篇]|几[条篇]))",
    ),
    "publications_weibo": Metric("政务微博公开信息", "条", f"微博(?:上)?(?:.{{0,4}}{_OPENED})?"),
    "publications_other": Metric(
        "其他渠道公开信息", "条", "其[他它](?:渠道|媒体)|(?:报刊|电视).{0,4}(?:公开|发布)"
    ),
    "site_visits": Metric("网站访问量", "次", "(?:网站)?(?:访问|点击|浏览)量"),
    "publications_site": Metric(
        "政府网站公开信息",
        "条",
        f"(?:政府|门户|官方|县)?网站(?:上)?.{{0,4}}{_OPENED}|官网.{{0,4}}{_OPENED}|门户网站"
        "|网站(?=[、和与])",
    ),
    "interpretations": Metric("政策解读", "条", "政策解读|解读"),
    "news": Metric("工作动态", "条", "(?:工作|政务)动态|要闻"),
    "notices": Metric("通知公告", "条", "(?:通知|公示)公告|公告公示"),
    "policies": Metric("政策文件", "条", "政策性?文件"),
    "finance": Metric("财政信息", "条", "财政信息|预决算|财政[预决]算"),
    "press_conferences": Metric("新闻发布会", "场", "(?:新闻)?发布会"),
    "requests_answered": Metric(
        "答复政府信息公开申请",
        "件",
        "(?:答复|办结|回复).{0,6}(?:申请公开|公开申请|依申请)"
        "|(?:申请公开|公开申请|依申请(?:公开)?).{0,4}(?:答复|办结|回复)",
    ),
    "requests_denied": Metric(
        "申请不予公开",
        "件",
        "不予公开|拒绝公开",
        _requests(
            "denied_secret",
            "denied_law",
            "denied_3s1s",
            "denied_third_party",
            "denied_internal",
            "denied_process",
            "denied_enforcement_file",
            "denied_query",
        ),
    ),
    "requests_granted": Metric(
        "申请予以公开", "件", "(?<!不)予以公开|同意公开", _requests("granted")
    ),
    "requests_partial": Metric("申请部分公开", "件", "部分公开", _requests("partial")),
    "requests_unavailable": Metric(
        "申请无法提供", "件", "无法提供", _requests("na_not_held", "na_need_create", "na_unclear")
    ),
    "requests_unprocessed": Metric(
        "申请不予处理",
        "件",
        "不予处理",
        _requests("np_petition", "np_repeat", "np_publication", "np_massive", "np_reconfirm"),
    ),
    "requests_carried_over": Metric(
        "上年结转申请", "件", "上一?年度?结转", _requests("carried_over")
    ),
    "requests_carried_forward": Metric(
        "结转下年度申请",
        "件",
        "结转|(?:没有?|未)办[完结]的.{0,4}申请",
        _requests("carried_forward"),
    ),
    "fee_count": Metric(
        "信息处理费收取件数", "件", "(?:信息处理费|信息公开.{0,3}收费).{0,6}(?:件|次)"
    ),
    "fee_amount": Metric("信息处理费收取金额", "元", "信息处理费|信息公开.{0,4}收(?:费|了多少)"),
    "requests_received": Metric(
        "收到政府信息公开申请",
        "件",
        "依申请(?:公开)?|申请公开|公开申请|信息公开.{0,2}申请|(?:本年)?新收.{0,8}申请|本年新收"
        "|收到.{0,4}申请",
        _requests("new_received"),
    ),
    "reviews": Metric("政府信息公开行政复议", "件", "(?:行政)?复议", ("disputes.review.total",)),
    "lawsuits": Metric(
        "政府信息公开行政诉讼",
        "件",
        "行政诉讼|诉讼|被起诉|打官司|官司",
        ("disputes.suit_direct.total", "disputes.suit_after_review.total"),
    ),
    "trained_people": Metric("培训人次", "人次", "培训.{0,6}(?:人次|多少人|几个?人|人数)|参训人"),
    "trainings": Metric(
        "业务培训", "次", "培训(?!补贴|机构|学校|费|证|班|券|资格|基地|中心|许可|备案|合格)"
    ),
    "documents_repealed": Metric(
        "废止规范性文件",
        "件",
        "(?:废止|清理).{0,6}文件",
        ("art20_1.行政规范性文件.repealed",),
    ),
    "documents_made": Metric(
        "制发规范性文件",
        "件",
        "(?:制发|制定|印发|出台|发了|新制).{0,6}文件|规范性文件(?!.{0,6}(?:有效|废止|清理))",
        ("art20_1.行政规范性文件.made", "art20_1.规范性文件.made_new"),
    ),
    "guides": Metric("政务公开引导员", "名", "引导员"),
    "permits_handled": Metric(
        "办理行政许可",
        "件",
        "行政许可|许可.{0,3}[办件]|审批.{0,4}件|审批办结|许可决定",
        ("art20_5.行政许可.value", "art20_5.行政许可.decisions"),
    ),
    "service_items": Metric(
        "政务服务事项",
        "项",
        "(?:政务服务|行政审批|审批服务|审批|服务|办事)事项|(?:一共|总共|能办)有?多少(?:项|个)?事项",
    ),
    "publications_total": Metric(
        "主动公开政府信息",
        "条",
        "(?:公开|发布|公布).{0,6}(?:信息|多少条|几条)|公开.{0,2}(?:最|趋势)"
        "|信息公开(?!.{0,3}(?:申请|费|年报|年度报告|工作报告|指南|目录))|信息总[数量]",
    ),
}
"""Key to metric of what a narrative states, in the order in which questions are read: the
particular stand before the general. A figure whose metric stands not here has the key ""."""
