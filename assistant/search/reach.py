"""What the lexicon points to: the rows that fired meanings reach, and the meanings that reach none."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.search.meanings import Fired
from assistant.search.statistics import Numbers
from assistant.search.targets import HELD_FROM, Targets

BEST, REST, AGAINST = range(3)
_LEXICON_REST = 2.0


@dataclass(frozen=True, slots=True)
class LexiconReach:
    """What the fired meanings reach, as numbers by row, and the meanings whose matter is not here.

    lines holds BEST, REST and AGAINST (3 x rows): the value of the best meaning, that of the
    others, and what any fired meaning demotes, be its own matter here or not. uncovered reach
    nothing, or only names that share some of their words. reached: specificity of the most
    particular meaning whose matter is here. some: whether anything is told at all.
    """

    lines: Numbers
    reached: float
    uncovered: tuple[Fired, ...]
    some: bool


def reach(fired: Sequence[Fired], targets: Targets, count: int) -> LexiconReach:
    """Values of the rows that fired meanings point to: specificity times fit of the term."""
    uncovered, rows, worth, demoted = [], [], [], []
    strongest = 0.0
    for one in fired:
        reached, values = targets.strongest(one.meaning.targets)
        held = len(reached) and values[0] >= HELD_FROM
        if not held:
            uncovered.append(one)
        if one.meaning.demoted:
            demoted.append(targets.strongest(one.meaning.demoted))
        if not len(reached):
            continue
        rows.append(reached)
        worth.append(one.specificity * values)
        strongest = max(strongest, one.specificity if held else 0.0)
    lines = np.zeros((3, count))
    for reached, values in demoted:
        lines[AGAINST, reached] = np.maximum(lines[AGAINST, reached], values)
    if rows:
        # All meanings at once: one by one would take as long for each as for all.
        every, worths = np.concatenate(rows), np.concatenate(worth)
        np.maximum.at(lines[BEST], every, worths)
        others = np.bincount(every, worths, count) - lines[BEST]
        lines[REST] = np.minimum(others, _LEXICON_REST)
    return LexiconReach(lines, strongest, tuple(uncovered), bool(rows or demoted))
