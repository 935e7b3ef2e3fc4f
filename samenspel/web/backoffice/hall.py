"""A hall as a picture: every place where it stands, with a mark and a colour for why it is not free."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samenspel.inventory.rules.plan import Plan
from samenspel.web.backoffice.words import PLACE_STATES

UNIT = 12
"""Pixels between two neighbouring seats, in the picture's own coordinates."""
PADDING = 3
MARKS = ("free", "sold", "held", "walked_in", "blocked", "allotted")
CHOICE_MARKS = ("free", "taken", "chosen")
"""Of a hall in which places are being chosen."""


def hall_svg(*, plan: Plan, why: dict[int, str], marks: Sequence[str] = MARKS) -> SafeString:
    """Inline SVG of a plan with numbered places; `why` as in `HallState`, or of `marks`. About 90 bytes a place.

    Colour and shape both tell the state apart: full dot, ring, diamond, triangle, cross, square. A place says itself on hover;
    the counts stand beside the picture in words, so the picture itself is one image to a screen reader.
    """
    scale = UNIT / _spacing(plan)
    left, top, width, height = _frame(plan, scale)
    places = format_html_join(
        "",
        '<use href="#place-{}" x="{}" y="{}"{}><title>{}</title></use>',
        (
            (
                why.get(place.no, "free"),
                round(place.x * scale),
                round(place.y * scale),
                format_html(' data-label="{}"', plan.label(place.no)) if marks == CHOICE_MARKS else "",
                f"{plan.label(place.no)}: {PLACE_STATES[why.get(place.no, 'free')]}",
            )
            for place in plan.places.values()
        ),
    )
    stage = format_html(
        '<g class="hall__stage"><path d="M{} {}h{}"/><text x="{}" y="{}">{}</text></g>',
        round(plan.focal[0] * scale) - 4 * UNIT,
        round(plan.focal[1] * scale),
        8 * UNIT,
        round(plan.focal[0] * scale),
        round(plan.focal[1] * scale) - 5,
        _("Stage"),
    )
    return format_html(
        '<svg class="hall" viewBox="{} {} {} {}" role="img" aria-label="{}">{}{}{}</svg>',
        left,
        top,
        width,
        height,
        _("The hall, place by place"),
        _symbols(marks),
        stage,
        places,
    )


def mark_svg(*, why: str) -> SafeString:
    """The mark of one state, for the legend."""
    return format_html(
        '<svg class="hall__key" viewBox="-6 -6 12 12" aria-hidden="true" focusable="false">{}</svg>',
        _shape(why),
    )


def _symbols(marks: Sequence[str]) -> SafeString:
    shapes = format_html_join("", '<g id="place-{}">{}</g>', ((why, _shape(why)) for why in marks))
    return format_html("<defs>{}</defs>", shapes)


def _shape(why: str) -> SafeString:
    paths = {
        "free": "M0-3.6a3.6 3.6 0 1 1 0 7.2a3.6 3.6 0 1 1 0-7.2z",
        "sold": "M0-4.4a4.4 4.4 0 1 1 0 8.8a4.4 4.4 0 1 1 0-8.8z",
        "held": "M0-5L5 0 0 5-5 0z",
        "walked_in": "M0-4.4L4.4 3.4H-4.4z",
        "blocked": "M-3.6-3.6L3.6 3.6M3.6-3.6L-3.6 3.6",
        "allotted": "M-3.7-3.7h7.4v7.4h-7.4z",
        "taken": "M0-4.4a4.4 4.4 0 1 1 0 8.8a4.4 4.4 0 1 1 0-8.8z",
        "chosen": "M-4.6-4.6h9.2v9.2h-9.2z",
    }
    return format_html('<path class="hall__place hall__place--{}" d="{}"/>', why, paths[why])


def _spacing(plan: Plan) -> float:
    """The smallest distance between neighbours in a row: plans are drawn in metres, seats or pixels."""
    gaps = [
        ((place.x - other.x) ** 2 + (place.y - other.y) ** 2) ** 0.5
        for place in plan.places.values()
        if place.right is not None and (other := plan.places.get(place.right)) is not None
    ]
    return min((gap for gap in gaps if gap > 0), default=1.0)


def _frame(plan: Plan, scale: float) -> tuple[int, int, int, int]:
    xs = [place.x * scale for place in plan.places.values()] + [
        plan.focal[0] * scale - 4 * UNIT,
        plan.focal[0] * scale + 4 * UNIT,
    ]
    ys = [place.y * scale for place in plan.places.values()] + [plan.focal[1] * scale - UNIT]
    margin = PADDING * UNIT / 2
    left, top = round(min(xs) - margin), round(min(ys) - margin)
    return left, top, round(max(xs) + margin) - left, round(max(ys) + margin) - top
