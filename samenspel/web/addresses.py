"""The address of a page, remembered: a page of the shop writes forty of them, and most stand on every page."""

from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language

MEMORY = 4096


def address(name: str, *args: object, **kwargs: object) -> str:
    """As `reverse`, in the language of now. Raises NoReverseMatch."""
    return _address(get_language(), name, args, tuple(kwargs.items()))


@lru_cache(MEMORY)
def _address(
    language: str | None, name: str, args: tuple[object, ...], kwargs: tuple[tuple[str, object], ...]
) -> str:
    return reverse(name, args=args, kwargs=dict(kwargs))
