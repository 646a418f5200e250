"""What is published of this desk's own (已公布定稿): the signed document behind a standing report."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.models.signing import StepKind
from assistant.reporting.publishing import ORIGIN
from assistant.reporting.signing import last_of
from assistant.storage import report_drafts as store
from assistant.storage.database import Statements
from assistant.storage.reports import report_of


@dataclass(frozen=True, slots=True)
class Published:
    """A signed document that stands on /reports, with the day of its signature."""

    document: Mapping[str, Any]
    signed_on: str


async def published_of(db: Statements, agency_id: str, year: int) -> Published | None:
    """The document behind the standing report; None where that did not come from this desk."""
    standing = await report_of(db, agency_id, year)
    if standing is None or not standing.origin.startswith(ORIGIN):
        return None
    found = None
    for record in await store.drafts_of(db, agency_id):
        steps = await store.steps_of(db, record.id) if record.year == year else []
        published = last_of(steps, StepKind.PUBLISH)
        if published and (found is None or published.taken_at > found[1].taken_at):
            signed = last_of(steps[: published.number], StepKind.SIGN)
            found = (record, published, signed.taken_at[:10] if signed else "")
    if found is None:
        return None
    record, published, signed_on = found
    return Published(await store.document_of(db, record.id, published.number), signed_on)
