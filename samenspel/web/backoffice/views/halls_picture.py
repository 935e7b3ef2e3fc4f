"""The pictures that a house traces its halls over: put one, and its file."""

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samenspel.kernel.pictures import BYTES_MAX
from samenspel.venues.commands.put_plan_picture import PlanPictureRefused, put_plan_picture
from samenspel.venues.queries.plan_drawings import plan_picture
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.refusals import PICTURES
from samenspel.web.backoffice.rooms import Room


@require_POST
@in_house(Room.HALLS)
def put(desk: Desk) -> HttpResponse:
    """`{picture, width, height}`, or 422 and `{text}`: why it was refused."""
    file = desk.request.FILES.get("file")
    if file is None:
        return _refused("not_a_picture")
    if (file.size or 0) > BYTES_MAX:
        return _refused("too_heavy")
    try:
        kept = put_plan_picture(scope=desk.scope, house=desk.house.id, content=file.read(), at=desk.at)
    except PlanPictureRefused as error:
        return _refused(error.reason)
    return JsonResponse({"picture": kept.key, "width": kept.width, "height": kept.height})


@require_safe
@in_house(Room.HALLS)
def file(desk: Desk, key: str) -> HttpResponse:
    content = plan_picture(scope=desk.scope, house=desk.house.id, key=key)
    response = HttpResponse(content, content_type="image/webp")
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


def _refused(reason: str) -> HttpResponse:
    text = (
        _("This picture is smaller than 100 pixels on a side.")
        if reason == "too_small"
        else str(PICTURES[reason])
    )
    return JsonResponse({"text": text}, status=422)
