"""The reply to a request (政府信息公开申请答复书) as a letter, before it becomes a document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assistant.models.agency import Agency
from assistant.models.disclosure import Applicant, Case
from assistant.reporting.disclosure.clock import received_on
from assistant.reporting.disclosure.results import decided, remedies
from assistant.reporting.wording import day

REGULATION = "《中华人民共和国政府信息公开条例》"
_NO_BASIS = "【待补：依据，《条例》没有专门条款，请法制审核后填写】"
_OWED = {
    "granted": "提供的信息，或者获取的方式、途径和时间",
    "published": "获取的方式、途径",
    "partial": "哪些部分不予公开及其理由",
    "denied_query": "应当依照的法律、行政法规和办理查询的机关",
    "elsewhere": "负责公开该信息的机关名称、联系方式；不能确定的，写明理由",
}
"""What else a reply must tell by article 36 or 37, by ground or result (告知义务)."""


@dataclass(frozen=True, slots=True)
class Letter:
    """An official letter (公函): number may be "", paragraphs are in order, day is ISO text."""

    title: str
    number: str
    addressee: str
    paragraphs: tuple[str, ...]
    agency: str
    day: str


def reply_letter(case: Case, applicant: Applicant | None, agency: Agency) -> Letter:
    """The reply of a closed request: facts, ground, decision, remedies and until when.

    What nobody has filled in is a marked gap 【待补：…】: who reviews and which court judges
    stands in the agency's profile and is never guessed. Raises ValueError for a request
    without a reply.
    """
    reply = case.last("replied")
    if reply is None:
        raise ValueError(f"the request {case.number} has no reply")
    result = reply.detail["result"]
    ground = decided(reply.detail)
    basis = f"{REGULATION}{ground.article}" if ground.article else _NO_BASIS
    return Letter(
        title=f"{agency.name}政府信息公开申请答复书",
        number=reply.detail.get("document_no", ""),
        addressee=applicant.name if applicant else "【待补：申请人姓名或名称】",
        paragraphs=(
            f"本机关于{_said(received_on(case)[0])}收到您提出的政府信息公开申请"
            f"（登记号：{case.number}），申请公开的内容是：{_plain(case.first.detail['subject'])}。",
            *_way(case),
            f"根据{basis}的规定，答复如下：",
            ground.decision,
            *_grounds(reply.detail),
            remedies(
                result,
                agency.review_body or "【待补：复议机关名称】",
                agency.court or "【待补：有管辖权的人民法院名称】",
                reply.happened_on,
            ),
        ),
        agency=agency.name,
        day=reply.happened_on,
    )


def _way(case: Case) -> tuple[str, ...]:
    """What happened in between and moved the last day of the reply."""
    told = []
    if supplemented := case.last("supplemented"):
        told.append(f"{day(supplemented.happened_on)}收到您的补正材料。")
    if case.last("third_party_asked"):
        told.append("办理中，本机关依法书面征求了第三方的意见。")
    if extended := case.last("extended"):
        told.append(f"因{_plain(extended.detail['reason'])}，本机关已告知您延长答复期限。")
    return ("".join(told),) if told else ()


def _grounds(detail: Mapping[str, str]) -> tuple[str, ...]:
    """What was typed line by line; a gap where the Regulation asks for more than the row says."""
    lines = tuple(line.strip() for line in detail.get("grounds", "").splitlines() if line.strip())
    owed = _OWED.get(detail.get("ground", "")) or _OWED.get(detail["result"])
    if owed is None and detail["result"].startswith("denied_"):
        owed = "不予公开的具体理由"
    return lines or ((f"【待补：{owed}】",) if owed else ())


def _said(it: date) -> str:
    return day(it.isoformat())


def _plain(text: str) -> str:
    return text.rstrip("。；;.")
