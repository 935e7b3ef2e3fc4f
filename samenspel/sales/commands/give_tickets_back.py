"""A buyer gives the tickets of a moved performance back, while its house lets them."""

from datetime import datetime
from uuid import UUID

from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.refund_lines import Refunded, refund_lines
from samenspel.sales.queries.follow_ups import news_of_order


class NotGivenBack(DomainError):
    """It was not moved, was bought after it was, or the moment is past."""


def give_tickets_back(*, scope: Scope, order: UUID, performance: int, at: datetime) -> Refunded:
    """Refund every ticket of `performance` in the order, by its secret link or its contact.

    Raises NotGivenBack, NotFound, and of `refund_lines` NothingToRefund (done before), CameIn, MoneyApart.
    """
    if order not in scope.orders and not scope.system:
        raise NotFound(order)
    for news in news_of_order(scope=scope, order=order):
        if news.performance_id == performance and news.may_give_back(at=at):
            return refund_lines(order=order, performance=performance, at=at, admitted_too=False)
    raise NotGivenBack(order, performance)
