"""The house that nobody else may see: one row of everything in CC Westerlo, each with a mark that must never leak.

When we test that data does not leak, we make sure there is data that could.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.utils.http import int_to_base36

from samenspel.access.models import Passage, Scan
from samenspel.agreements.models import Acceptance, Agreement, Grant, Rate, Version
from samenspel.catalogue.models import Condition, Fee, PriceList, PromoCode, Reduction, SalePhase
from samenspel.contacts.models import Consent, ConsentText, Contact, Entitlement
from samenspel.delivery.models import Mail, SigningKey
from samenspel.houses.commands.issue_api_key import issue_api_key
from samenspel.houses.models import ApiKey, Invitation, Look, Role, SaleConditions, Visit
from samenspel.identity.models import User
from samenspel.inventory.models import Allotment, Block
from samenspel.kernel import clock
from samenspel.kernel.ids import uuid7
from samenspel.kernel.models import EventCursor
from samenspel.kernel.tenancy import Scope
from samenspel.packages.models import Acceptance as PackageAcceptance
from samenspel.packages.models import Bound as PackageBound
from samenspel.packages.models import Item as PackageItem
from samenspel.packages.models import Package
from samenspel.payments.models import Payment, Refund
from samenspel.programme.models import Performance, Production, Season
from samenspel.sales.commands.check_out import Buyer
from samenspel.sales.models import Filling, FollowUp, FollowUpStep, Line, PackageLine, Ticket
from samenspel.sales.rules.number import order_number
from samenspel.venues.models import (
    BookingChange,
    CalendarFeed,
    HallBooking,
    PlanDraft,
    PlanDrawing,
    PlanPicture,
)
from tests.support.region import Fixture, build
from tests.support.staff import employ

MARK = "merkteken"
SECRET = "merkteken_sleutel_van_westerlo"
BUYER = Buyer(name="Merkteken Koper", email="merkteken@koper.example", language="nl")


@dataclass(frozen=True)
class Foreign:
    """Everything there is of Westerlo, by the names that URLs and API paths use."""

    lo: Fixture
    order: UUID
    cart: UUID
    line: int
    payment: UUID
    performance: int  # not published
    production: int
    season: int
    follow_up: int
    plan: int
    draft: int
    user: int
    api_key: int
    invitation: int
    price_list: int
    condition: int
    card: int
    agreement: int
    package: int
    rules: dict[str, int]  # by their folder in the URL
    mail: int
    authenticator: int
    visit: int
    booking: int
    feed: int
    act: UUID

    @property
    def marks(self) -> tuple[str, ...]:
        """Texts, in lower case, of which none may stand in an answer to somebody else."""
        return (MARK, order_number(self.order).lower())

    def value_of(self, name: str, route: str) -> str:
        """What to put in a URL for this parameter. Raises KeyError for a name that is new."""
        values = {
            "region": "lo",
            "house": "westerlo",
            "slug": "westerlo",
            "performance": self.performance,
            "production": self.production,
            "season": self.season,
            "follow_up": self.follow_up,
            "cut": "wide",
            "version": 1,
            "plan": self.plan,
            "venue": self.lo.theatre.hall.venue_id,
            "hall": self.lo.theatre.hall_id,
            "draft": self.draft,
            "order": self.order,
            "cart": self.cart,
            "line": self.line,
            "price_list": self.price_list,
            "ticket_type": self.lo.basis[self.lo.west.pk].pk,
            "condition": self.condition,
            "card": self.card,
            "agreement": self.agreement,
            "package": self.package,
            "rule": self.rules[next((word for word in self.rules if word in route), "kosten")],
            "kind": "period",
            "term": "period",
            "formula": "share",
            "number": 1,
            "payment": self.payment,
            "token": "A" * 22,
            "user": self.user,
            "invitation": self.invitation,
            "code": "revenue:600",
            "mail": self.mail,
            "pk": self.authenticator,
            "visit": self.visit,
            "booking": self.booking,
            "feed": self.feed,
            "act": self.act,
            "provider": "test",
            "uidb36": int_to_base36(self.user),
            "key": self.api_key if "sleutels" in route else "vervalst",
        }
        return str(values[name])

    def snapshot(self) -> list[object]:
        """What must be the same after everybody tried to change it."""
        with Scope.of_system().open():
            return [
                list(Line.objects.order_by("pk").values_list("pk", "sold_at", "cancelled_at")),
                list(Ticket.objects.order_by("pk").values_list("pk", "state", "generation")),
                list(ApiKey.objects.filter(house=self.lo.west).values_list("pk", "revoked_at")),
                list(CalendarFeed.objects.filter(house=self.lo.west).values_list("pk", "revoked_at")),
                list(Invitation.objects.order_by("pk").values_list("pk", "roles", "accepted_at")),
                list(self.lo.west.staffrole_set.order_by("pk").values_list("pk", "user_id", "role")),
                list(Payment.objects.order_by("pk").values_list("pk", "state")),
                list(Contact.objects.filter(email=BUYER.email).values_list("pk", "name", "user_id")),
                list(Entitlement.objects.order_by("pk").values_list("pk", "valid")),
                Consent.objects.filter(contact__email=BUYER.email).count(),
                Authenticator.objects.filter(pk=self.authenticator).count(),
                list(HallBooking.objects.filter(house=self.lo.west).values_list("pk", "state", "period")),
            ]


def establish() -> Foreign:
    """Westerlo at work: sold, scanned, mailed, refunded, staffed."""
    at = clock.now()
    lo = build(now=at)
    order = lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6), at=at, buyer=BUYER)
    cart, _ = lo.take(lo.wish(lo.theatre, 15), at=at)
    staff = employ("merkteken-staf@westerlo.example", Role.HOUSE_ADMIN, house=lo.west)
    User.objects.filter(pk=staff.pk).update(name="Merkteken Staf")
    with Scope.of_system().open():
        hidden = _hidden_performance(lo, at)
        visit = _visit(lo, at)
        key = issue_api_key(house=lo.west.pk, name="Merkteken Sleutel", secret=SECRET, at=at)
        mail = _papers(lo, order, at)
        invited = Invitation.objects.create(
            house=lo.west, email="merkteken-gast@westerlo.example", name="Merkteken Gast", roles=["finance"],
            digest=b"merkteken" * 3, invited_by=staff, invited_at=at, expires_at=at + timedelta(days=14),
        )  # fmt: skip
        SaleConditions.objects.create(house=lo.west, text={"nl": "Merkteken Voorwaarden"})
        draft = _drawings(lo, at)
        Filling.objects.create(id=uuid7(), order_id=cart, asked=b"")
        payment = Payment.objects.get(order_id=order)
        Refund.objects.create(
            id=uuid7(), payment=payment, order_id=order, collector_id=payment.collector_id, amount_cents=100,
            reason="cancelled", state="requested", created_at=at,
        )  # fmt: skip
        follow_up = _moved(lo, order, at)
        prices = PriceList.objects.get(house=lo.west, code="standaard")
        change = BookingChange.objects.get(house=lo.west)
        feed = CalendarFeed.objects.get(house=lo.west)
        condition, rules = _price_rules(lo)
        agreement = _agreed(lo, staff, at)
        package = _composed(lo, order, staff, at)
        card = Entitlement.objects.get(kind="merkteken")
        line = Line.objects.filter(order_id=order).order_by("pk").first()
        assert line is not None
    factor = Authenticator.objects.create(user=staff, type="webauthn", data={"name": "Merkteken Passkey"})
    return Foreign(
        lo=lo, order=order, cart=cart, line=line.pk, payment=payment.pk, performance=hidden.pk,
        production=hidden.production_id, season=hidden.season_id or 0, follow_up=follow_up,
        plan=hidden.plan_id, user=staff.pk,
        draft=draft,
        visit=visit, booking=change.booking_id, act=change.act, feed=feed.pk,
        api_key=key.pk, invitation=invited.pk,
        agreement=agreement, package=package, price_list=prices.pk, condition=condition.pk, card=card.pk, rules=rules,
        mail=mail.pk,
        authenticator=factor.pk,
    )  # fmt: skip


def _agreed(lo: Fixture, staff: User, at: datetime) -> int:
    """What the ticket desk earns on what Westerlo presents, signed by both."""
    agreement = Agreement.objects.create(proposer=lo.west, partner=lo.desk, created_at=at)
    version = Version.objects.create(
        agreement=agreement, number=1, presenter=lo.west, seller=lo.desk, on_refund="returned", payment_costs="seller",
        starts_on=at.date(), proposed_by=lo.west, proposed_at=at, note="Merkteken Afspraak",
    )  # fmt: skip
    Rate.objects.create(version=version, percentage_bp=400)
    for house in (lo.west, lo.desk):
        Acceptance.objects.create(version=version, house=house, user=staff, name="Merkteken Staf", at=at)
    Grant.objects.create(
        agreement=agreement, version=version, presenter=lo.west, seller=lo.desk, valid=(at.date(), None)
    )
    return agreement.pk


def _composed(lo: Fixture, order: UUID, staff: User, at: datetime) -> int:
    """A package that nobody else is in yet, and a copy of it that was sold."""
    package = Package.objects.create(
        region=lo.region, organiser=lo.west, kind="bundle", name={"nl": "Merkteken Pakket"}, houses=[lo.west.pk], least=1,
        most=1, price_form="whole", price_cents=1000, revenue_rule="equal", sale_starts_at=at,
        sale_ends_at=at + timedelta(days=9), created_at=at,
    )  # fmt: skip
    basis = lo.basis[lo.west.pk]
    PackageItem.objects.create(package=package, performance=lo.theatre, ticket_type=basis, rank=1)
    PackageBound.objects.create(package=package, group="merkteken", least=1)
    PackageAcceptance.objects.create(package=package, house=lo.west, user=staff, name="Merkteken Staf", at=at)
    PackageLine.objects.create(
        order_id=order,
        package=package,
        organiser=lo.west,
        price_cents=1000,
        list_cents=1200,
        tickets=1,
        sold_at=at,
    )
    return package.pk


def _price_rules(lo: Fixture) -> tuple[Condition, dict[str, int]]:
    """A condition and one rule of each kind; none of them in force, so that everything is sold as before."""
    condition = Condition.objects.create(
        ticket_type=lo.young[lo.west.pk], kind="limit", terms={"kind": "limit", "order": 20}
    )
    shared = {"house": lo.west, "code": "merkteken", "name": {"nl": "Merkteken Regel"}, "active": False}
    shared["terms"] = [{"kind": "channel", "any": ["door"]}]
    share = {"kind": "share", "off_bp": 1000}
    return condition, {
        "kortingen": Reduction.objects.create(formula=share, **shared).pk,
        "kosten": Fee.objects.create(per="order", amount_cents=100, **shared).pk,
        "fasen": SalePhase.objects.create(**shared).pk,
    }


def _visit(lo: Fixture, at: datetime) -> int:
    """The service desk of the region was there, and looked at a page; it left."""
    desk = employ("merkteken-desk@lo.example", Role.SERVICE_DESK, region=lo.region)
    visit = Visit.objects.create(
        user=desk, house=lo.west, reason="Merkteken Reden om te kijken", entered_at=at - timedelta(hours=2),
        ends_at=at - timedelta(hours=1), left_at=None,
    )  # fmt: skip
    Look.objects.create(visit=visit, house=lo.west, path="/merkteken/", at=visit.entered_at)
    return visit.pk


def _moved(lo: Fixture, order: UUID, at: datetime) -> int:
    """The theatre was moved and its buyers were told."""
    follow_up = FollowUp.objects.create(
        performance=lo.theatre, house=lo.west, kind="moved", reason={"nl": "Merkteken Reden"}, starts_before=at,
        hall_before=lo.theatre.hall, at=at, finished_at=at,
    )  # fmt: skip
    FollowUpStep.objects.create(follow_up=follow_up, order_id=order, house=lo.west, state="done", done_at=at)
    return follow_up.pk


def _hidden_performance(lo: Fixture, at: datetime) -> Performance:
    """Not published yet, with a block, an allotment and a hall booking."""
    work = Production.objects.create(
        house=lo.west, slug="merkteken", title="Merkteken Onuitgegeven", genre="dance", company="Merkteken Gezelschap",
    )  # fmt: skip
    season = Season.objects.create(
        house=lo.west, name="Merkteken Seizoen", starts_on=at.date(), ends_on=at.date() + timedelta(days=300)
    )
    starts_at = at + timedelta(days=90)
    booking = HallBooking.objects.create(
        hall=lo.theatre.hall, house=lo.west, period=(starts_at, starts_at + timedelta(hours=2)), state="confirmed",
        kind="performance", note="Merkteken Boeking",
    )  # fmt: skip
    BookingChange.objects.create(
        house=lo.west, booking=booking, act=uuid7(), verb="booked", revision=1, at=at
    )
    CalendarFeed.objects.create(house=lo.west, name="Merkteken Agenda", digest=b"merkteken", created_at=at)
    hidden = Performance.objects.create(
        production=work, season=season, house=lo.west, hall=lo.theatre.hall, plan=lo.theatre.plan, booking=booking,
        code="merkteken",
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), state="option", sale_starts_at=at,
        sale_ends_at=starts_at,
    )  # fmt: skip
    for performance in (lo.theatre, hidden):
        Block.objects.create(performance=performance, reason="sponsor", note="Merkteken Blok")
        Allotment.objects.create(
            performance=performance, owner=lo.west, name="Merkteken Contingent", release_at=starts_at
        )
    return hidden


def _drawings(lo: Fixture, at: datetime) -> int:
    """A hall being drawn anew, the picture it is traced over, and how its published plan was drawn."""
    drawn = {
        "schema": 1,
        "bounds": {"x": 0, "y": 0, "width": 30, "height": 25},
        "sections": [{"id": "s1", "name": "Merkteken Vak"}],
    }
    draft = PlanDraft.objects.create(
        house=lo.west, hall=lo.theatre.hall, name="Merkteken Plan", drawing=drawn, saved_at=at
    )
    PlanPicture.objects.create(
        house=lo.west, key="vervalst", width=1, height=1, content=b"merkteken", put_at=at
    )
    PlanDrawing.objects.create(plan=lo.theatre.plan, house=lo.west, drawing=drawn, published_at=at)
    return draft.pk


def _papers(lo: Fixture, order: UUID, at: datetime) -> Mail:
    """A scan, a mail, a consent, an entitlement, a promo code, a signing key, a reader's place."""
    ticket = Ticket.objects.filter(order_id=order).order_by("pk").first()
    Scan.objects.create(house=lo.west, performance=lo.theatre, ticket=ticket, outcome="admitted", at=at)
    Passage.objects.create(house=lo.west, performance=lo.theatre, key=uuid7(), kind="in", at=at)
    Consent.objects.create(
        contact=Contact.objects.get(email=BUYER.email), house=lo.west, text=ConsentText.objects.get(), given=True,
        at=at, language="nl",
    )  # fmt: skip
    Entitlement.objects.create(
        contact=Contact.objects.get(email=BUYER.email), house=lo.west, kind="merkteken", valid=(at.date(), None),
        source="merkteken", note="merkteken", checked_at=at,
    )  # fmt: skip
    PromoCode.objects.create(house=lo.west, campaign="merkteken", code="MERKTEKEN")
    SigningKey.objects.create(
        region=lo.region,
        private_key=b"merkteken",
        public_key=b"p" * 32,
        not_before=at,
        not_after=at + timedelta(days=1),
    )
    EventCursor.objects.get_or_create(reader="merkteken", defaults={"xid": 0, "position": 0})
    return Mail.objects.create(
        key="merkteken", kind="confirmed", region=lo.region, order_id=order, recipient=BUYER.email, language="nl",
        subject="Merkteken Onderwerp", text="Merkteken", html="Merkteken", state="sent", created_at=at, sent_at=at,
    )  # fmt: skip
