"""Who handles what this catalogue does not hold (目录外事项的去向)."""

from collections.abc import Sequence

from assistant.language.words import Words
from assistant.models.lexicon import OutsideService


class Outside:
    """Services by their terms; the longest fitting term wins, of equals the first of the list."""

    def __init__(self, services: Sequence[OutsideService]) -> None:
        self._services = services
        self._joined = ["\n".join(service.terms) for service in services]
        self._first: dict[str, int] = {}
        for number, service in enumerate(services):
            for term in service.terms:
                self._first.setdefault(term, number)
        self._words = Words(self._first)

    def handling(self, term: str) -> OutsideService | None:
        """The service whose longest term stands in this one, else the first that holds it.

        The longest says most: 剧毒化学品道路运输 is no 道路运输. A term of one character is no
        matter: nobody is sent anywhere by it.
        """
        if len(term) < 2:
            return None
        words = self._words.present(term)
        if words:
            longest = min(words, key=lambda word: (-len(word), self._first[word]))
            return self._services[self._first[longest]]
        holding = (
            s for s, joined in zip(self._services, self._joined, strict=True) if term in joined
        )
        return next(holding, None)
