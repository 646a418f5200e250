"""How figures stand in a sentence: as chips with unit, compared with last year, broken down."""

from collections.abc import Mapping
from dataclasses import replace

from assistant.models.draft import Chip, Paragraph, Part
from assistant.reporting.chapters import chip
from assistant.reporting.figures import Figure
from assistant.reporting.numbers import change, written

_CHANGE = ".change"


def value_text(figure: Figure) -> str:
    """A figure with its unit: 12条, 0.5万元; raises ValueError for one that is not known."""
    if figure.value is None:
        raise ValueError(f"the figure {figure.key} is not known")
    return f"{written(figure.value)}{figure.unit}"


def said(figure: Figure) -> str:
    """The mark of a figure's chip; known figures only."""
    return chip(figure.key, value_text(figure))


def compared(figure: Figure) -> str:
    """，较上年增长5% with the mark of its chip, or "" where last year's figure is not known."""
    words = change(figure.value, figure.last_year, figure.unit)
    return f"，{chip(figure.key + _CHANGE, words)}" if words else ""


def parts(figures: Mapping[str, Figure], breakdown: Mapping[str, str], most: int) -> str:
    """政府网站12条、微信公众号3条: the parts of a total that are not zero.

    Of more than `most` the largest, which 等 then tells.
    """
    known = {label: figures[key] for label, key in breakdown.items() if figures[key].value}
    largest = sorted(known, key=lambda label: -(known[label].value or 0))[:most]
    told = "、".join(f"{label}{said(known[label])}" for label in known if label in largest)
    return f"{told}等" if len(known) > most else told


def chip_now(key: str, figures: Mapping[str, Figure]) -> Chip | None:
    """The chip of a key by today's figures; None where there is nothing to tell."""
    figure = figures.get(key.removesuffix(_CHANGE))
    if figure is None or figure.value is None:
        return None
    if not key.endswith(_CHANGE):
        return Chip(key, value_text(figure))
    words = change(figure.value, figure.last_year, figure.unit)
    return Chip(key, words) if words else None


def refreshed(paragraph: Paragraph, figures: Mapping[str, Figure]) -> Paragraph:
    """The paragraph with every chip as the figures stand now; words and gaps stay.

    A chip whose figure is not known any more stays as it was: a person must see it.
    """

    def now(part: Part) -> Part:
        return chip_now(part.key, figures) or part if isinstance(part, Chip) else part

    return replace(paragraph, parts=tuple(now(part) for part in paragraph.parts))
