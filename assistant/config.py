"""Settings (设置): read once from the environment, checked, and passed on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from assistant.errors import BadSetting

PREFIX = "ASSISTANT_"


def _setting(default: Any, meaning: str) -> Any:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting of the service with its default; README lists them, a test compares."""

    data_dir: Path = _setting(Path("data"), "folder of the database, the index and backups")
    database_url: str = _setting("", "`sqlite:///PATH`; empty: `assistant.db` in the data folder")
    host: str = _setting("127.0.0.1", "address to listen on")
    port: int = _setting(8080, "port to listen on")
    region: str = _setting("610925", "region code in which a question is answered by default")
    rate_limit: int = _setting(60, "questions a minute from one address; 0 lifts the limit")
    trusted_proxies: str = _setting("", "addresses of reverse proxies, separated by commas")
    max_file_mb: int = _setting(50, "largest file that is imported, in MB")
    knowledge_dir: Path = _setting(Path(), "starter knowledge; empty: the one that is built in")
    log_format: str = _setting("console", "`console` or `json`")
    readers: int = _setting(3, "database connections for readers")

    def proxies(self) -> frozenset[str]:
        """Addresses of the trusted reverse proxies."""
        return frozenset(part.strip() for part in self.trusted_proxies.split(",") if part.strip())

    def sqlite_path(self) -> Path:
        """Where the SQLite file lies; BadSetting for an address of another kind."""
        if not self.database_url:
            return self.data_dir / "assistant.db"
        if not self.database_url.startswith("sqlite:///"):
            raise BadSetting(
                f"{PREFIX}DATABASE_URL 的值“{self.database_url}”无法识别，"
                "请写成 sqlite:///文件路径，或留空使用数据目录中的 assistant.db。"
            )
        return Path(self.database_url.removeprefix("sqlite:///"))


def from_environ(environ: Mapping[str, str]) -> Settings:
    """Settings from variables with the prefix ASSISTANT_.

    Raises BadSetting, naming the variable, for a value that cannot be used and for a
    variable with the prefix that is no setting (most likely a slip of the pen).
    """
    names = {PREFIX + f.name.upper(): f.name for f in fields(Settings)}
    given: dict[str, Any] = {}
    for variable, text in environ.items():
        if not variable.startswith(PREFIX):
            continue
        if variable not in names:
            raise BadSetting(f"没有名为 {variable} 的设置，请对照 README 的设置表改正或删去。")
        name = names[variable]
        given[name] = _converted(variable, text, getattr(DEFAULTS, name))
    settings = Settings(**given)
    _check_ranges(settings)
    settings.sqlite_path()
    return settings


DEFAULTS = Settings()


def _converted(variable: str, text: str, default: object) -> object:
    if isinstance(default, int):
        try:
            return int(text)
        except ValueError:
            raise BadSetting(f"{variable} 的值“{text}”不是整数，请改为整数。") from None
    return Path(text) if isinstance(default, Path) else text


def _check_ranges(settings: Settings) -> None:
    ranges = {"port": (0, 65535), "rate_limit": (0, 100_000), "max_file_mb": (1, 2000)}
    ranges["readers"] = (1, 32)
    for name, (low, high) in ranges.items():
        value = getattr(settings, name)
        if not low <= value <= high:
            raise BadSetting(
                f"{PREFIX}{name.upper()} 的值 {value} 超出范围，应在 {low} 到 {high} 之间。"
            )
    if settings.log_format not in ("console", "json"):
        raise BadSetting(f"{PREFIX}LOG_FORMAT 的值“{settings.log_format}”应为 console 或 json。")
    if not (settings.region.isdigit() and 2 <= len(settings.region) <= 12):
        raise BadSetting(f"{PREFIX}REGION 的值“{settings.region}”应为 2 到 12 位数字的区划代码。")
