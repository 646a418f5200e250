"""What the index holds of an item or a report passage: its words, field by field."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.language.normal import search_key
from assistant.language.segment import Segmenter, grams
from assistant.models.item import ServiceItem

BODY_CHARACTERS = 400


@dataclass(frozen=True, slots=True)
class Document:
    """One searchable thing: kind is "item" or "passage", key its code or address."""

    key: str
    kind: str
    region_code: str
    name: str
    parent: str = ""
    department: str = ""
    aliases: tuple[str, ...] = ()
    body: str = ""
    level: str = ""


def document_of(item: ServiceItem) -> Document:
    """The searchable side of an item.

    Conditions and materials go into the body alone: in the ranked fields they were
    measured to do harm.
    """
    body = " ".join((*item.conditions, *(m.name for m in item.materials), item.applies_to))
    return Document(
        key=item.code,
        kind="item",
        region_code=item.region_code,
        name=item.name,
        parent=item.parent_name,
        department=item.department,
        aliases=(*item.aliases, *item.keywords),
        body=body[:BODY_CHARACTERS],
        level=item.level,
    )


def tokens(segmenter: Segmenter, text: str) -> str:
    """Words in search-mode cuts and character grams of a text, separated by spaces."""
    key = search_key(text)
    return " ".join((*segmenter.words(key), *grams(key)))


def domain_words(documents: Iterable[Document]) -> set[str]:
    """Item names and aliases, as words for the segmenter: they must not be cut apart."""
    found = set()
    for document in documents:
        if document.kind == "item":
            found |= {search_key(text) for text in (document.name, *document.aliases)}
    return found
