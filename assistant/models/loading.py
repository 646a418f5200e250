"""What loading a file tells (导入结果): what was refused and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refused row (未导入的行): row counts from 1 as the file's reader sees it, 0 for the whole file."""

    file: str
    row: int
    column: str
    value: str
    reason: str

    def sentence(self) -> str:
        """The refusal as one Chinese line."""
        place = f"第 {self.row} 行" if self.row else "整个文件"
        column = f"“{self.column}”列" if self.column else ""
        value = f"，值“{self.value[:40]}”" if self.value else ""
        return f"{self.file} {place}{column}{value}：{self.reason}"
