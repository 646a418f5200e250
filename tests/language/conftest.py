"""What the tests of Chinese text share: one segmenter, since its dictionary takes a while."""

import pytest

from assistant.language.segment import Segmenter


@pytest.fixture(scope="session")
def segmenter():
    """A segmenter that no test teaches anything."""
    return Segmenter()
