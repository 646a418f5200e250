"""Word documents (.docx) by GB/T 9704-2012; the one door to writing with python-docx."""
