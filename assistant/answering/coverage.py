"""Which lines of a lexicon this catalogue does not cover (目录没有的说法)."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.outside import Outside
from assistant.models.lexicon import Lexicon, Meaning, OutsideService
from assistant.search.documents import Document
from assistant.search.targets import Targets


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A meaning none of whose official terms any item covers, and who handles it, if known."""

    meaning: Meaning
    service: OutsideService | None


def uncovered(lexicon: Lexicon, documents: Sequence[Document]) -> list[Uncovered]:
    """Meanings that reach nothing here, in their order; with a service they say where to go."""
    targets = Targets([document for document in documents if document.kind == "item"])
    outside = Outside(lexicon.outside)
    found = []
    for meaning in lexicon.meanings:
        rows, _ = targets.strongest(meaning.targets)
        if not len(rows):
            services = (outside.handling(term) for term in meaning.targets)
            found.append(Uncovered(meaning, next((s for s in services if s), None)))
    return found
