"""The check that no person who applied can be known from the report."""

import re
from collections.abc import Iterator

from assistant.ingest.reports.text import folded
from assistant.reporting.checks.model import Case, Check, Spot
from assistant.reporting.checks.views import place_of, texts_of

_IDENTITY = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
)
_MOBILE = re.compile(r"(?<![\d-])1[3-9]\d{9}(?!\d)")
_OFFICE = re.compile(r"(?:电话|热线|传真|联系方式|联系|咨询|手机)[^。;\n]{0,16}$")
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱郭罗梁宋郑谢韩唐冯董萧曹袁邓傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎潘戴夏钟汪姜范姚谭廖邹熊陆郝孔崔康毛邱秦顾侯邵孟龙段雷汤尹黎贺"
_APPLICANT = re.compile(
    rf"申请人(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?=提出|提交|申请|要求|诉|不服|向|于|\(|先生|女士|、|,|因|等)"
)


def persons(case: Case) -> Iterator[Spot]:
    """C-PRIV: no names of applicants, identity numbers or phones of persons; none is repeated."""
    for no, text in texts_of(case.report):
        flat = folded(text)
        for found in _IDENTITY.finditer(flat):
            yield _spot(no, found, "身份证号码", found[0][:3] + "…")
        for found in _MOBILE.finditer(flat):
            if not _OFFICE.search(flat[: found.start()]) or "联系人" in flat[: found.start()][-30:]:
                yield _spot(no, found, "手机号码", found[0][:3] + "…")
        for found in _APPLICANT.finditer(flat):
            if "某" not in found["name"] and "×" not in found["name"]:
                yield _spot(no, found, "申请人姓名", f"申请人{found['name'][0]}…")


def _spot(no: int, found: re.Match[str], what: str, shown: str) -> Spot:
    return Spot(place_of(no), f"“{shown}”：{what}", "删去个人信息后再公布。", no, found.start())


CHECKS = (Check("C-PRIV", "error", "没有个人信息", persons),)
