"""How fast reports are read and loaded: `python tests/bench/reports.py`.

Makes a report of ten pages as text, page, Word file and, where LibreOffice is there, PDF; reads
each once in a process begun for it and once in one that is there already. Then loads 1,000
varied copies of the starter report with one `assistant load` and prints its seconds and the
most memory that it and its reader held.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from docx import Document

from assistant.ingest.reports.apart import ApartReader
from assistant.ingest.reports.reader import read_report
from assistant.models.report_tables import APPLICANTS, REQUEST_ROWS

ROOT = Path(__file__).parents[2]
STARTER = ROOT / "knowledge/reports/langao-xzspj-2019.txt"
COUNTIES = "东西南北中上下左右前后大小长短高低新旧明"
NARRATIVE = (
    "本年通过政府网站公开信息{n}条，微信公众号推送{n}条，办理12345热线工单{n}件，组织培训{n}次。"
)
ENDING = (
    "五、存在的主要问题及改进情况\n一是人手偏紧。\n六、其他需要报告的事项\n未收取信息处理费。\n"
)
TITLE = "测试县行政审批服务局2023年政府信息公开工作年度报告"
REPORTS = 1000


def paragraphs() -> list[str]:
    """Narrative for about eight pages of 28 characters by 22 lines."""
    return [NARRATIVE.format(n=n) for n in range(11, 111)]


def text() -> str:
    """The report of ten pages, its table three one cell to a line."""
    rows = ["\n".join([label, *"0000000"]) for label in REQUEST_ROWS.values()]
    head = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\n申请人情况\n"
    table = head + "\n".join([*APPLICANTS.values(), *rows])
    told = "\n".join(paragraphs())
    return (
        f"{TITLE}\n一、总体情况\n{told}\n二、主动公开政府信息情况\n"
        f"三、收到和处理政府信息公开申请情况\n{table}\n"
        f"四、政府信息公开行政复议、行政诉讼情况\n无。\n{ENDING}"
    )


def word_file(path: Path) -> Path:
    """The same as a Word file with a ruled table."""
    document = Document()
    before, _, after = text().partition("（本列数据")
    for line in before.splitlines():
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=8)
    table.style = "Table Grid"
    for cell, label in zip(table.rows[0].cells, ["申请人情况", *APPLICANTS.values()], strict=True):
        cell.text = label
    for label in REQUEST_ROWS.values():
        for cell, told in zip(table.add_row().cells, [label, *"0000000"], strict=True):
            cell.text = told
    for line in after[after.index("四、政府信息") :].splitlines():
        document.add_paragraph(line)
    document.save(str(path))
    return path


def made(folder: Path) -> list[Path]:
    """The report of ten pages in every form that can be made here."""
    plain, page = folder / "a.txt", folder / "a.html"
    plain.write_text(text(), "utf-8")
    page.write_text("<html><p>" + text().replace("\n", "</p><p>") + "</p></html>", "utf-8")
    files = [plain, page, word_file(folder / "a.docx")]
    if office := shutil.which("soffice") or shutil.which("libreoffice"):
        command = [office, "--headless", "--convert-to", "pdf", "--outdir", folder, files[-1]]
        subprocess.run(command, capture_output=True, check=True, timeout=120)
        files.append(folder / "a.pdf")
    return files


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def copies(folder: Path) -> Path:
    """Many agencies and years of the starter report."""
    folder.mkdir()
    starter = STARTER.read_text("utf-8")
    for number in range(REPORTS):
        county = number // 10
        name = f"安{COUNTIES[county % 20]}{COUNTIES[county // 20]}县"
        report = starter.replace("岚皋县", name).replace("2019", str(2010 + number % 10))
        (folder / f"{number:04}.txt").write_text(report, "utf-8")
    return folder


def load(folder: Path) -> tuple[float, int]:
    """Seconds of one `assistant load` of a folder, and the most MB of its largest process."""
    environment = {**os.environ, "ASSISTANT_DATA_DIR": str(folder / "data")}
    command = [sys.executable, "-m", "assistant", "load", str(copies(folder / "reports"))]
    took = seconds(
        lambda: subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True)
    )
    return took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def main() -> None:
    """Measure and print, a line each."""
    with tempfile.TemporaryDirectory() as place, ApartReader() as reader:
        took, megabytes = load(Path(place))
        print(f"{REPORTS} reports in one load: {took:.1f} s, {megabytes} MB at most a process")
        reader.read(STARTER)
        for file in made(Path(place)):
            alone = seconds(lambda file=file: read_report(file))
            beside = seconds(lambda file=file: reader.read(file))
            print(f"{file.suffix}: {alone:.2f} s, in a process that is there {beside:.2f} s")


if __name__ == "__main__":
    main()
