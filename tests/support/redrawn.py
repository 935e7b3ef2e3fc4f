"""A hall of the fixture region that is drawn, published, and drawn again."""

from typing import Any

from django.db import connection

from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from samenspel.sales.commands.move_sales import Moved, move_sales
from samenspel.sales.queries.plan_change import PlanPreview, plan_change
from samenspel.venues.commands.drafts import start_draft
from samenspel.venues.commands.publish_plan import publish_plan
from tests.support.region import NOW, Fixture

Document = dict[str, Any]


def hall(**parts: Any) -> Document:
    """Three rows A, B, C of eight in rank 1 around an aisle; nothing else."""
    block = {
        "id": "b1", "section": "p", "rank": 1, "origin": {"x": 0, "y": 5}, "rows": 3, "seats": 8,
        "aisles": [{"after": 4, "width": 1}], **parts.pop("block", {}),
    }  # fmt: skip
    return {
        "schema": 1,
        "bounds": {"x": -30, "y": 0, "width": 60, "height": 50},
        "focal": {"x": 0, "y": 0},
        "ranks": [{"number": 1}, {"number": 2}],
        "sections": [{"id": "p", "name": "Parterre"}, {"id": "b", "name": "Balkon"}],
        "blocks": [block],
        **parts,
    }


def publish(lo: Fixture, document: Document, name: str = "Zittend") -> int:
    """The next version of a plan of the theatre's hall; answers its id."""
    scope = Scope.of_houses(lo.west.pk)
    draft = start_draft(scope=scope, hall=lo.theatre.hall_id, name=name, by=None, at=NOW, drawing=document)
    return publish_plan(scope=scope, draft=draft, revision=1, by=None, at=NOW).plan_id


def put_on(lo: Fixture, plan: int) -> None:
    """The theatre's performance starts on this plan; a seat may be left alone, so that tests take what they like."""
    with Scope.of_system().open():
        Performance.objects.filter(pk=lo.theatre.pk).update(plan=plan, allow_orphans=True)


def preview(lo: Fixture, plan: int, at: Any = NOW) -> PlanPreview:
    return plan_change(scope=Scope.of_houses(lo.west.pk), performance=lo.theatre.pk, plan=plan, at=at)


def move(lo: Fixture, plan: int, shown: PlanPreview, at: Any = NOW, **seats: Any) -> Moved:
    """Do what was proposed; `seats` stands in for the proposal."""
    return move_sales(
        scope=Scope.of_houses(lo.west.pk), performance=lo.theatre.pk, plan=plan, at=at,
        fingerprint=shown.change.fingerprint, seats=seats.get("seats", shown.change.proposal),
    )  # fmt: skip


NOWHERE = """
    select 'ticket', t.place_no from sales_ticket t
    inner join programme_performance p on p.id = t.performance_id
    where t.state = 'valid' and not exists (select 1 from venues_place v where v.plan_id = p.plan_id and v.no = t.place_no)
    union all
    select 'claim', c.place_no from inventory_claim c
    inner join programme_performance p on p.id = c.performance_id
    where not exists (select 1 from venues_place v where v.plan_id = p.plan_id and v.no = c.place_no)
    union all
    select 'line', l.place_no from sales_line l
    inner join programme_performance p on p.id = l.performance_id
    where not exists (select 1 from venues_place v where v.plan_id = p.plan_id and v.no = l.place_no)
    union all
    select 'ticket elsewhere than its line', t.place_no from sales_ticket t
    inner join sales_line l on l.id = t.line_id
    where l.place_no <> t.place_no
"""


def nowhere() -> list[tuple[str, int]]:
    """Tickets, claims and lines of places that are not in the plan of their performance. Empty when all is well."""
    with Scope.of_system().open(), connection.cursor() as cursor:
        cursor.execute(NOWHERE)
        return list(cursor.fetchall())
