"""A made-up report without a fault; each test spoils one thing in it."""

from collections.abc import Callable

import pytest

from assistant.ingest.reports.reader import read_report_text
from assistant.models.report_tables import APPLICANTS, REQUEST_ROWS
from assistant.reporting.checks.model import Finding
from assistant.reporting.checks.registry import check_report

ROWS = {
    "new_received": "3 | 1 | 0 | 0 | 0 | 0 | 4",
    "carried_over": "1 | 0 | 0 | 0 | 0 | 0 | 1",
    "granted": "2 | 1 | 0 | 0 | 0 | 0 | 3",
    "na_not_held": "1 | 0 | 0 | 0 | 0 | 0 | 1",
    "result_total": "3 | 1 | 0 | 0 | 0 | 0 | 4",
    "carried_forward": "1 | 0 | 0 | 0 | 0 | 0 | 1",
}
ZEROS = "0 | 0 | 0 | 0 | 0 | 0 | 0"


def table_three() -> str:
    head = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况 |\n"
    head += " | ".join(APPLICANTS.values()) + " |\n"
    return head + "\n".join(
        f"{label} | {ROWS.get(key, ZEROS)} |" for key, label in REQUEST_ROWS.items()
    )


GOOD = f"""\
云岭县行政审批服务局2023年政府信息公开工作年度报告
本报告根据《中华人民共和国政府信息公开条例》和国办公开办函〔2021〕30号要求编制，所列数据的统计期限自2023年1月1日起至2023年12月31日止。如有疑问，请与云岭县行政审批服务局办公室联系（电话：0900-5551234）。
一、总体情况
（一）主动公开情况
2023年，我局主动公开政府信息120条，其中政府网站80条，微信公众号40条。
（二）依申请公开情况
全年收到政府信息公开申请4件，上年结转1件，予以公开3件，结转下年度1件。
（三）政府信息管理情况
发布前逐条审核，更新公开指南和目录。
（四）平台建设情况
维护门户网站专栏，开设办事大厅查阅点。
（五）监督保障情况
组织业务培训2次，把公开工作列入科室考核。
二、主动公开政府信息情况
第二十条第（一）项 |
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 | 0 |
行政规范性文件 | 2 | 1 | 9 |
第二十条第（五）项 |
信息内容 | 本年处理决定数量 |
行政许可 | 3050 |
第二十条第（六）项 |
信息内容 | 本年处理决定数量 |
行政处罚 | 0 |
行政强制 | 0 |
第二十条第（八）项 |
信息内容 | 本年收费金额（单位：万元） |
行政事业性收费 | 12.75 |
三、收到和处理政府信息公开申请情况
{table_three()}
四、政府信息公开行政复议、行政诉讼情况
行政复议 | 行政诉讼 |
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉 |
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
五、存在的主要问题及改进情况
（一）存在的问题。上年提出的两项措施已经落实。本年一是政策解读形式单一，图解只有三篇；二是部分栏目更新不及时，有两个栏目超过三个月没有内容。
（二）改进措施。2024年，我们将继续改进：一是由综合科每季度制作图解；二是由信息科每月检查栏目，逾期通报。
六、其他需要报告的事项
2023年度未收取信息处理费。
云岭县行政审批服务局 2024年1月12日
"""

Check = Callable[..., list[Finding]]


def findings(text: str, **known) -> list[Finding]:
    return list(check_report(read_report_text(text), text=text, **known))


def spoilt(*changes: tuple[str, str], base: str = GOOD) -> str:
    """The good report with pieces replaced; a piece that is not there fails the test."""
    for old, new in changes:
        assert old in base, old
        base = base.replace(old, new)
    return base


@pytest.fixture
def good() -> str:
    return GOOD


@pytest.fixture
def found() -> Callable[..., dict[str, Finding]]:
    """Ids found in the good report after some changes, each with its first finding."""

    def check(*changes: tuple[str, str], **known) -> dict[str, Finding]:
        every = findings(spoilt(*changes), **known)
        return {finding.id: finding for finding in reversed(every)}

    return check
