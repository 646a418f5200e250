"""What holds for every log: sums of the tables, numbers of the text, the way back through the reader."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ingest.reports.reader import read_report_text
from assistant.models.activity import CATEGORIES, CHANNELS, REQUEST_RESULTS, Activity
from assistant.models.agency import Agency
from assistant.models.report import AnnualReport, Edition, ReportFigure, Tables
from assistant.models.report_tables import DISPUTE_GROUPS, DISPUTE_RESULTS
from assistant.reporting.catalogue_counts import CatalogueCounts
from assistant.reporting.draft import LAW, ReportYear, draft, report_year
from assistant.reporting.keys import (
    APPLICANT_KEYS,
    CATEGORY_KEYS,
    CHANNEL_KEYS,
    RESULT_KEYS,
    TICKET_KEYS,
)
from assistant.reporting.numbers import change, written
from assistant.reporting.tables import RESULTS
from assistant.storage.activity import StoredActivity

YEAR = 2026
AGENCY = Agency("demo", "青川县行政审批服务局", "县审批局", "510822", "青川县")

days = st.dates(
    min_value=__import__("datetime").date(YEAR - 2, 1, 1),
    max_value=__import__("datetime").date(YEAR + 1, 12, 31),
).map(str)
