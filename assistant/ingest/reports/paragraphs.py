"""Narrative as paragraphs: wrapped lines joined, page furniture and the rests of tables dropped."""

import re

from assistant.ingest.reports.text import folded

_OPENS = re.compile(
    r"[(（][一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九十]{1,2}[、是]|\d{1,2}[.、．](?!\d)"
    r"|[(（]\d{1,2}[)）]|[#*•●▪-]"
)
_CLOSED = re.compile(r"[。！？；：;:!?…]$")
_FURNITURE = re.compile(
    r"[-—–]+ ?\d{1,3} ?[-—–]+|第? ?\d{1,3} ?页(?:[ ,，/共]*\d{1,3} ?页)?|\d{1,3}/\d{1,3}|-{3,}|"
    r"(?:\[|【|〖)?(?:打印|关闭|收藏|分享|返回顶部|大 ?中 ?小|字体|字号)[^。]{0,20}|"
    r"(?:上一篇|下一篇|相关链接|相关附件|附件下载|扫一扫|分享到|责任编辑|信息来源|编辑|来源|浏览次数)"
    r"[:：]?[^。]{0,60}"
)
_TABLE_REST = re.compile(
    r"[|\s]*(?:第二十条第|信息内容|本年(?:新|制|废|处|收|增|度收)|现行有效|上一年项目|处理决定|"
    r"对外公开|\(?本列数据|申请人情况|自然人|法人或其他|商业|科研|社会|公益|法律服务|总计|结果|"
    r"维持|纠正|尚未|审结|行政复议\s*\|?\s*行政诉讼|[1-8][.．、]?属于|公开数量|总数量|"
    r"[|#*\-:\s]+$)"
)
# Lines shorter than this were ended by the writer, not by the width of the page.
_WRAPPED = 18


def paragraphs(text: str, *, tabular: bool = False) -> str:
    """The paragraphs of a stretch of text, one to a line, without blanks around them.

    Where the section holds a table, what an excerpt left of its next row is dropped too.
    """
    lines = [line.strip(" \t\u00a0\u3000*") for line in text.split("\n")]
    joined: list[str] = []
    apart = True
    for line in lines:
        if line and (_FURNITURE.fullmatch(line) or _is_table_rest(line, tabular)):
            continue
        if line and not apart and _continues(joined[-1], line):
            joined[-1] += line
        elif line:
            joined.append(line)
        apart = not line
    return "\n".join(joined)


def _is_table_rest(line: str, tabular: bool) -> bool:
    flat = folded(line)
    if re.search("[。;!?]", flat):
        return False
    if tabular and ((len(flat) <= 12 and not _OPENS.match(flat)) or "勾稽关系" in flat):
        return True
    return len(flat) < 60 and bool(_TABLE_REST.match(flat)) and "," not in flat


def _continues(before: str, line: str) -> bool:
    """Whether a line goes on where the one before was cut by the width of the page."""
    if len(before) < _WRAPPED or _CLOSED.search(before) or _OPENS.match(line):
        return False
    return not (_OPENS.match(before) and not re.search("[，。,]", before))
