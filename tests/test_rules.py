"""Rules of the house that the code keeps by itself: doors, docstrings, lengths, README, locks."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import typer.main

from assistant.cli import app_with
from assistant.config import DEFAULTS, PREFIX, Settings

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "assistant"
MODULES = {p.relative_to(PACKAGE).as_posix(): p for p in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}
README = (ROOT / "README.md").read_text("utf-8")

DOORS = {
    "ahocorasick": "language/words.py",
    "jieba": "language/segment.py",
    "opencc": "language/normal.py",
    "pypinyin": "language/sound.py",
    "tantivy": "search/index.py",
    "rapidfuzz": "search/",
    "aiosqlite": "storage/",
    "argon2": "accounts/passwords.py",
    "pyotp": "accounts/codes.py",
    "segno": "accounts/codes.py",
    "python_calamine": "ingest/rows.py",
}
"""Each outside library with the one file or room that may import it."""

SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM"
    r"|(CREATE|DROP|ALTER)\s+(UNIQUE\s+)?(TABLE|INDEX)|PRAGMA\s)",
    re.DOTALL,
)


def imported(tree: ast.AST) -> Iterator[str]:
    """The top-level name of everything that a module imports, late imports too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def texts(tree: ast.AST) -> Iterator[str]:
    """Every text of a module, the parts of f-strings too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_there_are_modules_to_hold_the_rules_against() -> None:
    assert len(MODULES) > 50


@pytest.mark.parametrize("library", DOORS)
def test_an_outside_library_has_one_door(library: str) -> None:
    users = [name for name, tree in TREES.items() if library in imported(tree)]

    assert users != []
    assert [name for name in users if not name.startswith(DOORS[library])] == []


def test_sql_stands_in_storage_only() -> None:
    found = [(name, t) for name, tree in TREES.items() for t in texts(tree) if SQL.search(t)]

    assert {name.split("/")[0] for name, _ in found} == {"storage"}


def test_every_module_says_what_lives_there() -> None:
    assert [name for name, tree in TREES.items() if not ast.get_docstring(tree)] == []


def test_a_modules_first_line_is_one_short_sentence() -> None:
    first = {
        name: (ast.get_docstring(tree) or "").partition("\n")[0] for name, tree in TREES.items()
    }

    assert [name for name, line in first.items() if not line.endswith((".", "。"))] == []
    assert [name for name, line in first.items() if len(line) > 110] == []


def test_no_function_is_longer_than_50_lines() -> None:
    lengths = {
        f"{name}: {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert {function: length for function, length in lengths.items() if length > 50} == {}


def test_no_file_is_longer_than_400_lines() -> None:
    files = [*MODULES.values(), *(ROOT / "tests").rglob("*.py")]
    lengths = {
        f.relative_to(ROOT).as_posix(): len(f.read_text("utf-8").splitlines()) for f in files
    }

    assert {file: length for file, length in lengths.items() if length > 400} == {}


def table_of_settings() -> dict[str, tuple[str, str]]:
    """The settings as README tells them: name to default and meaning."""
    rows = re.findall(rf"^\| `({PREFIX}\w+)` \|(.*?)\|(.*?)\|\s*$", README, re.MULTILINE)
    return {
        name: (default.strip().strip("`").strip(), meaning.strip())
        for name, default, meaning in rows
    }


@pytest.mark.parametrize("setting", [field.name for field in fields(Settings)])
def test_every_setting_stands_in_the_readme_with_its_default(setting: str) -> None:
    told = table_of_settings()
    default = getattr(DEFAULTS, setting)

    assert PREFIX + setting.upper() in told
    shown, meaning = told[PREFIX + setting.upper()]
    assert shown == (str(default) or '""')
    assert meaning == Settings.__dataclass_fields__[setting].metadata["meaning"]


def test_the_readme_tells_of_no_setting_that_there_is_not() -> None:
    assert set(table_of_settings()) <= {PREFIX + field.name.upper() for field in fields(Settings)}


def commands(of: Any, before: str = "") -> Iterator[str]:
    """Every command as it is typed, those of groups with their group."""
    for name, command in of.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}"


@pytest.mark.parametrize("command", list(commands(typer.main.get_command(app_with()))))
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert f"assistant {command}" in README


LOCKS = sorted(path.name for path in ROOT.glob("requirements*.lock"))


def test_there_are_lock_files() -> None:
    assert LOCKS == ["requirements-dev.lock", "requirements.lock"]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_no_host(lock: str) -> None:
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    places = re.compile(r"\w://|\b(index-url|find-links|trusted-host)\b|(^|\s)@\s|git\+")

    assert [line for line in lines if places.search(line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_version_and_hashes(lock: str) -> None:
    entries = re.split(r"\n(?=[a-zA-Z])", (ROOT / lock).read_text("utf-8"))
    packages = [entry for entry in entries if re.match(r"[a-zA-Z]", entry)]

    assert len(packages) > 20
    assert [
        entry.splitlines()[0]
        for entry in packages
        if not re.match(r"[\w.\-\[\]]+==\S+ ", entry) or "--hash=sha256:" not in entry
    ] == []
