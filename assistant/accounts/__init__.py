"""Accounts: passwords, codes, signing in, and who keeps whom; HTTP and the database stay outside."""
