"""What a mail says of a performance that was moved or cancelled, in the words of its reader."""

from dataclasses import dataclass
from uuid import UUID

from samenspel.delivery.rules import wording
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.sales.queries.follow_ups import news_of_order


@dataclass(frozen=True, slots=True)
class PerformanceNews:
    """Every moment and place is written out. `back_until` is empty when tickets cannot be given back."""

    title: str
    house: str
    reason: str
    day_before: str
    clock_before: str
    day_now: str
    clock_now: str
    where: str
    is_elsewhere: bool
    back_until: str


def performance_news(*, order: UUID, performance: int | None, language: str) -> PerformanceNews | None:
    """The last news of a performance of the order, in `language`; None for a mail that is about none. Raises NotFound."""
    if performance is None:
        return None
    system = Scope.of_system()
    for news in news_of_order(scope=system, order=order):
        if news.performance_id == performance:
            until = news.refund_until
            return PerformanceNews(
                title=news.title,
                house=news.house,
                reason=wording.in_language(news.reason, language),
                day_before=wording.day(news.starts_before, language),
                clock_before=wording.clock(news.starts_before, language),
                day_now=wording.day(news.starts_at, language),
                clock_now=wording.clock(news.starts_at, language),
                where=", ".join(dict.fromkeys(part for part in (news.hall, news.venue, news.town) if part)),
                is_elsewhere=news.hall != news.hall_before,
                back_until=f"{wording.day(until, language)}, {wording.clock(until, language)}"
                if until
                else "",
            )
    raise NotFound(performance)
