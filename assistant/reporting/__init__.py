"""Rules that turn a year's log into figures, tables and a draft report."""
