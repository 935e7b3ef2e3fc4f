"""Which problem answers an error of a domain."""

from samenspel.api.problems.orders import ORDERS
from samenspel.api.problems.performances import PERFORMANCES
from samenspel.api.problems.places import PLACES
from samenspel.api.problems.problem import Problem, Table, always
from samenspel.api.problems.request import NOT_FOUND, UNKNOWN_KEY
from samenspel.houses.queries.api_key import UnknownKey
from samenspel.kernel.errors import DomainError, NotFound

TABLE: Table = (
    (UnknownKey, always(UNKNOWN_KEY)),
    (NotFound, always(NOT_FOUND)),
    *PLACES,
    *ORDERS,
    *PERFORMANCES,
)


def problem_of(error: DomainError) -> Problem:
    """The problem for a refusal. An error without an entry is a fault of ours: it is raised again."""
    for kind, make in TABLE:
        if isinstance(error, kind):
            return make(error)
    raise error
