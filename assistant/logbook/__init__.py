"""Deeds on the year's log (台账): entries, imports, the sample year; each in one transaction."""
