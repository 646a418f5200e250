"""How people speak of what this catalogue holds, and of what it does not, by the lexicon's examples."""

import math
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.language.segment import bigrams
from assistant.models.lexicon import Meaning
from assistant.search.statistics import Flags, Numbers
from assistant.search.targets import HELD_FROM, Targets

# Added to the counts: a pair that nobody has said yet speaks a little against.
_HELD, _MISSING = 1.0, 3.0
# A lexicon of so many lines is trusted by half: what few have not said means little.
_HALF_TRUSTED = 200


class Heard:
    """For each pair of characters, how much more often examples (例句) of matters held say it.

    Given that of the knowledge before, only new examples are cut.
    """

    def __init__(
        self,
        meanings: Sequence[Meaning],
        targets: Targets,
        key: Callable[[str], str],
        before: "Heard | None" = None,
    ) -> None:
        self._number: dict[str, int] = dict(before._number) if before else {}
        cut = before._cut if before else {}
        self._cut: dict[str, NDArray[np.int32]] = {
            text: cut[text] if text in cut else self._numbers(bigrams(key(text)))
            for text in dict.fromkeys(meaning.example for meaning in meanings)
        }
        values = (targets.strongest(meaning.targets)[1] for meaning in meanings)
        inside = np.array([len(v) > 0 and v[0] >= HELD_FROM for v in values], np.bool_)
        examples = [self._cut[meaning.example] for meaning in meanings]
        held, missing = (self._said(examples, flags) for flags in (inside, ~inside))
        odds: Numbers = np.log(held + _HELD) - np.log(missing + _MISSING)
        trust = len(meanings) / (len(meanings) + _HALF_TRUSTED)
        self._odds = (odds * trust).tolist()
        self._unheard = math.log(_HELD / _MISSING) * trust

    def of(self, pairs: Iterable[str]) -> float:
        """Mean logarithm of the odds that a matter spoken of so is held; 0 of no pairs."""
        numbers = [self._number.get(pair) for pair in pairs]
        odds = [self._unheard if n is None else self._odds[n] for n in numbers]
        return math.fsum(odds) / len(odds) if odds else 0.0

    def _numbers(self, pairs: Iterable[str]) -> NDArray[np.int32]:
        """A number for each pair, a new one for one that has none."""
        number = self._number
        found = [number.setdefault(pair, len(number)) for pair in dict.fromkeys(pairs)]
        return np.array(found, np.int32)

    def _said(self, examples: Sequence[NDArray[np.int32]], flags: Flags) -> Numbers:
        """In how many of the flagged examples each pair stands.

        It is told as if half of all were flagged: a small catalogue is spoken of in few.
        """
        flagged = [example for example, flag in zip(examples, flags, strict=True) if flag]
        every = np.concatenate([np.empty(0, np.int32), *flagged])
        share = len(examples) / (2 * len(flagged)) if flagged else 0.0
        counts = np.bincount(every, minlength=len(self._number))
        return counts.astype(np.float64) * share
