"""Metrics (指标) that reports, questions about reports and next year's draft all speak of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric: its Chinese label, the unit it is counted in, the words people ask for it by."""

    label: str
    unit: str
    asked_as: tuple[str, ...]


METRICS: dict[str, Metric] = {
    "publications_total": Metric(
        "主动公开政府信息",
        "条",
        ("公开了多少信息", "主动公开多少条", "发布信息总数", "信息公开数量"),
    ),
    "publications_site": Metric(
        "政府网站公开信息", "条", ("网站公开多少", "门户网站发布", "政府网站信息", "官网发布")
    ),
    "publications_wechat": Metric(
        "微信公众号公开信息", "条", ("微信公开多少", "公众号发布", "微信公众号推送")
    ),
    "publications_weibo": Metric("政务微博公开信息", "条", ("微博发布多少", "政务微博")),
    "publications_other": Metric(
        "其他渠道公开信息", "条", ("其他渠道公开", "报刊电视发布", "其他媒体公开")
    ),
    "news": Metric("工作动态", "条", ("工作动态多少条", "政务动态", "要闻")),
    "notices": Metric("通知公告", "条", ("通知公告多少条", "公示公告")),
    "policies": Metric("政策文件", "条", ("政策文件多少", "公开文件")),
    "finance": Metric("财政信息", "条", ("财政信息多少条", "预决算公开")),
    "interpretations": Metric("政策解读", "条", ("政策解读多少", "解读了多少篇", "解读材料")),
    "press_conferences": Metric("新闻发布会", "场", ("开了几次发布会", "新闻发布会")),
    "list_immediate": Metric("“马上办”清单事项", "项", ("马上办有多少", "马上办事项")),
    "list_online": Metric("“网上办”清单事项", "项", ("网上办有多少", "网上能办多少", "全程网办")),
    "list_nearby": Metric("“就近办”清单事项", "项", ("就近办有多少", "就近办事项")),
    "list_once": Metric("“一次办”清单事项", "项", ("一次办有多少", "一次办事项")),
    "list_immediate_rate": Metric("“马上办”比例", "%", ("马上办比例", "马上办占多少")),
    "list_online_rate": Metric("“网上办”比例", "%", ("网办率", "网上可办比例")),
    "list_nearby_rate": Metric("“就近办”比例", "%", ("就近办比例",)),
    "list_once_rate": Metric("“一次办”比例", "%", ("一次办比例",)),
    "one_visit_items": Metric(
        "最多跑一次事项", "项", ("最多跑一次多少", "跑一次的事项", "只跑一次")
    ),
    "service_items": Metric("政务服务事项", "项", ("政务服务事项多少", "一共多少事项")),
    "permits_handled": Metric(
        "办理行政许可", "件", ("办了多少许可", "行政许可多少件", "审批办结多少", "许可办结")
    ),
    "tickets_received": Metric("12345热线受理工单", "件", ("接到多少工单", "热线受理多少")),
    "tickets_handled": Metric(
        "12345热线办理工单", "件", ("办理多少工单", "12345办了多少", "群众诉求多少件")
    ),
    "tickets_closed": Metric("12345热线办结工单", "件", ("办结多少工单", "热线办结")),
    "tickets_on_time_rate": Metric(
        "12345热线按期回复率", "%", ("按期回复率", "按时办结率", "工单回复率")
    ),
    "satisfaction_rate": Metric("群众满意率", "%", ("满意率", "满意度", "好评率")),
    "requests_received": Metric(
        "收到政府信息公开申请", "件", ("收到多少申请", "依申请公开多少件", "信息公开申请")
    ),
    "requests_answered": Metric("答复政府信息公开申请", "件", ("答复多少申请", "办结多少申请")),
    "requests_granted": Metric("申请予以公开", "件", ("予以公开多少",)),
    "requests_partial": Metric("申请部分公开", "件", ("部分公开多少",)),
    "requests_denied": Metric("申请不予公开", "件", ("不予公开多少", "拒绝公开")),
    "requests_unavailable": Metric("申请无法提供", "件", ("无法提供多少",)),
    "requests_unprocessed": Metric("申请不予处理", "件", ("不予处理多少",)),
    "requests_carried_over": Metric("上年结转申请", "件", ("上年结转多少",)),
    "requests_carried_forward": Metric("结转下年度申请", "件", ("结转多少", "没办完的申请")),
    "reviews": Metric("政府信息公开行政复议", "件", ("行政复议多少", "被复议")),
    "lawsuits": Metric("政府信息公开行政诉讼", "件", ("行政诉讼多少", "被起诉", "被告")),
    "trainings": Metric("业务培训", "次", ("培训几次", "培训多少场")),
    "trained_people": Metric("培训人次", "人次", ("培训多少人", "参训人数")),
    "fee_count": Metric("信息处理费收取件数", "件", ("收费多少件",)),
    "fee_amount": Metric("信息处理费收取金额", "元", ("收了多少费", "信息处理费", "收费金额")),
    "documents_made": Metric("制发规范性文件", "件", ("发了多少文件", "规范性文件多少")),
    "documents_repealed": Metric("废止规范性文件", "件", ("废止多少文件", "清理文件")),
    "site_visits": Metric("网站访问量", "次", ("网站访问量", "点击量", "浏览量")),
    "guides": Metric("政务公开引导员", "名", ("引导员多少",)),
}
"""Key to metric; a figure whose metric stands not here has the key ""."""
