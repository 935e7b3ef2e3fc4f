"""The root of every refusal a domain can give.

An error names the fact (`PlacesTaken`), carries data and no prose, and lives beside the command that raises it. One table at
the edge (`web/errors.py`, `api/problems`) turns it into a status and a translated sentence that says what to do next.
"""


class DomainError(Exception):
    """A command refused; nothing was changed."""


class NotFound(DomainError):
    """There is no such thing, or not for this scope: the two are told apart by nobody."""
