"""The left side of the back office: the house switcher and the storeys of the work, as `design/backoffice.html` wants them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samenspel.houses.queries.staff import HousePost, Posts, RegionPost
from samenspel.web.backoffice.rooms import Room, rooms_of


def office_of_house(
    *, posts: Posts, house: HousePost, rooms: frozenset[Room], room: Room, user_name: str
) -> dict[str, Any]:
    """Only the rooms that the roles of this login open."""
    return {
        "house": {"name": house.name},
        "houses": _places(posts, current=house.slug),
        "start_url": reverse("backoffice:start", args=[house.slug]) if Room.START in rooms else "",
        "storeys": _storeys(house.slug, rooms, room),
        **_foot(user_name),
    }


def office_of_region(*, posts: Posts, region: RegionPost, user_name: str, path: str) -> dict[str, Any]:
    """A region has two rooms: its programme with totals, and its houses. `path` is where the coordinator is."""
    programme = reverse("backoffice:region", args=[region.slug])
    houses = reverse("backoffice:region_houses", args=[region.slug])
    among_houses = path.startswith(houses)
    return {
        "house": {"name": region.name},
        "houses": _places(posts, current=f"regio/{region.slug}"),
        "storeys": [
            {
                "title": _("Region"),
                "items": [
                    _item(programme, _("Performances and totals"), "calendar", not among_houses),
                    _item(houses, _("Houses"), "house", among_houses),
                ],
            },
        ],
        **_foot(user_name),
    }


def office_of_nobody(*, posts: Posts, user_name: str, current: str = "") -> dict[str, Any]:
    """Before a house is chosen."""
    return {
        "house": {"name": "Samenspel"},
        "houses": _places(posts, current=current),
        "storeys": [],
        **_foot(user_name),
    }


def room_label(*, slug: str, path: str) -> str:
    """What the menu calls the room in which the page at `path` stands."""
    storeys = _storeys(slug, frozenset(Room), Room.OVERVIEW)
    items = [item for storey in storeys for item in storey["items"] if path.startswith(item["url"])]
    return str(max(items, key=lambda item: len(item["url"]))["label"]) if items else path


def home_of(*, house: HousePost) -> str:
    """Where the work in a house begins; an usher goes straight to the door."""
    if Room.OVERVIEW in rooms_of(roles=house.roles):
        return reverse("backoffice:overview", args=[house.slug])
    return scanner_url()


def scanner_url() -> str:
    return "/scan/"


def _places(posts: Posts, *, current: str) -> list[dict[str, Any]]:
    houses = [
        {"name": house.name, "url": home_of(house=house), "current": house.slug == current}
        for house in posts.houses
    ]
    regions = [
        {
            "name": region.name,
            "url": reverse("backoffice:region", args=[region.slug]),
            "current": f"regio/{region.slug}" == current,
        }
        for region in posts.regions
    ]
    desk = reverse("backoffice:service_desk")
    serving = [{"name": _("Service desk"), "url": desk, "current": current == "servicedesk"}]
    return houses + regions + (serving if posts.desks else [])


def _storeys(slug: str, rooms: frozenset[Room], current: Room) -> list[dict[str, Any]]:
    def item(room: Room, label: str, icon: str) -> dict[str, Any] | None:
        if room not in rooms:
            return None
        url = scanner_url() if room is Room.SCANNER else reverse(f"backoffice:{room}", args=[slug])
        return _item(url, label, icon, room is current)

    storeys: list[tuple[str, list[dict[str, Any] | None]]] = [
        (
            _("Today"),
            [
                item(Room.OVERVIEW, _("Overview"), "home"),
                item(Room.COUNTER, _("Counter"), "search"),
                item(Room.START, _("Get started"), "check"),
            ],
        ),
        (
            _("Programme"),
            [
                item(Room.PERFORMANCES, _("Performances"), "calendar"),
                item(Room.PLANNER, _("Hall planner"), "hall"),
                item(Room.PRODUCTIONS, _("Productions"), "list"),
                item(Room.SEASONS, _("Seasons"), "sun"),
                item(Room.HALLS, _("Halls"), "seat"),
                item(Room.SCANNER, _("Scan tickets"), "ticket"),
            ],
        ),
        (
            _("Sales"),
            [
                item(Room.ORDERS, _("Orders"), "basket"),
                item(Room.CARDS, _("Cards of visitors"), "user"),
                item(Room.PRICES, _("Prices"), "euro"),
                item(Room.AGREEMENTS, _("Agreements"), "users"),
            ],
        ),
        (
            _("Money"),
            [item(Room.LEDGER, _("Accounts"), "euro"), item(Room.PAYMENTS, _("Payments"), "refresh")],
        ),
        (
            _("House"),
            [
                item(Room.SETTINGS, _("Settings"), "house"),
                item(Room.STAFF, _("Staff"), "users"),
                item(Room.KEYS, _("API keys"), "lock"),
                item(Room.LOG, _("Log"), "list"),
                item(Room.VISITS, _("Who looked along"), "users"),
            ],
        ),
        (_("You"), [_item(reverse("mfa_index"), _("Security"), "settings", False)]),
    ]
    kept = [{"title": title, "items": [one for one in items if one]} for title, items in storeys]
    return [storey for storey in kept if storey["items"]]


def _item(url: str, label: str, icon: str, current: bool) -> dict[str, Any]:
    return {"url": url, "label": label, "icon": icon, "current": current}


def _foot(user_name: str) -> dict[str, str]:
    return {
        "user_name": user_name,
        "sign_out_url": reverse("account_logout"),
    }
