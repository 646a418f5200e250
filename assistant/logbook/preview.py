"""A log file before it is stored (导入预览): which rows are taken, which are known, which refused."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.errors import BadInput
from assistant.ingest.activity import KIND_HEADER, LogRow
from assistant.models.activity import KIND_OF, Activity
from assistant.models.loading import Refusal
from assistant.reporting.entries import entry_from

_Content = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class LogPreview:
    """What importing a log file would do (导入预览).

    taken are rows with the entry each becomes; known are rows whose like is in the log
    already, so that the same file twice counts once.
    """

    taken: tuple[tuple[int, Activity], ...]
    known: tuple[tuple[int, Activity], ...]
    refused: tuple[Refusal, ...]


def preview(
    file: str, rows: Iterable[LogRow], today: date, logged: Sequence[Activity], by: str
) -> LogPreview:
    """Sort rows out; `logged` are the standing entries, `by` who imports.

    Of equal rows as many are known as the log holds already; the further ones are taken.
    """
    held = Counter(map(_content, logged))
    taken, known, refused = [], [], []
    for row in rows:
        try:
            entry = _entry(row, today, by)
        except BadInput as error:
            refused += _refusals(file, row, error)
            continue
        if held[_content(entry)] and not entry.replaces:
            held[_content(entry)] -= 1
            known.append((row.number, entry))
        else:
            taken.append((row.number, entry))
    return LogPreview(tuple(taken), tuple(known), tuple(refused))


def _entry(row: LogRow, today: date, by: str) -> Activity:
    if not row.kind:
        raise BadInput(
            "", {KIND_HEADER: f"没有“{row.kind_text}”这一类台账，请对照记台账页的类别。"}
        )
    typed = dict(row.typed)
    if any(field.name == "quantity" for field in KIND_OF[row.kind].inputs):
        typed.setdefault("quantity", "1")
    return entry_from(row.kind, typed, today, by)


def _refusals(file: str, row: LogRow, error: BadInput) -> list[Refusal]:
    labels = {i.name: i.label for i in KIND_OF[row.kind].inputs} if row.kind else {}
    return [
        Refusal(file, row.number, labels.get(name, name), row.typed.get(name, ""), reason)
        for name, reason in error.fields.items()
    ]


def _content(entry: Activity) -> _Content:
    """What two entries have in common that tell of the same deed, whoever recorded them."""
    deed = (entry.kind, entry.happened_on, entry.quantity, entry.channel, entry.category)
    return (*deed, entry.title, tuple(sorted(entry.detail.items())))
