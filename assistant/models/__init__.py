"""The field's nouns as frozen values; no behaviour beyond their own shape."""
