"""What the tests of Chinese text share: one segmenter, since its dictionary takes a while."""

import pytest
from hypothesis import settings

from assistant.language.segment import Segmenter

# A busy machine is no fault of the code.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")


@pytest.fixture(scope="session")
def segmenter():
    """A segmenter that no test teaches anything."""
    return Segmenter()
