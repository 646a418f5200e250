"""HTTP only: public pages, operator console, staff desk, API."""
