"""What is asked and answered about moving and cancelling a performance."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from samenspel.api.shapes.kinds import Answered, Asked, Id, Language, Moment, Texts

Reason = dict[Language, Annotated[str, Field(max_length=500, pattern=r"^[^\x00]*$")]]
"""What visitors read, by language; at most 500 characters each."""
Revision = Annotated[int, Field(ge=0, le=2**31 - 1)]


class Cancel(Asked):
    """`revision` as /performances/{id}/follow-ups says it: nothing happens to a performance that was changed since."""

    revision: Revision
    reason: Reason = {}


class Move(Cancel):
    """`plan` is a seat plan of another hall of the house; without one it stays where it is.

    Buyers may give their tickets back until `refund_until`: in the future, not after the new beginning; without it, not.
    Without `sale_goes_on` it is no longer sold.
    """

    starts_at: Moment
    ends_at: Moment
    plan: Id | None = None
    refund_until: Moment | None = None
    sale_goes_on: bool = True


class Failure(Answered):
    """An order that was refused five times: staff looks at it. `problem` is a word."""

    order: str
    problem: str


class FollowUp(Answered):
    """How far it is: `orders` are done, waiting or failed; finished when no late payment can come in any more.

    `kind` is moved or cancelled.
    """

    id: int
    performance: int
    kind: str
    reason: Texts
    starts_before: datetime
    refund_until: datetime | None
    at: datetime
    finished_at: datetime | None
    orders: int
    done: int
    waiting: int
    failed: int
    refund_cents: int
    failures: list[Failure]


class FollowUps(Answered):
    """The last first. `revision` is what a move or a cancellation sends back."""

    performance: int
    revision: int
    starts_at: datetime
    ends_at: datetime
    plan: int
    state: str
    items: list[FollowUp]
