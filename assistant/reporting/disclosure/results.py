"""What each result (办理结果) of a request rests on and says: article, decision, remedies."""

from collections.abc import Mapping
from dataclasses import dataclass

_REVIEW_FIRST_SINCE = "2024-01-01"
_REASONS_TOLD = "第三十六条第三项"
_FEES = "第四十二条、《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"


@dataclass(frozen=True, slots=True)
class Result:
    """One row of table three as a decision: its articles of the Regulation and its words.

    article is "" where the Regulation has none of its own for the row. review_first marks
    decisions against which a review must come before a lawsuit: those that deny by
    articles 14 to 16, wholly or in part (《行政复议法》第二十三条第一款第四项, in force since
    2024; 法释〔2025〕8号第十条). A wrong way told to the applicant can cost him his remedy.
    """

    article: str
    decision: str
    review_first: bool = False


def _denied(article: str, why: str) -> Result:
    words = f"您申请公开的信息{why}，本机关决定不予公开。"
    return Result(f"{article}、{_REASONS_TOLD}", words, review_first=True)


RESULTS: dict[str, Result] = {
    "granted": Result("第三十六条第一项、第二项", "您申请公开的信息可以公开，现提供给您，或者告知您获取的方式、途径和时间。"),
    "partial": Result(
        "第三十七条、第三十六条第二项、第三项",
        "您申请公开的信息中，能够作区分处理的，可以公开的部分现提供给您；其余部分依法不予公开。",
        review_first=True,
    ),
    "denied_secret": _denied("第十四条", "依法确定为国家秘密"),
    "denied_law": _denied("第十四条", "属于法律、行政法规禁止公开的政府信息"),
    "denied_3s1s": _denied("第十四条", "公开后可能危及国家安全、公共安全、经济安全、社会稳定"),
    "denied_third_party": _denied("第十五条、第三十二条", "涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害"),
    "denied_internal": _denied("第十六条第一款", "属于行政机关人事管理、后勤管理、内部工作流程等内部事务信息"),
    "denied_process": _denied("第十六条第二款", "属于履行行政管理职能过程中形成的讨论记录、过程稿、磋商信函、请示报告等过程性信息"),
    "denied_enforcement_file": _denied("第十六条第二款", "属于行政执法案卷信息"),
    "denied_query": Result(
        "第三十六条第七项", "您申请公开的信息，有关法律、行政法规对其获取有特别规定，请依照该规定办理查询。"
    ),
    "na_not_held": Result("第三十六条第四项、第五项", "经检索，本机关不掌握您申请公开的信息。"),
    "na_need_create": Result("第三十八条", "您申请公开的信息没有现成的，需要本机关另行加工、分析，本机关不予提供。"),
    "na_unclear": Result("第三十条", "您的申请经补正后内容仍不明确，本机关无法提供。"),
    "np_petition": Result(
        "第三十九条第一款", "您以政府信息公开申请的形式进行信访、投诉、举报等活动，本机关不作为政府信息公开申请处理，请通过相应渠道提出。"
    ),
    "np_repeat": Result("第三十六条第六项", "本机关已就您提出的政府信息公开申请作出答复，您重复申请公开相同信息，本机关不予重复处理。"),
    "np_publication": Result("第三十九条第二款", "您申请的内容是要求提供政府公报、报刊、书籍等公开出版物，请依照出版物载明的途径获取。"),
    "np_massive": Result("第三十五条", "您申请公开政府信息的数量、频次明显超过合理范围，所述理由不合理，本机关不予处理。"),
    "np_reconfirm": Result("", "您要求本机关确认或者重新出具您已经获取的政府信息，本机关不予处理。"),
    "other_no_supplement": Result("第三十条", "您无正当理由逾期不补正，视为放弃申请，本机关不再处理该政府信息公开申请。"),
    "other_fee_unpaid": Result(_FEES, "您逾期未按照收费通知缴纳信息处理费，视为放弃申请，本机关不再处理该政府信息公开申请。"),
    "other_misc": Result("", "该政府信息公开申请已按其他方式处理完毕。"),
}  # fmt: skip
"""Every result row of table three by its key; articles are those of 国务院令第711号 of 2019."""

GROUNDS: dict[str, Result] = {
    "published": Result("第三十六条第一项", "您申请公开的信息已经主动公开，获取的方式、途径见下。"),
    "provided": Result("第三十六条第二项", "您申请公开的信息可以公开，现提供给您，或者告知您获取的方式、途径和时间。"),
    "absent": Result("第三十六条第四项", "经检索，没有您申请公开的信息，该政府信息不存在。"),
    "elsewhere": Result("第三十六条第五项", "您申请公开的信息不属于本机关负责公开。"),
}  # fmt: skip
"""What a row that joins two cases of article 36 is in detail (具体情形), by its key."""

GROUNDS_OF: dict[str, tuple[str, ...]] = {
    "granted": ("published", "provided"),
    "na_not_held": ("absent", "elsewhere"),
}
"""Results that have to name their ground, and those that fit."""


def decided(detail: Mapping[str, str]) -> Result:
    """What a reply says and rests on: by its ground where one is told, else by its row."""
    return GROUNDS.get(detail.get("ground", "")) or RESULTS[detail["result"]]


def remedies(result: str, review_body: str, court: str, day: str) -> str:
    """The remedies (救济途径) at the end of a reply of a day: who decides, and until when."""
    if RESULTS[result].review_first and day >= _REVIEW_FIRST_SINCE:
        return (
            f"如对本答复不服，应当自收到本答复之日起60日内先向{review_body}申请行政复议；"
            f"对行政复议决定不服的，可以自收到复议决定书之日起15日内向{court}提起行政诉讼。"
        )
    return (
        f"如对本答复不服，可以自收到本答复之日起60日内向{review_body}申请行政复议，"
        f"或者自收到本答复之日起6个月内向{court}提起行政诉讼。"
    )
