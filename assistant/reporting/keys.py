"""Keys of the figures that break a total down, by the words of the log and of the tables."""

from assistant.models.log_words import CHANNELS
from assistant.models.report_tables import APPLICANTS, REQUEST_GROUPS

CHANNEL_KEYS: dict[str, str] = {channel: f"publications_{channel}" for channel in CHANNELS}
"""Key of a channel (公开渠道) in the log to the key of its figure."""

CATEGORY_KEYS: dict[str, str] = {
    "工作动态": "news",
    "行政许可": "publications_permits",
    "政策文件": "policies",
    "政策解读": "interpretations",
    "通知公告": "notices",
    "财政预决算": "finance",
    "理论调研": "publications_studies",
    "实践创新": "publications_innovations",
    "意见征集": "publications_consultations",
    "规划信息": "publications_plans",
    "机构职能": "publications_functions",
    "领导活动": "publications_leaders",
    "其他": "publications_uncategorised",
}
"""Category of a publication (公开类别) to the key of its figure."""

TICKET_KEYS: dict[str, str] = {
    "咨询": "tickets_questions",
    "求助": "tickets_help",
    "投诉": "tickets_complaints",
    "举报": "tickets_reports",
    "建议": "tickets_suggestions",
    "表扬": "tickets_praise",
    "未分类": "tickets_unsorted",
}
"""Type of a hotline ticket (工单类型) to the key of its figure."""

APPLICANT_KEYS: dict[str, str] = {
    applicant: f"requests_from_{applicant}" for applicant in APPLICANTS if applicant != "total"
}
"""Applicant (申请人) to the key of the figure that counts new requests."""

RESULT_KEYS: dict[str, str] = {
    "予以公开": "requests_granted",
    "部分公开": "requests_partial",
    "不予公开": "requests_denied",
    "无法提供": "requests_unavailable",
    "不予处理": "requests_unprocessed",
    "其他处理": "requests_otherwise",
}
"""How a request ended (办理结果) to the key of its figure."""

RESULT_ROWS: dict[str, tuple[str, ...]] = {
    "requests_granted": ("granted",),
    "requests_partial": ("partial",),
    "requests_denied": REQUEST_GROUPS["（三）不予公开"],
    "requests_unavailable": REQUEST_GROUPS["（四）无法提供"],
    "requests_unprocessed": REQUEST_GROUPS["（五）不予处理"],
    "requests_otherwise": REQUEST_GROUPS["（六）其他处理"],
}
"""Key of the figure to the rows of table three that it sums."""
