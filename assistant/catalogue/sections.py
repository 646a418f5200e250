"""How the editing form of an item is laid out (表单分节): sections, and words to choose from."""

from assistant.catalogue.consistency import WORDS
from assistant.catalogue.four_lists import BELONGS

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "基本信息",
        (
            "name", "parent_name", "sub_name", "base_code", "source_code", "region_code",
            "item_type", "status", "department", "duty_office", "deciding_body",
            "accepting_body", "entrusting_body", "joint_bodies", "level",
        ),
    ),
    (
        "谁能办、凭什么办",
        (
            "audience", "topics", "applies_to", "legal_basis", "conditions", "refusal_grounds",
            "quota",
        ),
    ),
    ("申请材料", ("materials",)),
    ("办理流程", ("steps", "special_steps")),
    (
        "类型、时限和到场",
        (
            "case_type", "review_type", "four_lists", "statutory_days", "statutory_unit",
            "promised_days", "promised_unit", "visits", "visit_reason",
        ),
    ),
    (
        "网上办和其他方式",
        (
            "handle_ways", "online", "online_depth", "online_url", "mobile_url", "booking",
            "mail_in", "mail_out", "kiosk", "cross_scope",
        ),
    ),
    ("办理地点", ("places",)),
    ("收费", ("fee", "fee_items", "pay_online")),
    ("办理结果", ("result_type", "result_name", "result_sample", "delivery", "validity")),
    (
        "咨询、监督和救济",
        ("consult_phone", "complaint_phone", "review_body", "court", "rights"),
    ),
    ("常见问题和说法", ("faq", "aliases", "keywords")),
    ("有效期和来源", ("valid_from", "valid_to", "updated", "source", "sample_fields")),
)  # fmt: skip
"""Every field of an item but its code, once, by section; a test holds it complete."""

CHECKS: dict[str, tuple[str, ...]] = {
    "four_lists": tuple(BELONGS),
    "audience": ("自然人", "企业法人", "事业法人", "社会组织法人", "行政机关", "其他组织"),
    "handle_ways": ("窗口", "网上", "邮寄", "自助终端"),
    "delivery": ("窗口领取", "邮寄送达", "网上下载"),
}
"""Fields of several values that are ticked, with the values usually offered."""

CHOICES: dict[str, tuple[str, ...]] = WORDS | {
    "materials.kind": ("原件", "复印件", "原件和复印件"),
    "materials.form": ("纸质", "电子", "纸质或电子"),
    "materials.need": ("必要", "非必要", "容缺后补"),
    "materials.source": ("申请人自备", "政府部门核发", "其他"),
    "places.level": WORDS["level"],
}
"""Fields, and fields of sub-records, that are chosen from a list."""

LONG = frozenset(
    {
        "applies_to", "quota", "special_steps", "visit_reason", "rights", "validity",
        "steps.standard", "materials.note", "materials.when", "fee_items.standard",
        "fee_items.basis", "faq.answer", "places.route",
    }
)  # fmt: skip
"""Texts that need more than a line."""
HINTS = {
    "promised_days": "即办填 0",
    "visits": "不必到现场填 0",
    "legal_basis": "一行一条，写明法律名称和第几条，文件写明文号",
    "four_lists": "可多选",
    "aliases": "群众平时的叫法，一行一个，至少 3 个",
    "valid_from": "从这一天起适用；填以后的日期，到那天零点自动生效",
    "valid_to": "从这一天起不再适用",
    "status": "在用可不填；不再办理的填取消或暂停",
    "updated": "发布时自动改为当天",
    "sample_fields": "仍是示例、还没有换成本地值的字段，一行一个；改了值的会自动去掉，值本来就对的请在这里删掉",
}
"""What is said below a field."""
