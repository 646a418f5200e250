"""The report checker (年报检查): the 41 checks that any agency's published report is held against."""
