"""Whose report it is and for which year: title, agency, year, preface and signature."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.ingest.reports.paragraphs import paragraphs
from assistant.ingest.reports.text import folded

SAMPLE_SUFFIX = "（示例）"
"""How a title ends whose report is made of the sample year."""

_TITLE = re.compile(
    r"(?P<before>[^\d《》。,;]{0,40}?)(?P<year>20\d\d)\s*年?(?:度)?(?P<after>[^《》。,;]{0,24}?)"
    r"(?:政府|政务)?信息公开(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:报告|年报)"
)
_KINDS = (
    "人民政府办公室|人民政府|管理委员会|管委会|街道办事处|办事处|街道|委员会|管理局|服务局|审批局|"
    "服务中心|中心|办公室|局|厅|镇|乡|院|署|处|区|县|市|省"
)
_NAME = r"[\u4e00-\u9fff（）()·]{1,28}"
_AGENCY = rf"{_NAME}(?:{_KINDS})"
_SHORTEST = rf"{_NAME}?(?:{_KINDS})"
_HEADER = re.compile(rf"\s*(?P<agency>{_AGENCY})\s+(?P<year>20\d\d)(?:年|\s|$)")
_ONLY = re.compile(rf"(?P<agency>{_AGENCY})$")
_PUBLISHER = re.compile(
    rf"(?:发布机构|发布单位|公开主体|信息来源)[:：|\s]*(?P<agency>{_AGENCY})(?=\s|\||$)"
)
_CONTACT = re.compile(
    rf"(?:请与|请联系|请向|由):?(?P<agency>{_SHORTEST})"
    r"(?=[^\u4e00-\u9fff]|(?:办公室|[\u4e00-\u9fff]{2,6}[科股处室])?"
    r"(?:联系|编制|组织编制|负责|按照|根据|依据|咨询))"
)
# 现公布某局2021年政府信息公开工作年度报告: the preface names the report and its agency.
_TOLD = re.compile(
    rf"(?:公布|发布|公开|编制|编写|现将|由)(?:了|《)?(?P<agency>{_AGENCY})(?:关于)?《?"
    r"20\d\d\s*年?度?(?:的)?(?:政府|政务)信息公开"
)
_OF_YEAR = re.compile(
    rf"20\d\d\s*年度?(?P<agency>{_SHORTEST})(?=(?:政府|政务)?信息公开(?:工作|年度))"
)
_OWN = re.compile(
    rf"(?:^|(?<=[^\u4e00-\u9fff])|(?<=的))(?P<agency>{_SHORTEST})(?=(?:政府信息与政务|政府信息|政务|信息)公开(?:工作)?"
    r"(?:领导小组|制度|指南|目录|机制|办法|管理|年度报告))"
)
_SUBJECT = re.compile(
    rf"(?:^|[,。\n])(?P<agency>{_SHORTEST})"
    "(?=认真|严格|根据|按照|依据|深入|始终|坚持|全面|持续|高度|不断|积极|围绕|紧紧|扎实|贯彻|在)"
)
_NO_NAME = re.compile(
    "信息公开|领导小组|内容|涵盖|如下|以及|公布|发布|社会|现将|各|进一步|完善|加强|推进|^(?:请|由|年|对|在|为|向|从|与|本|我|全)"
)
_PRONOUNS = ("我", "本", "各", "全", "县委", "市委", "区委", "党")
_PERIOD = re.compile(
    r"(?:统计(?:期限|时限|数据|时间)|数据|期限)[^。\n]{0,24}?(20\d\d)年\d{1,2}月\d{1,2}日"
)
_UNTIL = re.compile(r"截[至止]\s*(20\d\d)年12月31日")
# 2024年…报送。 is narrative: a signature opens a line or follows a full stop.
_SIGNATURE = re.compile(
    rf"(?:^|[。！\n])\s*(?P<signed>(?:{_AGENCY})?\s*20\d\d\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日)\s*$"
)
_CHROME = re.compile(
    r"https?://|[a-z]+:\S|索\s*引\s*号|字体|浏览|发布时间|发布日期|发文日期|信息来源|点击|首页|收听|"
    r"文号|发布机构|主题分类|公文时效|当前位置|您现在的位置|<!DOCTYPE|^\W*标题"
)


@dataclass(frozen=True, slots=True)
class Front:
    """Title, agency and year of a report, the preface before its first section."""

    title: str
    agency: str
    year: int
    preface: str


def read_front(front: str, body: str, *, agency: str = "", year: int = 0) -> Front:
    """Title, agency, year and preface; an agency or year that is given is not looked up."""
    lines = [line.strip() for line in front.split("\n")]
    rest, title = _title(lines)
    preface = paragraphs("\n".join(line for line in rest if not _is_chrome(line)))
    return Front(
        title,
        agency or _agency(lines, title, preface, body),
        year or _year(lines, title, preface, body),
        preface,
    )


def _title(lines: list[str]) -> tuple[list[str], str]:
    """The last title before the first section, and what stands behind it; all lines without one.

    The last one, since a covering letter names the report before the report does.
    """
    found = (lines, "")
    for at in range(len(lines)):
        for count in (1, 2, 3):
            if lines[at] and (hit := _title_in(lines[at : at + count])):
                title, behind = hit
                found = ([behind, *lines[at + count :]], _with_agency_above(lines[:at], title))
                break
    return found


def _title_in(lines: list[str]) -> tuple[str, str] | None:
    """The title these lines spell, and what follows it behind a blank (… 年度报告 根据《…)."""
    joined = "".join(line.strip("#* ") for line in lines)
    found = _TITLE.match(folded(joined))
    if not found:
        return None
    rest = joined[found.end() :]
    if rest[:1].isspace():
        return re.sub(r"\s+", "", found[0]), rest.strip()
    if not rest or re.match(r"[_|(（\-]", rest):
        title = re.sub(r"\s+", "", joined[: found.end()])
        return title + (SAMPLE_SUFFIX if rest.startswith(SAMPLE_SUFFIX) else ""), ""
    return None


def _with_agency_above(above: list[str], title: str) -> str:
    """A title that opens with its year gets the agency of the line above it."""
    last = [line for line in above if line][-1:]
    return last[0] + title if title.startswith("20") and last and _ONLY.match(last[0]) else title


def _is_chrome(line: str) -> bool:
    """Whether a line before the first section belongs to the page, not to the report."""
    if re.search("[。；]", line):
        return False
    return bool(_CHROME.search(line) or _HEADER.match(line) or _ONLY.match(line))


def _agency(lines: list[str], title: str, preface: str, body: str) -> str:
    names = list(_named(lines, title, preface, body))
    if not names:
        return ""
    # 龙田镇 in the title is 岑巩县龙田镇人民政府 elsewhere: take the full name.
    whole = "\n".join((*lines, preface, body))
    longer = [n for n in (*names, *_placed(whole, names[0])) if _spells_out(n, names[0])]
    return max(longer, key=len, default=names[0])


def _placed(text: str, short: str) -> Iterator[str]:
    """The name with its place before it, as the text has it between two signs (单位：东阳市某局)."""
    place = (
        "[\u4e00-\u9fff]{2,4}"
        if short[0] in "省市县区旗州"
        else "[\u4e00-\u9fff]{1,8}[省市县区旗州盟]"
    )
    for found in re.finditer(rf"(?<![\u4e00-\u9fff]){place}{re.escape(short)}", folded(text)):
        if "的" not in found[0]:
            yield found[0]


def _spells_out(name: str, short: str) -> bool:
    """Whether a name is a fuller one of the same agency, not that of one of its offices."""
    core = re.sub("(?:人民政府|街道办事处|办事处)$", "", short)
    bare = re.sub("(?:人民政府|街道办事处|办事处)$", "", name)
    fits = name.endswith(short) or bare.endswith(core)
    return fits and len(short) <= len(name) <= 26 and not _NO_NAME.search(name)


def _named(lines: list[str], title: str, preface: str, body: str) -> Iterator[str]:
    """Names of agencies, the best witness first."""
    found = _TITLE.match(folded(title))
    for part in (found["before"], found["after"]) if found else ():
        name = re.sub("^(?:关于|公布|发布)|(?:关于|的)$|^年?度", "", part)
        if re.search(f"(?:{_KINDS})$", name):
            yield name
    short = [line for line in lines if line and len(line) < 80]
    for pattern, places in ((_HEADER, short), (_PUBLISHER, short), (_ONLY, short)):
        for place in places:
            if match := pattern.match(place):
                yield match["agency"]
    witnesses = ((_TOLD, 300), (_CONTACT, 300), (_OF_YEAR, 300), (_SUBJECT, 300), (_OWN, 2000))
    for pattern, reach in witnesses:
        for named in pattern.finditer(folded(preface + "\n" + body[:reach])):
            name = named["agency"].rpartition("的")[2]
            if not name.startswith(_PRONOUNS) and not _NO_NAME.search(name):
                yield name


def _year(lines: list[str], title: str, preface: str, body: str) -> int:
    """The year most witnesses name: title, statistics period, header, then the text itself."""
    votes: Counter[int] = Counter()
    if found := _TITLE.match(folded(title)):
        votes[int(found["year"])] += 4
    if period := _PERIOD.search(preface + "\n" + body[:1500]):
        votes[int(period[1])] += 3
    if until := _UNTIL.search(preface + "\n" + body):
        votes[int(until[1])] += 1
    for line in lines[:6]:
        if match := _HEADER.match(line):
            votes[int(match["year"])] += 3
    for year, count in Counter(re.findall(r"(20\d\d)\s*年(?!\d)", body)).items():
        votes[int(year)] += min(count, 2)
    return min((y for y in votes if votes[y] == max(votes.values())), default=0)


def split_signature(text: str) -> tuple[str, str]:
    """The last section's text without the agency and date at its foot, and these."""
    found = _SIGNATURE.search(text)
    if not found:
        return text, ""
    return text[: found.start("signed")].rstrip(), re.sub(r"\s+", " ", found["signed"]).strip()
