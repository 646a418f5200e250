"""Settings come from the environment; a wrong one stops the start with its name."""

from dataclasses import fields
from pathlib import Path

import pytest

from assistant.config import PREFIX, Settings, from_environ
from assistant.errors import BadSetting


def test_without_variables_every_setting_has_its_default() -> None:
    assert from_environ({}) == Settings()


def test_variables_of_others_do_not_matter() -> None:
    assert (
        from_environ({"PATH": "/bin", "assistant_port": "x", "MY_ASSISTANT_PORT": "y"})
        == Settings()
    )


@pytest.mark.parametrize(
    ("variable", "text", "name", "value"),
    [
        ("DATA_DIR", "/var/lib/a", "data_dir", Path("/var/lib/a")),
        ("HOST", "0.0.0.0", "host", "0.0.0.0"),
        ("PORT", "0", "port", 0),
        ("PORT", "65535", "port", 65535),
        ("REGION", "510822", "region", "510822"),
        ("RATE_LIMIT", "0", "rate_limit", 0),
        ("MAX_FILE_MB", "2000", "max_file_mb", 2000),
        ("KNOWLEDGE_DIR", "/srv/k", "knowledge_dir", Path("/srv/k")),
        ("LOG_FORMAT", "json", "log_format", "json"),
        ("READERS", "1", "readers", 1),
        ("TRUSTED_PROXIES", "10.0.0.1", "trusted_proxies", "10.0.0.1"),
    ],
)
def test_a_variable_gives_its_setting(variable: str, text: str, name: str, value: object) -> None:
    settings = from_environ({PREFIX + variable: text})

    assert getattr(settings, name) == value


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("PORT", "http"),
        ("PORT", ""),
        ("PORT", "8080.5"),
        ("PORT", "-1"),
        ("PORT", "65536"),
        ("RATE_LIMIT", "-1"),
        ("RATE_LIMIT", "100001"),
        ("MAX_FILE_MB", "0"),
        ("MAX_FILE_MB", "2001"),
        ("READERS", "0"),
        ("READERS", "33"),
        ("LOG_FORMAT", "xml"),
        ("REGION", "岚皋"),
        ("REGION", ""),
        ("REGION", "6"),
        ("REGION", "6109250000000"),
        ("DATABASE_URL", "mysql://x"),
        ("DATABASE_URL", "data.db"),
        ("DATABASE_URL", "postgresql://x/y"),
    ],
)
def test_a_wrong_value_is_named_with_its_variable(variable: str, text: str) -> None:
    with pytest.raises(BadSetting) as caught:
        from_environ({PREFIX + variable: text})

    assert PREFIX + variable in caught.value.message
    assert text in caught.value.message


@pytest.mark.parametrize("variable", ["ASSISTANT_PROT", "ASSISTANT_", "ASSISTANT_port"])
def test_a_variable_that_is_no_setting_is_named(variable: str) -> None:
    with pytest.raises(BadSetting, match=f"没有名为 {variable} 的设置"):
        from_environ({variable: "8080"})


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("", "/srv/data/assistant.db"),
        ("sqlite:///other.db", "other.db"),
        ("sqlite:////var/lib/other.db", "/var/lib/other.db"),
    ],
)
def test_the_database_lies_in_the_data_folder_unless_it_is_told_otherwise(
    url: str, path: str
) -> None:
    settings = from_environ({"ASSISTANT_DATA_DIR": "/srv/data", "ASSISTANT_DATABASE_URL": url})

    assert settings.sqlite_path() == Path(path)


def test_every_setting_says_what_it_means() -> None:
    assert [field.name for field in fields(Settings) if not field.metadata["meaning"]] == []


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("", set()),
        ("10.0.0.1", {"10.0.0.1"}),
        (" 10.0.0.1 , ,10.0.0.2,", {"10.0.0.1", "10.0.0.2"}),
    ],
)
def test_trusted_proxies_are_separated_by_commas(text: str, addresses: set[str]) -> None:
    assert from_environ({"ASSISTANT_TRUSTED_PROXIES": text}).proxies() == addresses
