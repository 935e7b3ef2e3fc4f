"""Shapes of a purchase: carts, orders, tickets, facts."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from samenspel.api.shapes.kinds import Answered, Asked, Cents, Id, Language, Slug, SmallId, Texts
from samenspel.catalogue.queries.rule_names import Names
from samenspel.catalogue.rules.judging import Hindrance
from samenspel.catalogue.rules.trace import PricedLine


class Wanted(Asked):
    """One place by its number, or `best`: so many good places side by side where possible (of price rank `rank` if given),
    of which `wheelchairs` are wheelchair places and the next their companion places.

    `seen_cents` is the price your buyer was shown: when it is another by now, nothing is taken.
    """

    performance: Id
    ticket_type: Id
    place: SmallId | None = None
    best: Annotated[int, Field(ge=1, le=1000)] | None = None
    wheelchairs: Annotated[int, Field(ge=0, le=1000)] = 0
    rank: Annotated[int, Field(ge=1, le=99)] | None = None
    seen_cents: Cents | None = None

    @model_validator(mode="after")
    def _place_or_best(self) -> "Wanted":
        if (self.place is None) == (self.best is None):
            raise ValueError("give either place or best")
        if self.best is not None and self.seen_cents is not None:
            raise ValueError("seen_cents goes with a place")
        if self.place is not None and self.rank is not None:
            raise ValueError("rank goes with best")
        if self.wheelchairs > (self.best or 0):
            raise ValueError("wheelchairs are some or all of best")
        return self


Items = Annotated[list[Wanted], Field(min_length=1, max_length=200)]


class NewCart(Asked):
    region: Slug
    items: Items
    language: Language = "nl"


class MoreItems(Asked):
    items: Items


class OtherTicketType(Asked):
    ticket_type: Id


class TypedCode(Asked):
    code: Annotated[str, Field(min_length=1, max_length=40)]


class Held(Answered):
    """A cart in short: all of its places are held until `hold_until`."""

    id: UUID
    state: str
    hold_until: datetime
    places: int
    total_cents: int
    currency: str


class LineFee(Answered):
    """A fee in the price of a line. Of one that is asked once an `order` the cents are the share of this line."""

    fee: int
    name: Texts
    per: Literal["order", "ticket"]
    cents: int


class Line(Answered):
    """One place. `price_cents` is what is asked for it, with `fee_cents` of fees and `vat_cents` of VAT in it.

    `state` is held, gone (its hold ended and somebody else took it), open (hold ended), sold or cancelled."""

    id: int
    performance: int
    house: str
    title: str
    starts_at: datetime
    place: int
    section: str
    row: str
    seat: str
    ticket_type: int
    ticket_type_name: Texts
    price_cents: int
    fee_cents: int
    fees: list[LineFee]
    vat_rate_bp: int
    vat_cents: int
    state: str


class Cart(Held):
    lines: list[Line]


class Verdict(Answered):
    """One thing that was looked at: it counts when `why` is empty. The codes of `why` are those of problem `not-offered`."""

    name: Texts
    cents: int
    why: list[str]


class ExplainedLine(Answered):
    """`line` costs `cents`: one of `ticket_types`, less what `reductions` take off, and `fees` on
    top: those of an order by the share of this line. `phases` says who may buy now."""

    line: int
    cents: Cents
    refusals: list[str]
    phases: list[Verdict]
    ticket_types: list[Verdict]
    reductions: list[Verdict]
    fees: list[Verdict]

    @classmethod
    def of(cls, *, line: int, priced: PricedLine, names: Names) -> Self:
        def verdict(kind: str, id_: int, cents: int, why: tuple[Hindrance, ...]) -> Verdict:
            return Verdict(name=dict(names.get((kind, id_), {})), cents=cents, why=[each.why for each in why])

        return cls(
            line=line,
            cents=priced.total_cents,
            refusals=[each.why for each in priced.refusals],
            phases=[verdict("phase", each.phase.id, 0, each.hindrances) for each in priced.phases],
            ticket_types=[
                verdict("type", each.option.ticket_type, each.option.cents, each.hindrances)
                for each in priced.options
            ],
            reductions=[
                verdict("reduction", each.reduction.id, -each.off_cents, each.hindrances)
                for each in priced.reductions
            ],
            fees=[verdict("fee", each.fee.id, each.cents, each.hindrances) for each in priced.fees],
        )


class Explained(Answered):
    items: list[ExplainedLine]


class Question(Answered):
    """A consent to ask for one house: show `text` with the house's name, send the answer with the order."""

    house: str
    text_id: int
    text: Texts


class Questions(Answered):
    items: list[Question]


class Buyer(Asked):
    """At most 200 and 254 characters; what cannot be used is refused as `bad-buyer`."""

    name: Annotated[str, Field(max_length=2000)]
    email: Annotated[str, Field(max_length=2000)]
    language: Language = "nl"


class Consent(Asked):
    house: Slug
    text_id: Id
    given: bool


class SellerTakes(Asked):
    """The house of this key took, or will take, the money itself: the order is confirmed at once."""

    method: Literal["seller"]


class Online(Asked):
    """Your buyer pays at a provider, on the account of this key's house, and comes back to `redirect_url`."""

    provider: Literal["test", "mollie"]
    redirect_url: Annotated[str, Field(max_length=500, pattern=r"^https?://[^\s]+$")]
    method: Annotated[str, Field(max_length=20)] = ""


class NewOrder(Asked):
    cart: UUID
    buyer: Buyer
    payment: SellerTakes | Online
    consents: Annotated[list[Consent], Field(max_length=100)] = []


class NewPurchase(Asked):
    """A cart and its order in one request; the house of this key takes the money itself."""

    region: Slug
    items: Items
    buyer: Buyer
    consents: Annotated[list[Consent], Field(max_length=100)] = []


class Ordered(Answered):
    """`state` is confirmed, or awaiting_payment: send your buyer to `checkout_url`."""

    id: UUID
    number: str
    state: str
    total_cents: int
    currency: str
    payment: UUID
    checkout_url: str | None


class Payment(Answered):
    id: UUID
    provider: str
    method: str
    state: str
    amount_cents: int
    refund_cents: int
    checkout_url: str | None


class News(Answered):
    """What its buyer is told of a performance that was `moved` or `cancelled`; `may_give_back` holds until `refund_until`."""

    performance: int
    kind: str
    reason: Texts
    starts_before: datetime
    starts_at: datetime
    refund_until: datetime | None
    may_give_back: bool


class Order(Answered):
    """An order as this key's house sees it: all of it when the house sells it, else the lines it presents, without payments."""

    id: UUID
    number: str
    state: str
    region: str
    seller: str
    language: str
    buyer_name: str
    buyer_email: str
    created_at: datetime
    hold_until: datetime
    confirmed_at: datetime | None
    cancelled_at: datetime | None
    total_cents: int
    currency: str
    lines: list[Line]
    payments: list[Payment]
    news: list[News]


class Cancellation(Answered):
    """`refund_cents` goes back the way it came."""

    order: UUID
    state: str
    refund_cents: int


class NewExchange(Asked):
    """Ids of tickets of the order, and the timeslot of the same production that they are for from now on."""

    performance: Id
    tickets: list[Id] = Field(min_length=1, max_length=40)


class Exchange(Answered):
    """`tickets` are for this performance; read their new codes."""

    order: UUID
    performance: int
    tickets: list[int]


class Return(Asked):
    """Which performance of the order: all its tickets go back."""

    performance: Id


class Returned(Answered):
    """`refund_cents` goes back the way it came; `tickets` no longer open a door."""

    order: UUID
    performance: int
    tickets: int
    refund_cents: int


class Ticket(Answered):
    """`code` is what the QR code says (alphanumeric mode), `short_code` what fingers type; both null once it is void."""

    id: int
    state: str
    performance: int
    house: str
    title: str
    starts_at: datetime
    place: int
    section: str
    row: str
    seat: str
    ticket_type: Texts
    door_note: Texts
    code: str | None
    short_code: str | None


class Tickets(Answered):
    items: list[Ticket]


class Fact(Answered):
    """`kind` like sales.order.confirmed; `subject` the id of what it is about (an order)."""

    position: str
    kind: str
    subject: str
    at: datetime
    payload: dict[str, Any]


class Facts(Answered):
    """`next` is what to send as `after` next time; it stays the same while nothing new happened."""

    items: list[Fact]
    next: str
