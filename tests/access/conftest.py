import pytest

from tests.support import region


@pytest.fixture
def lo(db: None) -> region.Fixture:
    """Region Lo, written in the transaction of the test."""
    return region.build()
