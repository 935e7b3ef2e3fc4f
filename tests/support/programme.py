"""A programmer at work, and pictures to upload."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from PIL import Image

from samenspel.houses.models import House, Role
from samenspel.kernel.tenancy import Scope
from samenspel.programme.commands.change_programme import Act
from samenspel.programme.commands.performance_fields import PerformanceFields
from samenspel.programme.commands.save_production import ProductionFields
from samenspel.programme.models import Performance, Production
from tests.support.region import NOW
from tests.support.staff import employ


def programmer(house: House, *, name: str = "programmer", at: datetime = NOW) -> Act:
    """What a new programmer of `house` does at `at`."""
    user = employ(f"{name}@{house.slug}.example", Role.PROGRAMMER, house=house)
    return Act(Scope.of_houses(house.pk), house.pk, user.pk, at)


def production_fields(**values: Any) -> ProductionFields:
    plain: dict[str, Any] = {
        "title": "Het eiland",
        "company": "Kompanie Zee",
        "genre": "theatre",
        "texts": {"nl": {"summary": "Een eiland.", "text": "Twee mensen."}},
        "language": "nl",
        "duration_min": 80,
        "age_from": 12,
        "shared": False,
    }
    return ProductionFields(**plain | values)


def performance_fields(like: Performance, production: int, **values: Any) -> PerformanceFields:
    """A performance of `production` in the hall and plan of `like`, ten days after it."""
    starts_at = like.starts_at + timedelta(days=10)
    plain: dict[str, Any] = {
        "production": production,
        "season": None,
        "hall": like.hall_id,
        "plan": like.plan_id,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "state": "confirmed",
        "published_at": None,
        "sale_starts_at": NOW,
        "sale_ends_at": starts_at,
    }
    return PerformanceFields(**plain | values)


def production(id_: int) -> Production:
    with Scope.of_system().open():
        return Production.objects.get(pk=id_)


def performance(id_: int) -> Performance:
    with Scope.of_system().open():
        return Performance.objects.select_related("booking").get(pk=id_)


def picture_bytes(*, size: tuple[int, int] = (1200, 900), form: str = "JPEG", **options: Any) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    picture = Image.new("RGB", size, "red")
    picture.paste(Image.new("RGB", (size[0] // 2, size[1]), "blue"), (size[0] // 2, 0))
    file = BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


def moved(performance: Performance) -> dict[str, Any]:
    """What a machine sends to have it eight days later."""
    later = timedelta(days=8)
    return {
        "starts_at": (performance.starts_at + later).isoformat(),
        "ends_at": (performance.ends_at + later).isoformat(),
        "reason": {"nl": "Ziekte in het gezelschap."},
    }
