"""The addresses under which a house keeps its halls and draws their seat plans; part of `urls.py`."""

from django.urls import path

import samenspel.web.numbers  # noqa: F401 - registers <number:...>
from samenspel.web.backoffice.views import (
    halls,
    halls_draft,
    halls_picture,
    halls_plans,
    halls_reseat,
    halls_use,
)

HALLS = "<slug:house>/zalen/"
HALL = HALLS + "<number:hall>/"
DRAFT = HALLS + "tekening/<number:draft>/"
PLAN = HALLS + "plan/<number:plan>/"

urlpatterns = [
    path(HALLS, halls.halls, name="halls"),
    path(HALLS + "locatie/", halls.venue, name="venue_new"),
    path(HALLS + "locatie/<number:venue>/", halls.venue, name="venue"),
    path(HALLS + "locatie/<number:venue>/zaal/", halls.new_hall, name="hall_new"),
    path(HALL, halls.hall, name="hall_plans"),
    path(HALL + "naam/", halls.rename_hall, name="hall_rename"),
    path(HALL + "tekenen/", halls_plans.draw, name="plan_draw"),
    path(HALL + "inlezen/", halls_plans.read, name="plan_read"),
    path(HALLS + "achtergrond/", halls_picture.put, name="plan_picture_put"),
    path(HALLS + "achtergrond/<slug:key>.webp", halls_picture.file, name="plan_picture"),
    path(PLAN + "plan.csv", halls_plans.plan_csv, name="plan_csv"),
    path(PLAN + "plan.svg", halls_plans.plan_svg, name="plan_svg"),
    path(PLAN + "gebruiken/", halls_use.use, name="plan_use"),
    path(PLAN + "gebruiken/<number:performance>/", halls_reseat.reseat, name="plan_reseat"),
    path(PLAN + "weg/", halls_plans.retire, name="plan_retire"),
    path(DRAFT, halls_draft.editor, name="plan_editor"),
    path(DRAFT + "tekening.json", halls_draft.drawing, name="plan_drawing"),
    path(DRAFT + "plaatsen.json", halls_draft.layout, name="plan_layout"),
    path(DRAFT + "publiceren/", halls_draft.publish, name="plan_publish"),
    path(DRAFT + "weg/", halls_draft.discard, name="plan_discard"),
    path(DRAFT + "plan.csv", halls_draft.draft_csv, name="draft_csv"),
    path(DRAFT + "plan.svg", halls_draft.draft_svg, name="draft_svg"),
]
