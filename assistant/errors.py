"""What can go wrong, said once: one root, few kinds, each message names the remedy in Chinese."""

from collections.abc import Mapping


class AssistantError(Exception):
    """Root of every error that people are meant to read.

    message is a Chinese sentence that says what to do; fields maps a field's name to
    its own sentence where a form or a request body was wrong.
    """

    code = "failed"
    status = 500

    def __init__(self, message: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fields = dict(fields or {})


class BadInput(AssistantError):
    """The sender must change something (请求有误)."""

    code = "bad_input"
    status = 400


class Forbidden(AssistantError):
    """This may not be done from there (不允许)."""

    code = "forbidden"
    status = 403


class NotFound(AssistantError):
    """There is no such thing here (未找到)."""

    code = "not_found"
    status = 404


class Conflict(AssistantError):
    """Somebody else changed the same thing meanwhile (内容已变)."""

    code = "conflict"
    status = 409


class TooLarge(AssistantError):
    """The body or file is over its limit (内容过大)."""

    code = "too_large"
    status = 413


class TooMany(AssistantError):
    """One address asks too often (请求过于频繁)."""

    code = "too_many"
    status = 429


class Unavailable(AssistantError):
    """Something that the service leans on does not work (暂不可用)."""

    code = "unavailable"
    status = 503


class BadSetting(AssistantError):
    """A setting stops the start (设置有误); the message names it."""

    code = "bad_setting"


class Refused(AssistantError):
    """A file was not taken (文件未导入); nothing of it was stored."""

    code = "refused"
    status = 422


class Scanned(Refused):
    """A file of pictures without text (扫描件), which must be recognised first."""
