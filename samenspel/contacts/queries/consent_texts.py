"""Which consent texts there are."""

from samenspel.contacts.models import ConsentText


def all_known(*, texts: frozenset[int]) -> bool:
    """Whether every one of these ids is a text, of any version. One statement."""
    return ConsentText.objects.filter(pk__in=texts).count() == len(texts)
