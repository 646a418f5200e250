"""Checks of agency names: the report's own throughout, possible ones, no other body's work."""

import re
from collections.abc import Iterator

from assistant.ingest.reports.text import folded
from assistant.reporting.checks.model import Case, Check, Spot
from assistant.reporting.checks.views import (
    around,
    is_government,
    is_town,
    place_of,
    texts_of,
)

_REGION = re.compile(r"^(?:[\u4e00-\u9fff]{2,8}?(?:自治[县旗区州]|[省市县区旗州]))+")
_DATE = re.compile(r"20\d\d\s*年.*$")
_CONTACT = re.compile(
    r"(?:请与|请联系|请向|由)[:：]?(?P<name>[\u4e00-\u9fff]{4,30}?(?:局|委员会|中心|厅|人民政府|办事处|管委会))"
    r"(?:[\u4e00-\u9fff]{0,8}?(?:办公室|[科股处室]))?(?=联系|编制|按照|根据|\(|,)"
)
_PRONOUNS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile("(?<!自)我局(?!限)|(?<![基成])本局(?!部|面|限)"), re.compile("局$")),
    (re.compile("(?<!自)我镇(?!静|定|压)"), re.compile("镇(?:人民政府)?$")),
    (re.compile("(?<!自)我乡"), re.compile("乡(?:人民政府)?$")),
    (re.compile("我街道|我街办"), re.compile("街道|办事处$")),
)
_KIND = re.compile(r"(?:局|镇|乡|镇人民政府|乡人民政府|街道|街道办事处|办事处|[县区市]人民政府)$")
_DOMAINS = (
    "自然资源|公安|民政|司法行政|人力资源社会保障|生态环境|住房城乡建设|交通运输|水利|农业农村|商务|"
    "文化旅游|卫生健康|退役军人|应急管理|审计|市场监管|统计|医疗保障|林业|税务|气象|教育体育|教育|信访|城市管理"
)
_OTHER_WORK = re.compile(
    rf"(?P<domain>{_DOMAINS})(?:工作的?(?:公信力|透明度)|重点领域(?:政府|政务)?信息公开|系统(?:政府|政务)信息公开)"
)
_OTHER_LEVEL = re.compile("(?:街办|镇街|镇)(?:动态|要闻)")
_IMPOSSIBLE = re.compile(r"(?:局|中心|办公室|办事处|街道|公司|学校|医院)人民政府")
DOUBLED_NAME = re.compile(
    r"(?P<word>网站|公众号|[\u4e00-\u9fff]{0,6}(?:人民政府|办事处|委员会|管理局|审批局|服务局|服务中心|办公室))(?P=word)"
)


def own_name(case: Case) -> Iterator[Spot]:
    """C-ORG1: title, contact, signature and text are the agency's own."""
    agency = case.agency or case.report.agency
    if not agency:
        return
    report = case.report
    signed = _DATE.sub("", report.signature).strip()
    if signed and not _akin(agency, signed):
        why = f"落款是“{signed}”，报告机关是“{agency}”"
        yield Spot("落款", why, "落款改为报告机关的全称。", 6, 10**6)
    if case.agency and report.agency and not _akin(case.agency, report.agency):
        why = f"报告写“{report.agency}”，登记的机关是“{case.agency}”"
        yield Spot("标题和引言", why, "改为登记的机关名称。")
    for found in _CONTACT.finditer(folded(report.preface)):
        if not _akin(agency, found["name"]) and not _serves(found["name"], agency):
            why = f"联系单位是“{found['name']}”，报告机关是“{agency}”"
            remedy = "核对是否沿用了别的机关的报告。"
            yield Spot("引言", why, remedy, 0, found.start(), "warning")
    yield from _foreign(case, agency)


def _serves(office: str, agency: str) -> bool:
    """Whether an office may answer for a government: one of the same place does."""
    place = agency.removesuffix("人民政府")
    return place != agency and office.startswith(place)


def _akin(one: str, other: str) -> bool:
    """Whether two names may be the same body's, one of them shortened."""
    first, second = (_REGION.sub("", name) for name in (one, other))
    if not first or not second or _shortens(first, second) or _shortens(second, first):
        return True
    pairs = {first[i : i + 2] for i in range(len(first) - 1)}
    return any(second[i : i + 2] in pairs for i in range(len(second) - 1))


def _shortens(short: str, long: str) -> bool:
    """Whether the characters of one name stand in the other in their order (审批局, 审批服务局)."""
    rest = iter(long)
    return all(char in rest for char in short)


def _foreign(case: Case, agency: str) -> Iterator[Spot]:
    bureau = not is_government(agency) and not is_town(agency)
    for no, text in texts_of(case.report):
        for found in _foreign_words(folded(text), agency, bureau):
            why = f"“{around(text, found.start(), found.end(), 10)}”，报告机关是“{agency}”"
            remedy = "核对这段文字是否抄自其他机关的报告。"
            yield Spot(place_of(no), why, remedy, no, found.start())


def _foreign_words(flat: str, agency: str, bureau: bool) -> Iterator[re.Match[str]]:
    """The first words of each kind that another body would use of itself."""
    if _KIND.search(agency):
        for said, fitting in _PRONOUNS:
            if not fitting.search(agency) and (found := said.search(flat)):
                yield found
    if not bureau:
        return
    for found in _OTHER_WORK.finditer(flat):
        if found["domain"][:2] not in agency:
            yield found
            break
    if found := _OTHER_LEVEL.search(flat):
        yield found


def possible_names(case: Case) -> Iterator[Spot]:
    """C-ORG2: no body that cannot exist, no name twice in a row."""
    places = [(0, case.report.title), (0, case.agency or case.report.agency)]
    places += [*texts_of(case.report), (6, case.report.signature)]
    seen: set[str] = set()
    for no, text in places:
        for pattern, why in ((_IMPOSSIBLE, "没有这样的机关名称"), (DOUBLED_NAME, "名称重复")):
            for found in pattern.finditer(folded(text)):
                said = found[0]
                if said in seen:
                    continue
                seen.add(said)
                told = f"“{around(text, found.start(), found.end(), 6)}”：{why}"
                yield Spot(place_of(no), told, "改为机关的规范名称。", no, found.start())


CHECKS = (
    Check("C-ORG1", "error", "机关名称一致，没有别的机关的文字", own_name),
    Check("C-ORG2", "error", "机关名称合理，没有重复", possible_names),
)
