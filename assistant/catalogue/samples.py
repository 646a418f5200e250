"""Which fields of an item still hold samples (示例字段): one that gets another value does no longer."""

from dataclasses import replace

from assistant.models.item import ServiceItem


def without_replaced(before: ServiceItem, after: ServiceItem) -> ServiceItem:
    """after, in which a field whose value is another than in before is no sample any more.

    Places are samples as long as one of them says so. Where after names other sample fields
    than before, somebody has said it, and they stay.
    """
    if after.sample_fields != before.sample_fields:
        return after
    left = tuple(name for name in after.sample_fields if _is_sample(name, before, after))
    return replace(after, sample_fields=left) if left != after.sample_fields else after


def _is_sample(name: str, before: ServiceItem, after: ServiceItem) -> bool:
    held = getattr(after, name, None)
    if name == "places" and any(place.sample for place in after.places):
        return True
    return held == getattr(before, name, None)
