"""The desk's sections (工作台栏目), by task; each is shown to those who may open it."""

from dataclasses import dataclass

from assistant.models.accounts import Permission, User


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the desk's navigation; what says on the first page what it is for."""

    task: str
    label: str
    path: str
    permission: Permission
    what: str


SECTIONS: tuple[Section, ...] = (
    Section("日常", "今日工作", "/desk", Permission.SEE_DESK, "各栏目的入口"),
    Section(
        "日常",
        "记台账",
        "/desk/log",
        Permission.LOG_ACTIVITY,
        "登记公开发布、许可、工单、依申请公开和培训，年底据此计算年报数字",
    ),
    Section(
        "日常",
        "依申请公开",
        "/desk/requests",
        Permission.EDIT_REQUESTS,
        "登记申请，看期限，补正、征求意见、延期、收费、答复",
    ),
    Section(
        "日常",
        "复议诉讼",
        "/desk/disputes",
        Permission.EDIT_REQUESTS,
        "登记因政府信息公开引起的复议和诉讼及其结果",
    ),
    Section(
        "事项",
        "事项目录",
        "/desk/catalogue",
        Permission.SEE_CATALOGUE,
        "查找、修改、审核、发布事项，体检和四办台账",
    ),
    Section(
        "事项",
        "地点和批量修改",
        "/desk/places",
        Permission.SEE_CATALOGUE,
        "窗口搬迁、电话和时间变动，一次改好所有事项",
    ),
    Section(
        "事项",
        "导入导出",
        "/desk/catalogue/import",
        Permission.IMPORT,
        "上传事项表格，看清变化后导入，可以撤销；导出全部事项",
    ),
    Section(
        "年报",
        "年报起草",
        "/desk/reports",
        Permission.SEE_DESK,
        "由台账生成年度报告，编写、检查、审核、签发、公布",
    ),
    Section(
        "年报",
        "年报检查",
        "/desk/check",
        Permission.SEE_DESK,
        "选一份或几份年报文件，看 41 项检查发现的问题，任何机关的都可以",
    ),
    Section(
        "年报",
        "年报导入和核定",
        "/desk/reports/read",
        Permission.SETTLE_REPORTS,
        "导入已公布的年报，对照原件核定读不准的数",
    ),
    Section(
        "问答",
        "学习队列",
        "/desk/learning",
        Permission.SEE_QUESTIONS,
        "没答好的问题，按没解释的词归组，从这里补词库、别名、常见问题",
    ),
    Section("问答", "词库", "/desk/lexicon", Permission.SEE_CATALOGUE, "群众的说法对应哪些正式词"),
    Section(
        "问答",
        "词库改动",
        "/desk/edits",
        Permission.SEE_QUESTIONS,
        "改动先用标准问题核对，看过结果再发布",
    ),
    Section(
        "问答",
        "为什么这样答",
        "/desk/why",
        Permission.SEE_QUESTIONS,
        "试一个问题，或看一条答复记录，一步一步怎么得出来的",
    ),
    Section(
        "账号", "我的账号", "/desk/account", Permission.SEE_DESK, "改密码、看在哪里登录、设验证码"
    ),
    Section(
        "账号",
        "账号管理",
        "/desk/accounts",
        Permission.MANAGE_ACCOUNTS,
        "添加账号、更改角色、重置密码、停用",
    ),
    Section("账号", "操作记录", "/desk/audit", Permission.SEE_AUDIT, "谁在什么时候改了什么"),
)
"""In the order in which they are shown; entries of one task stand together."""


def tasks_of(user: User) -> list[tuple[str, list[Section]]]:
    """Each task with those of its sections that the account may open; empty tasks left out."""
    found: dict[str, list[Section]] = {}
    for section in SECTIONS:
        if user.may(section.permission):
            found.setdefault(section.task, []).append(section)
    return list(found.items())


def section_at(path: str) -> str:
    """The path of the section to which a page belongs: the longest that begins its path."""
    fitting = [s.path for s in SECTIONS if path == s.path or path.startswith(s.path + "/")]
    return max(fitting, key=len, default="")
