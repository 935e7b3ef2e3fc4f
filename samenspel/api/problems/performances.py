"""Refusals about moving and cancelling performances."""

from samenspel.access.commands.count_passage import NoPlaceLeft
from samenspel.api.problems.problem import Problem, Table, always
from samenspel.programme.commands.change_performance import PerformanceCancelled
from samenspel.programme.commands.change_programme import BadField, NotProgrammer, SavedInBetween
from samenspel.sales.commands.move_performance import PlacesDoNotFit
from samenspel.venues.commands.change_booking import HallTaken, NotPlanner

KEY_SELLS_ONLY = Problem(
    "key-sells-only",
    403,
    "This key does not change the programme",
    "Let who may plan and programme make a key that does, on the page of API keys; it works while they may.",
)


def _bad_value(error: BadField) -> Problem:
    return Problem(
        "bad-value",
        422,
        "A value that cannot be",
        "data says which field and why: nothing was changed.",
        {"field": error.field, "why": error.why},
    )


def _lost(error: PlacesDoNotFit) -> Problem:
    return Problem(
        "places-do-not-fit",
        409,
        "The other seat plan lacks places that are taken",
        "data.places are missing there or called otherwise. Choose another plan, or let staff move the seats first.",
        {"places": list(error.places)},
    )


PERFORMANCES: Table = (
    (
        NoPlaceLeft,
        always(
            Problem(
                "no-place-left",
                409,
                "Nobody can walk in",
                "Every place is sold, held or taken; nobody was counted.",
            )
        ),
    ),
    (NotProgrammer, always(KEY_SELLS_ONLY)),
    (NotPlanner, always(KEY_SELLS_ONLY)),
    (BadField, _bad_value),
    (PlacesDoNotFit, _lost),
    (
        HallTaken,
        always(
            Problem("hall-taken", 409, "The hall is taken then", "Choose another moment or another hall.")
        ),
    ),
    (
        PerformanceCancelled,
        always(Problem("performance-cancelled", 409, "It is cancelled", "Read its follow-ups.")),
    ),
    (
        SavedInBetween,
        always(
            Problem(
                "changed-since",
                409,
                "It was changed since you read it",
                "Nothing was changed. Read its follow-ups again and send the revision of now, if you still want this.",
            )
        ),
    ),
)
