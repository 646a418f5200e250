"""Disclosure requests (依申请公开) and disputes over them, as steps that are never edited."""

from dataclasses import dataclass, field
from typing import Literal

from assistant.models.activity import Input, Kind
from assistant.models.log_words import (
    APPLICANT_KINDS,
    DISPUTE_CATEGORIES,
    DISPUTE_OUTCOMES,
    REQUEST_RESULTS,
    Options,
    pairs,
)

CaseKind = Literal["request", "dispute"]


@dataclass(frozen=True, slots=True)
class CaseStep:
    """One step of a case (办理步骤); a correction is a new step that names the old one.

    happened_on is ISO-8601 text; kind is a key of STEP_OF, or "void" for a step that only
    says that the one it replaces never happened.
    """

    kind: str
    happened_on: str
    detail: dict[str, str] = field(default_factory=dict)
    recorded_by: str = ""
    replaces: str = ""
    id: str = ""
    recorded_at: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A disclosure request (依申请公开) or a dispute (复议、诉讼) with its whole history."""

    id: str
    kind: CaseKind
    number: str
    opened_at: str
    history: tuple[CaseStep, ...]

    @property
    def steps(self) -> tuple[CaseStep, ...]:
        """The steps that stand, by day and then as they were recorded."""
        replaced = {step.replaces for step in self.history}
        standing = [s for s in self.history if s.id not in replaced and s.kind != "void"]
        return tuple(sorted(standing, key=lambda step: step.happened_on))

    @property
    def first(self) -> CaseStep:
        """The standing step that opened the case: what was received or filed."""
        return next(step for step in self.steps if step.kind in ("received", "filed"))

    def last(self, kind: str) -> CaseStep | None:
        """The latest standing step of a kind, or None."""
        return next((step for step in reversed(self.steps) if step.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who asks (申请人): personal data, kept apart from the case and shown only where needed."""

    name: str
    contact: str = ""
    address: str = ""

    def masked(self) -> "Applicant":
        """With the first character of the name and the ends of the number left."""
        contact = self.contact
        if len(contact) > 4:
            contact = f"{contact[:3]}{'*' * (len(contact) - 5)}{contact[-2:]}"
        return Applicant(f"{self.name[:1]}{'*' * max(len(self.name) - 1, 1)}", contact, "")


RECEIPT_CHANNELS: Options = (
    ("in_person", "当面提交"),
    ("signed_mail", "邮寄（需签收）"),
    ("ordinary_mail", "邮寄（平常信函）"),
    ("online", "网上提交"),
    ("fax", "传真"),
)

CONFIRMED_CHANNELS = ("ordinary_mail", "online", "fax")
"""Ways in which a request counts as received on the day both sides confirm it (第三十一条)."""

_ON = Input("happened_on", "日期", "date", required=True)
_WHOM = Input("whom", "征求谁的意见", required=True)
_OPINIONS: Options = (("agreed", "同意公开"), ("refused", "不同意公开"), ("silent", "逾期未答复"))
_OPINION = Input("opinion", "意见", "select", _OPINIONS, required=True)
_GROUNDS: Options = (
    ("", "不用选"),
    ("published", "已经主动公开，告知获取途径（第一项）"),
    ("provided", "提供信息，或者告知如何获取（第二项）"),
    ("absent", "检索后没有，信息不存在（第四项）"),
    ("elsewhere", "不属于本机关负责公开（第五项）"),
)
_RESULTS = tuple(option for option in REQUEST_RESULTS if option[0])

RECEIVED = Kind(
    "received", "收到申请", "件",
    (
        Input("channel", "提交方式", "select", RECEIPT_CHANNELS, required=True),
        Input(
            "happened_on", "提交或到达日期", "date", required=True,
            hint="当面提交的写提交之日，需签收的邮件写签收之日",
        ),
        Input(
            "confirmed_on", "与申请人确认的日期", "date",
            hint="平常信函、网上、传真以双方确认之日为收到之日（第三十一条）；还没有确认的先空着",
        ),
        Input("applicant", "申请人类别", "select", APPLICANT_KINDS, required=True),
        Input("subject", "申请公开的内容", required=True, hint="写要公开的信息，不写申请人的姓名和电话"),
        Input(
            "delivery", "获取信息的方式", "select",
            pairs("邮寄", "网上获取", "当面领取", "传真", "电子邮件", "现场查阅"), required=True,
        ),
    ),
)  # fmt: skip

REQUEST_STEPS: tuple[Kind, ...] = (
    Kind(
        "confirmed", "与申请人确认收到", "次",
        (Input("happened_on", "确认日期", "date", required=True),),
    ),
    Kind(
        "supplement_asked", "通知补正", "次",
        (
            _ON,
            Input("what", "要补正什么", required=True),
            Input("due", "补正期限", "date", required=True, hint="给申请人合理期限，一般不超过 15 个工作日"),
        ),
    ),
    Kind("supplemented", "收到补正", "次", (_ON, Input("what", "补正了什么"))),
    Kind("third_party_asked", "书面征求第三方意见", "次", (_ON, _WHOM)),
    Kind("third_party_answered", "第三方意见", "次", (_ON, _OPINION)),
    Kind("body_asked", "征求其他机关意见", "次", (_ON, _WHOM)),
    Kind("body_answered", "其他机关意见", "次", (_ON, _OPINION)),
    Kind(
        "extended", "延长答复期限", "次",
        (
            Input("happened_on", "告知申请人的日期", "date", required=True),
            Input("days", "延长几个工作日", "number", required=True, hint="最多 20 个工作日（第三十三条）"),
            Input("approved_by", "同意延期的负责人", required=True, hint="政府信息公开工作机构负责人"),
            Input("reason", "理由", required=True),
        ),
    ),
    Kind(
        "fee_notice", "收费通知", "次",
        (
            _ON,
            Input(
                "delivered_on", "申请人收到通知的日期", "date",
                hint="20 个工作日的缴费期限从收到的次日起算；还不知道的先空着，按发出日期算",
            ),
            Input("basis", "计费方式", "select", (("pieces", "按件"), ("pages", "按量（页）")), required=True),
            Input("count", "本次件数或页数", "number", required=True),
            Input(
                "prior", "本月此前已计件数", "number", least=0,
                hint="按件计费时，同一申请人一个自然月内累计；没有的写 0 或不填",
            ),
        ),
    ),
    Kind("fee_paid", "收到缴费", "次", (_ON, Input("receipt", "票据号"))),
    Kind("reasons_asked", "要求说明理由", "次", (_ON, Input("what", "哪里超出合理范围", required=True))),
    Kind(
        "replied", "作出答复", "件",
        (
            Input("happened_on", "答复日期", "date", required=True),
            Input("result", "办理结果", "select", _RESULTS, required=True),
            Input(
                "ground", "具体情形", "select", _GROUNDS,
                hint="“予以公开”和“本机关不掌握”要选，答复书据此引用第三十六条的项；其他结果不选",
            ),
            Input("document_no", "答复书文号", hint="例如 岚审批公开答复〔2026〕1号"),
            Input("grounds", "决定内容和理由", "long", hint="写进答复书；部分公开的写明哪部分不公开"),
        ),
    ),
    Kind("archived", "归档", "件", (_ON,)),
)  # fmt: skip
"""Steps of a request (办理步骤) after its receipt, in the order of the form."""

DISPUTE_STEPS: tuple[Kind, ...] = (
    Kind(
        "filed", "收到复议申请或起诉", "件",
        (
            Input("happened_on", "收到日期", "date", required=True),
            Input("category", "类型", "select", DISPUTE_CATEGORIES, required=True),
            Input("body", "复议机关或法院", required=True),
            Input("about", "针对哪一件申请", hint="写依申请公开的登记号，没有的不填"),
        ),
    ),
    Kind(
        "decided", "复议决定或判决", "件",
        (
            Input("happened_on", "决定或判决日期", "date", required=True),
            Input("result", "结果", "select", DISPUTE_OUTCOMES[1:], required=True),
            Input("document_no", "文书号"),
        ),
    ),
)  # fmt: skip
"""Steps of a review (行政复议) or lawsuit (行政诉讼)."""

STEP_OF: dict[str, Kind] = {k.key: k for k in (RECEIVED, *REQUEST_STEPS, *DISPUTE_STEPS)}

APPLICANT_INPUTS: tuple[Input, ...] = (
    Input(
        "name", "姓名或名称", required=True, hint="只在本件办理中使用，列表中遮盖，不进台账和导出"
    ),
    Input("contact", "联系方式"),
    Input("address", "邮寄地址", hint="邮寄送达才需要"),
)
"""What is kept of an applicant (第二十九条); the proof of identity is looked at, not stored."""
