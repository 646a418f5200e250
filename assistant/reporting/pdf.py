"""PDF of a report (.pdf): its Word document, set by LibreOffice where that is installed."""

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.errors import Unavailable

_SECONDS = 120
_FAMILIES: dict[str, tuple[str, ...]] = {
    "仿宋_GB2312": ("FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "Noto Serif CJK SC"),
    "楷体_GB2312": ("KaiTi_GB2312", "楷体", "KaiTi", "AR PL UKai CN", "Noto Serif CJK SC"),
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "宋体", "SimSun", "Noto Serif CJK SC"),
    "黑体": ("SimHei", "WenQuanYi Zen Hei", "Noto Sans CJK SC"),
    "宋体": ("SimSun", "AR PL UMing CN", "Noto Serif CJK SC"),
}
"""What takes the place of an official font that the machine has not, the nearest first."""


def pdf_of(document: bytes) -> bytes:
    """The PDF of a .docx; raises Unavailable where LibreOffice is missing or fails."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise Unavailable(
            "这台机器没有安装 LibreOffice，不能生成 PDF。请安装（apt-get install libreoffice-writer），"
            "或先下载 .docx，再用 Word、WPS 另存为 PDF。"
        )
    with TemporaryDirectory() as name:
        folder = Path(name)
        made = folder / "report.pdf"
        (folder / "report.docx").write_bytes(document)
        (folder / "fonts.conf").write_text(_font_rules(), "utf-8")
        _convert(office, folder)
        if not made.exists():
            raise Unavailable("LibreOffice 没有生成 PDF，请改为下载 .docx。")
        return made.read_bytes()


def _convert(office: str, folder: Path) -> None:
    # A profile of its own: a running office would take the file over and write nothing.
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    try:
        started = subprocess.Popen(  # noqa: S603
            [*command, str(folder / "report.docx")],
            env=os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf")},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise Unavailable("LibreOffice 启动不了，请改为下载 .docx。") from error
    try:
        started.wait(_SECONDS)
    except subprocess.TimeoutExpired as error:
        # The program started is a script: the office itself is one of its children.
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()
        raise Unavailable("LibreOffice 太久没有生成 PDF，请改为下载 .docx。") from error


def _font_rules() -> str:
    """The machine's own fonts, with what stands in for those that are missing."""
    aliases = "".join(
        f'<alias binding="same"><family>{family}</family><prefer>'
        f"{''.join(f'<family>{other}</family>' for other in (family, *others))}</prefer></alias>"
        for family, others in _FAMILIES.items()
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{aliases}</fontconfig>'
    )
