"""What recognises scans (文字识别), and how a text that was recognised is told from others."""

TESSERACT = "tesseract"
"""The program that recognises scans, an optional package of the machine."""

SCAN_MARK = "【扫描件文字识别】"
"""How a text begins that was recognised from pictures."""
