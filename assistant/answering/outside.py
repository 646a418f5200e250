"""Who handles what this catalogue does not hold (目录外事项的去向)."""

from collections.abc import Sequence

from assistant.language.words import Words
from assistant.models.lexicon import OutsideService


class Outside:
    """Services by their terms; the first service of the list wins."""

    def __init__(self, services: Sequence[OutsideService]) -> None:
        self._services = services
        self._joined = ["\n".join(service.terms) for service in services]
        self._first: dict[str, int] = {}
        for number, service in enumerate(services):
            for term in service.terms:
                self._first.setdefault(term, number)
        self._words = Words(self._first)

    def handling(self, term: str) -> OutsideService | None:
        """The first service one of whose terms stands in this one, or holds it.

        A term of one character is no matter: nobody is sent anywhere by it.
        """
        if len(term) < 2:
            return None
        numbers = [self._first[word] for word in self._words.present(term)]
        numbers += [n for n, joined in enumerate(self._joined) if term in joined][:1]
        return self._services[min(numbers)] if numbers else None
