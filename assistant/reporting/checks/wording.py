"""Checks of wording: misprints, doubled words, stray markup, brackets, unexplained results."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.ingest.reports.against_tables import number
from assistant.ingest.reports.text import folded
from assistant.language.amounts import shown
from assistant.models.report_tables import REQUEST_GROUPS
from assistant.reporting.checks.model import Case, Check, Spot
from assistant.reporting.checks.names import DOUBLED_NAME
from assistant.reporting.checks.views import around, is_followed, place_of, texts_of

_MISPRINTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(wrong), right)
    for wrong, right in (
        ("不子(?:公开|处理|提供|受理)", "不予"),
        ("(?<!不)子以(?:公开|处理|答复)", "予以"),
        (
            r"(?:不及时|不够及时|报送|更新[不慢较])[^。;\n]{0,20}实效性|信息[^。,;\n]{0,4}实效性(?=不|有待|较差|差)",
            "时效性",
        ),
        ("(?:无|未收到|没有收到)依法申请公开", "依申请公开"),
        ("残差不齐|参差不起", "参差不齐"),
        ("(?<![只再])不过(?=顺畅|完善|及时|规范|到位|丰富|深入|全面)", "不够"),
        ("布署", "部署"),
        ("园满", "圆满"),
        ("按步就班", "按部就班"),
        ("再接再励", "再接再厉"),
        ("相辅相承", "相辅相成"),
        ("因地治宜|因地制易", "因地制宜"),
        ("一如继往", "一如既往"),
        ("即往不咎|既使", "即使"),
        ("部份公开|部份信息", "部分"),
        ("行政复义|行政付议", "行政复议"),
        ("行政诉颂|行政诉论", "行政诉讼"),
        ("信息公开条列", "信息公开条例"),
        ("证务服务|政务服物", "政务服务"),
        ("政务公幵|信息公幵", "公开"),
        ("习近平新时代(?!中国特色社会主义)", "习近平新时代中国特色社会主义思想"),
        ("习近平新时代中国特色社会主义(?=[,。;、]|为指导)", "习近平新时代中国特色社会主义思想"),
        ("中华人民共国|中华人民共和政府|中华人民和国", "中华人民共和国"),
        ("不公开为列外|不公开为例处", "不公开为例外"),
        ("帐号|帐户", "账号、账户"),
    )
)
# A word may end one term and begin the next (信息公开|公开栏); then it is not doubled.
_JOINTS: dict[str, str] = {
    "公开": "栏|目录|指南|条例|率|内容|方式|平台|信息|渠道|形式|情况|工作|属性|制度|申请|事项|要点|标准|专|政府|原则|范围|机制|流程|程序|力度|意识|力|度|性|类|主|透明|的",
    "政府": "信息|采购|网|公报|门户|部门|购买|工作|投资|办|规章|文件|职能|数据|服务|公开|主",
    "信息": "化|员|公开|系统|发布|平台|资源|处理|管理|报送|安全|技术|中心|网|目录|审|内容|量|更新|共享",
    "服务": "中心|事项|局|对象|窗口|大厅|质量|平台|指南|热线|企业|群众|型|水平|体系|机制|能力|流程|效|功能|网|站|模式|理念|意识|人|专|指",
    "管理": "办法|局|制度|体系|机制|工作|服务|部门|中心|水平|人员|规定|委|平台|系统|模式|情况|信息",
    "行政": "审批|许可|执法|处罚|复议|机关|规范|诉讼|权力|事业|强制|服务|部门|区划|村|管理|效能|相对|裁",
    "工作": "领导|要点|机制|人员|制度|部门|小组|情况|专班|方案|任务|台账|计划|动态|流程|报告|要求|责任|队伍|的|落|开展|年|总结|考核",
    "建设": "项目|工程|领域|单位|局|用地|情况|工作|规划|标准|审批",
    "规范": "性|化|运行|管理|有序|高效|文件",
    "制度": "建设|机制|体系|化|执行|落实",
    "审批": "服务|局|事项|流程|改革|结果|系统|效率|制度|部门|环节|时限|人员",
    "申请": "人|表|书|材料|件|渠道|办理|受理|公开|事项|量|数|处理|的|条件|内容|流程",
    "办理": "流程|时限|结果|情况|事项|工作|机制|进度|指南|量|的",
    "数据": "库|局|共享|资源|平台|中心|安全|管理|信息|统计|化",
    "监督": "检查|管理|保障|机制|评议|考核|员|电话|渠道|体系|制度|执法|平台|意见|的|工作",
    "平台": "建设|管理|运行|维护|功能|作用|信息|数据",
    "社会": "公众|监督|评议|主义|组织|各界|保障|事业|化|治理|稳定|信用|力量|公益|关切|效",
    "发布": "会|平台|机制|制度|工作|审核|内容|流程|渠道|信息",
    "宣传": "栏|册|教育|工作|活动|力度|引导|报道|报|月|周|日",
    "人民": "群众|政府|法院|检察|网|代表|团体|调解|日报|满意|生活",
    "精神": "文明|实质|卫生|状态|面貌|障碍|病|生活|需求|家园|力量",
    "政务": "服务|公开|大厅|新媒体|信息|平台|网|数据|中心|微|舆情|诚信",
    "网上": "办|审批|申请|申报|平台|大厅|政务|服务|公开|信访|预约|咨询",
    "重点": "领域|工作|项目|内容|任务|信息|工程|环节|企业|突出|是",
    "解读": "材料|形式|回应|方式|质量|工作|信息|文件|机制|政策|率|稿|力度",
    "责任": "人|制|追究|清单|单位|部门|落实|分工|主体|到人|制度|科室|股室|意识",
    "部门": "间|联动|协|信息|职责|预算|决算|责任|网站|负责|和|与|动态|要|分",
    "审核": "把关|机制|制度|流程|发布|人|程序|工作|关|审批",
    "考核": "评|指标|机制|体系|办法|内容|结果|制度|工作|评价|细则",
    "培训": "班|会|活动|工作|计划|力度|内容|学习|制度|机制",
    "企业": "群众|和|开办|家|职工|办事|投资|法人|信用|服务|办",
    "群众": "办事|满意|需求|关|路线|反映|的|诉求|咨询|查|性|监督|生活|利益|和|身边",
    "保障": "性|金|体系|机制|措施|能力|工作|水平|局",
    "环境": "保护|影响|质量|监测|建设|卫生|整治|监管|信息",
    "安全": "生产|监管|管理|保障|隐患|教育|责任|检查|防护|发展|意识",
    "教育": "局|系统|领域|教学|资源|培训|体育|活动|部门",
    "项目": "建设|审批|管理|推进|名称|信息|资金|库|清单|服务",
    "城市": "管理|建设|规划|更新|化|运行|治理",
    "会议": "精神|纪要|制度|室|召开|内容|议",
    "资金": "使用|管理|信息|分配|拨付|监管|安排",
    "规划": "计划|建设|信息|编制|实施|局|许可|设计",
    "生产": "经营|安全|许可|总值|企业|监管",
    "中心": "工作|任务|城区|大厅|窗口|主任|人员|的",
    "问题": "导向|的|整改|清单|和|解决|台账|反馈|是|线索",
}
_ABAB = frozenset(("研究", "讨论", "商量", "考虑", "学习", "了解", "打听", "休息", "调整", "交流"))
_TWICE = re.compile(r"(?P<word>[\u4e00-\u9fff]{2,8})(?P=word)")
# 全2021年全年, 事项1479项事项: the same word before and behind a number.
_ABOUT_NUMBER = re.compile(
    r"(?P<noun>事项|信息|文件|材料|工单|全)\s*\d+\s*[项条件份年]\s*(?P=noun)(?!化|系统|平台|部|体)"
)
_MARKUP = re.compile(
    r"<!--|<!\[|&(?:nbsp|lt|gt|amp|ldquo|rdquo|#\d+);|</?(?:p|span|div|br|td|tr|table|strong|font|img|style|o:p)\b"
    r"|\{\{|\}\}|mso-[a-z]+|font-(?:family|size)"
)
_PUNCTUATION = re.compile(r"[,、;][。;,、](?!\))|。[,、;。]|,{2,}|::|的的(?!确)")
_ENUMERATED = re.compile(r"(?:^|(?<=[\n。;:,、，；：\s]))[\d一二三四五六七八九十①-⑩]{1,3}\)")
_PAIRS = {"》": "《", ")": "(", "”": "“", "】": "【", "〕": "〔"}


def wording(case: Case) -> Iterator[Spot]:
    """C-TXT5: misprints, doubled words, stray markup, unbalanced brackets."""
    titles = [(s.no, s.title) for s in case.report.sections if s.title]
    for no, text in [(0, case.report.title), *titles, *texts_of(case.report)]:
        seen: set[str] = set()
        for start, stop, why, remedy in sorted(_slips(text)):
            said = text[start:stop]
            if said not in seen:
                seen.add(said)
                told = f"“{around(text, start, stop, 8)}”：{why}"
                yield Spot(place_of(no), told, remedy, no, start)
    yield from _brackets(case)


def _slips(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, what is wrong and what to do."""
    flat = folded(text)
    for pattern, right in _MISPRINTS:
        for found in pattern.finditer(flat):
            yield found.start(), found.end(), "疑似错别字", f"核对，是否应为“{right}”。"
    for found in _TWICE.finditer(flat):
        if _is_doubled(found, flat):
            yield found.start(), found.end(), "词语重复", "删去重复的词语。"
    for found in _ABOUT_NUMBER.finditer(flat):
        yield found.start(), found.end(), "词语重复", "删去重复的词语。"
    for found in _MARKUP.finditer(text):
        yield found.start(), found.end(), "网页代码混入正文", "删去代码，检查页面显示。"
    for found in _PUNCTUATION.finditer(flat):
        yield found.start(), found.end(), "标点或用字重复", "改正标点。"


def _is_doubled(found: re.Match[str], flat: str) -> bool:
    word = found["word"]
    if (
        word in _ABAB
        or word[0] in "一逐某每"
        or len(set(word)) == 1
        or DOUBLED_NAME.search(found[0])
    ):
        return False
    joint = _JOINTS.get(word)
    return not (joint and re.match(joint, flat[found.end() :]))


def _brackets(case: Case) -> Iterator[Spot]:
    for no, text in texts_of(case.report):
        ends = is_followed(case.report, no) and no > 0
        at = _unbalanced(text, open_end=not ends and no > 0 and no < 6)
        if at is not None:
            why = f"“{around(text, at, at + 1, 12)}”：括号、书名号或引号不成对"
            yield Spot(place_of(no), why, "补上或删去多余的一半。", no, at)


def _unbalanced(text: str, *, open_end: bool) -> int | None:
    """Where the first bracket without its other half stands; a cut text may leave one open."""
    flat = text.translate(str.maketrans("（）", "()"))
    flat = _ENUMERATED.sub(lambda found: " " * len(found[0]), flat)
    stack: list[tuple[str, int]] = []
    for at, char in enumerate(flat):
        if char in _PAIRS.values():
            stack.append((char, at))
        elif char in _PAIRS:
            if not stack or stack[-1][0] != _PAIRS[char]:
                return at
            stack.pop()
    return stack[0][1] if stack and not open_end else None


def other_results(case: Case) -> Iterator[Spot]:
    """C-TXT6: a high share of 其他处理 is explained."""
    rows = case.report.tables.requests
    total = number(rows.get("result_total", {}).get("total"))
    parts = [number(rows.get(key, {}).get("total")) for key in REQUEST_GROUPS["（六）其他处理"]]
    other = sum((part for part in parts if part is not None), Decimal(0))
    if (
        not total
        or total < case.limits.small
        or any("其他处理" in t for _, t in texts_of(case.report))
    ):
        return
    if other > total * Decimal(str(case.limits.other_share)):
        why = f"其他处理 {shown(other)} 件，占办理结果 {shown(total)} 件的 {other / total:.1%}"
        yield Spot("表三 （六）其他处理", why, "核对是否归类有误；属实的，在正文中说明原因。", 3)


CHECKS = (
    Check("C-TXT5", "warning", "没有错别字、重复和残留代码", wording),
    Check("C-TXT6", "warning", "其他处理较多的要说明", other_results),
)
