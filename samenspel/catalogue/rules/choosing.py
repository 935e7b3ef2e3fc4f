"""Which ticket type each line gets: the one asked for by name, else the lowest price that its rules and limits allow."""

from collections import Counter
from collections.abc import Mapping, Sequence

from samenspel.catalogue.rules.facts import Asking, Item, Option, Show
from samenspel.catalogue.rules.judging import Hindrance, Why, hindrances
from samenspel.catalogue.rules.terms import Group
from samenspel.catalogue.rules.trace import OptionVerdict

Verdicts = tuple[tuple[OptionVerdict, ...], ...]


def choose(*, shows: Mapping[int, Show], items: Sequence[Item], asking: Asking) -> Verdicts:
    """For each of `items` (in the order performance, place) a verdict on every option of its rank, at most one chosen.

    Named types are served first, in the order of the lines; a limit that is used up hinders the later ones. Then the best use
    of limited types goes to the line that saves most by it; ties by position, ticket type, performance and place. Groups are
    counted on what was chosen; a type whose group is too small is left and the choice made again.
    """
    left: dict[tuple[int, int], Hindrance] = {}
    while True:
        found = _Choice(shows=shows, items=items, asking=asking, left=left).made()
        small = _small_groups(items, found, {key: why for key, why in left.items()})
        if not small:
            return found
        left |= small


class _Choice:
    """One round over the cart. Holds the counts that limits look at."""

    def __init__(
        self,
        *,
        shows: Mapping[int, Show],
        items: Sequence[Item],
        asking: Asking,
        left: Mapping[tuple[int, int], Hindrance],
    ) -> None:
        self.items = items
        self.asking = asking
        self.in_order: Counter[int] = Counter()
        self.in_performance: Counter[tuple[int, int]] = Counter()
        self.options = [_options(shows.get(item.performance), item) for item in items]
        self.hindered = [
            {
                option: _alone(shows[item.performance], item, option, asking)
                + ((left[key],) if (key := (item.performance, option.ticket_type)) in left else ())
                for option in options
            }
            for item, options in zip(items, self.options, strict=True)
        ]
        self.chosen: list[Option | None] = [None] * len(items)

    def made(self) -> Verdicts:
        for index, item in enumerate(self.items):
            if item.ticket_type is not None:
                self._take_named(index, item.ticket_type)
        for index, option in self._by_saving():
            if self.chosen[index] is None and not self.full(index, option):
                self._take(index, option)
        return tuple(self._verdicts(index) for index in range(len(self.items)))

    def full(self, index: int, option: Option) -> tuple[Hindrance, ...]:
        """The limits of this option that leave no room for one more at this line."""
        item, type_ = self.items[index], option.ticket_type
        key = (item.performance, type_)
        had = self.asking.person.bought.get(key, 0) + self.in_performance[key]
        sold = self.asking.sold.get(key, 0) + self.in_performance[key]
        found: list[Hindrance] = []
        for limit in option.limits:
            if limit.order is not None and self.in_order[type_] >= limit.order:
                found.append(Hindrance(Why.LIMIT_ORDER, {"limit": limit.order}))
            if limit.person is not None and had >= limit.person:
                found.append(Hindrance(Why.LIMIT_PERSON, {"limit": limit.person, "had": had}))
            if limit.performance is not None and sold >= limit.performance:
                found.append(Hindrance(Why.LIMIT_PERFORMANCE, {"limit": limit.performance, "had": sold}))
        return tuple(found)

    def _take_named(self, index: int, ticket_type: int) -> None:
        for option in self.options[index]:
            if option.ticket_type == ticket_type and not self.hindered[index][option]:
                full = self.full(index, option)
                if full:
                    self.hindered[index][option] = full
                else:
                    self._take(index, option)

    def _take(self, index: int, option: Option) -> None:
        self.chosen[index] = option
        self.in_order[option.ticket_type] += 1
        self.in_performance[self.items[index].performance, option.ticket_type] += 1

    def _by_saving(self) -> list[tuple[int, Option]]:
        """The ways to serve the lines that name no type, the greatest saving on the line's lowest unlimited price first."""
        ways: list[tuple[int, int, Option]] = []
        for index, item in enumerate(self.items):
            if item.ticket_type is not None:
                continue
            open_ = [option for option in self.options[index] if not self.hindered[index][option]]
            unlimited = [option.cents for option in open_ if not option.limits]
            usual = min(unlimited, default=max((option.cents for option in open_), default=0) + 1)
            ways += [(option.cents - usual, index, option) for option in open_]
        ways.sort(key=lambda way: (way[0], way[2].position, way[2].ticket_type, way[1]))
        return [(index, option) for _, index, option in ways]

    def _verdicts(self, index: int) -> tuple[OptionVerdict, ...]:
        named, chosen = self.items[index].ticket_type, self.chosen[index]
        found = []
        for option in self.options[index]:
            why = self.hindered[index][option]
            if option is not chosen and not why:
                why = self.full(index, option) or (
                    Hindrance(Why.NOT_LOWEST if named is None else Why.NOT_CHOSEN),
                )
            found.append(OptionVerdict(option, option.ticket_type == named, why))
        return tuple(found)


def _options(show: Show | None, item: Item) -> list[Option]:
    if show is None:
        return []
    options = [option for option in show.options if option.rank == item.rank]
    return sorted(options, key=lambda option: (option.position, option.ticket_type))


def _alone(show: Show, item: Item, option: Option, asking: Asking) -> tuple[Hindrance, ...]:
    """What hinders this option whatever else is in the cart."""
    return hindrances(
        terms=option.terms,
        show=show,
        asking=asking,
        declared=option.ticket_type == item.ticket_type,
        reason=item.reason,
    )


def _small_groups(
    items: Sequence[Item], found: Verdicts, left: Mapping[tuple[int, int], Hindrance]
) -> dict[tuple[int, int], Hindrance]:
    """The (performance, ticket type) pairs chosen for fewer tickets than their group asks."""
    chosen = [
        (item.performance, verdict.option)
        for item, verdicts in zip(items, found, strict=True)
        for verdict in verdicts
        if verdict.chosen
    ]
    counts = Counter((performance, option.ticket_type) for performance, option in chosen)
    small: dict[tuple[int, int], Hindrance] = {}
    for performance, option in chosen:
        key = (performance, option.ticket_type)
        for term in option.terms:
            if isinstance(term, Group) and counts[key] < term.least and key not in left:
                small[key] = Hindrance(Why.GROUP, {"least": term.least, "found": counts[key]})
    return small
