"""The product's settings on the clock of a test: for the processes that follow a `MovedClock`."""

from samenspel.config.settings import *  # noqa: F403 - all of them, as they are
from samenspel.kernel import clock
from tests.support.moved_clock import moved

clock.now = moved
