"""Accounts (账号): who may sign in to the desk, in which role, and what each role may do."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is at the desk (角色)."""

    VIEWER = "viewer"
    OPERATOR = "operator"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    LEADER = "leader"
    ADMIN = "admin"


class Permission(StrEnum):
    """One thing that somebody may do at the desk (权限)."""

    SEE_DESK = "see_desk"
    SEE_CATALOGUE = "see_catalogue"
    SEE_QUESTIONS = "see_questions"
    LOG_ACTIVITY = "log_activity"
    EDIT_CATALOGUE = "edit_catalogue"
    REVIEW_CATALOGUE = "review_catalogue"
    IMPORT = "import"
    EDIT_LEXICON = "edit_lexicon"
    PUBLISH_LEXICON = "publish_lexicon"
    SETTLE_REPORTS = "settle_reports"
    EDIT_REQUESTS = "edit_requests"
    EDIT_DRAFTS = "edit_drafts"
    REVIEW_DRAFTS = "review_drafts"
    SIGN_DRAFTS = "sign_drafts"
    PUBLISH_DRAFTS = "publish_drafts"
    MANAGE_ACCOUNTS = "manage_accounts"
    SEE_AUDIT = "see_audit"


ROLE_LABELS: dict[Role, str] = {
    Role.VIEWER: "查看员",
    Role.OPERATOR: "话务员",
    Role.EDITOR: "编辑员",
    Role.REVIEWER: "审核员",
    Role.LEADER: "签发人",
    Role.ADMIN: "管理员",
}
ROLE_DUTIES: dict[Role, str] = {
    Role.VIEWER: "只看事项目录、词库和年报初稿，不改动",
    Role.OPERATOR: "接电话、查事项、记台账",
    Role.EDITOR: "维护事项、词库、依申请公开和年报初稿",
    Role.REVIEWER: "审核并发布事项、词库，审核年报",
    Role.LEADER: "审核、签发年报，查看操作记录",
    Role.ADMIN: "管理账号，并可做其余各项工作",
}
PERMISSION_LABELS: dict[Permission, str] = {
    Permission.SEE_DESK: "进入工作台",
    Permission.SEE_CATALOGUE: "查看事项目录",
    Permission.SEE_QUESTIONS: "查看群众的提问",
    Permission.LOG_ACTIVITY: "记台账",
    Permission.EDIT_CATALOGUE: "修改事项目录",
    Permission.REVIEW_CATALOGUE: "审核事项目录",
    Permission.IMPORT: "导入文件",
    Permission.EDIT_LEXICON: "修改词库",
    Permission.PUBLISH_LEXICON: "发布词库",
    Permission.SETTLE_REPORTS: "导入和核定已公布的年报",
    Permission.EDIT_REQUESTS: "办理依申请公开",
    Permission.EDIT_DRAFTS: "编写年度报告",
    Permission.REVIEW_DRAFTS: "审核年度报告",
    Permission.SIGN_DRAFTS: "签发年度报告",
    Permission.PUBLISH_DRAFTS: "发布年度报告",
    Permission.MANAGE_ACCOUNTS: "管理账号",
    Permission.SEE_AUDIT: "查看操作记录",
}

_VIEWER = frozenset({Permission.SEE_DESK, Permission.SEE_CATALOGUE})
_OPERATOR = _VIEWER | {Permission.LOG_ACTIVITY, Permission.SEE_QUESTIONS}
_EDITOR = _OPERATOR | {
    Permission.EDIT_CATALOGUE,
    Permission.IMPORT,
    Permission.EDIT_LEXICON,
    Permission.SETTLE_REPORTS,
    Permission.EDIT_REQUESTS,
    Permission.EDIT_DRAFTS,
}
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.VIEWER: _VIEWER,
    Role.OPERATOR: _OPERATOR,
    Role.EDITOR: _EDITOR,
    # That nobody reviews what he wrote himself is a rule of each review, not of the role:
    # in a small bureau the reviewer writes too.
    Role.REVIEWER: _EDITOR
    | {
        Permission.REVIEW_CATALOGUE,
        Permission.PUBLISH_LEXICON,
        Permission.REVIEW_DRAFTS,
        Permission.PUBLISH_DRAFTS,
        Permission.SEE_AUDIT,
    },
    Role.LEADER: _VIEWER
    | {
        Permission.SEE_QUESTIONS,
        Permission.REVIEW_DRAFTS,
        Permission.SIGN_DRAFTS,
        Permission.PUBLISH_DRAFTS,
        Permission.SEE_AUDIT,
    },
    Role.ADMIN: frozenset(Permission),
}
"""What each role may do; the one place where that is said."""


@dataclass(frozen=True, slots=True)
class User:
    """One account (账号) without its secrets; name is what is typed at sign-in.

    must_change: the password was given by somebody else and holds for one sign-in.
    """

    id: str
    name: str
    full_name: str
    role: Role
    active: bool = True
    must_change: bool = False
    has_totp: bool = False
    created_at: str = ""

    def may(self, permission: Permission) -> bool:
        """Whether the role has the permission."""
        return permission in PERMISSIONS[self.role]

    @property
    def shown(self) -> str:
        """The name for people: the full one where it is known."""
        return self.full_name or self.name


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in (登录会话) of a browser, until it ends, expires or is revoked."""

    id: str
    account_id: str
    begun_at: str
    seen_at: str
    expires_at: str
    address: str
    browser: str


@dataclass(frozen=True, slots=True)
class Deed:
    """One change made at the desk or by command (操作记录), for the audit log.

    who is the account's name; subject names the thing in words a person finds it by
    (事项 T-001); before and after are plain text, empty where there was or is nothing.
    """

    id: str
    who: str
    when: str
    subject: str
    before: str = ""
    after: str = ""
    why: str = ""
