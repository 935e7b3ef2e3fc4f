"""The addresses under which a house makes its programme; part of `urls.py`."""

from django.urls import path

import samenspel.web.numbers  # noqa: F401 - registers <number:...>
from samenspel.web.backoffice.views import (
    follow_up,
    performance_edit,
    performances_together,
    pictures,
    productions,
    seasons,
    timeslots,
)

HOUSE = "<slug:house>/"
PRODUCTION = HOUSE + "producties/<number:production>/"
PERFORMANCE = HOUSE + "voorstellingen/<number:performance>/"

urlpatterns = [
    path(HOUSE + "seizoenen/", seasons.seasons, name="seasons"),
    path(HOUSE + "seizoenen/nieuw/", seasons.season, name="season_new"),
    path(HOUSE + "seizoenen/<number:season>/", seasons.season, name="season"),
    path(HOUSE + "producties/", productions.productions, name="productions"),
    path(HOUSE + "producties/nieuw/", productions.edit, name="production_new"),
    path(PRODUCTION, productions.production, name="production"),
    path(PRODUCTION + "wijzigen/", productions.edit, name="production_edit"),
    path(PRODUCTION + "beeld/", pictures.picture, name="picture"),
    path(PRODUCTION + "beeld/weg/", pictures.remove, name="picture_remove"),
    path(PRODUCTION + "beeld/<slug:key>/<slug:cut>.webp", pictures.file, name="picture_file"),
    path(PRODUCTION + "plannen/", performance_edit.plan, name="performance_new"),
    path(PRODUCTION + "kopie/", performances_together.copies, name="performances_copy"),
    path(PRODUCTION + "tijdsloten/", timeslots.grid, name="timeslots"),
    path(HOUSE + "voorstellingen/bewerken/", performances_together.together, name="performances_together"),
    path(PERFORMANCE + "wijzigen/", performance_edit.edit, name="performance_edit"),
    path(PERFORMANCE + "verplaatsen/", follow_up.move, name="performance_move"),
    path(PERFORMANCE + "afgelasten/", follow_up.cancel, name="performance_cancel"),
    path(PERFORMANCE + "opvolging/", follow_up.progress, name="follow_up"),
    path(PERFORMANCE + "opvolging/stand/", follow_up.state, name="follow_up_state"),
    path(PERFORMANCE + "opvolging/<number:follow_up>/opnieuw/", follow_up.again, name="follow_up_again"),
]
