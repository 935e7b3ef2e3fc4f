"""The words of the seat plan editor, and what its refusals say."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samenspel.kernel.errors import DomainError, NotFound
from samenspel.sales.commands.move_sales import HallBusy, ProposalStale, SeatNotFree, Unresolved
from samenspel.sales.queries.plan_change import NotOfThisHall
from samenspel.venues.rules.drawing import DrawingProblem
from samenspel.venues.rules.publishing import PublishProblem

PLAN_STATES = {
    "draft": (gettext_lazy("Draft"), ""),
    "published": (gettext_lazy("Published"), "ok"),
    "retired": (gettext_lazy("Retired"), ""),
}

CONFLICTS = {
    "vanished": gettext_lazy("The place is no more"),
    "rank": gettext_lazy("It has another rank"),
    "kind": gettext_lazy("It is another kind of place"),
}

KINDS = {
    "wheelchair": gettext_lazy("Wheelchair place"),
    "companion": gettext_lazy("Companion place"),
    "restricted": gettext_lazy("Restricted view"),
    "standing": gettext_lazy("Standing place"),
}

PROBLEMS = {
    "no_places": gettext_lazy("There are no seats yet."),
    "no_focal": gettext_lazy("There is no focal point: say where the best seats look."),
    "focal_outside": gettext_lazy("The focal point stands outside of the floor."),
    "no_section_name": gettext_lazy("A section has no name."),
    "duplicate_section": gettext_lazy("There are two sections named %(label)s."),
    "no_label": gettext_lazy("A seat has no number, or a name of more than 8 characters: %(label)s."),
    "duplicate_label": gettext_lazy("There are two seats named %(label)s."),
    "no_rank": gettext_lazy("Seats without a rank, from %(label)s on."),
    "unknown_rank": gettext_lazy("Seats of a rank that is not there, from %(label)s on."),
    "companion_alone": gettext_lazy("The companion place %(label)s has no wheelchair place."),
    "companion_shared": gettext_lazy(
        "The companion place %(label)s has a wheelchair place that already has a companion."
    ),
    "companion_elsewhere": gettext_lazy(
        "The companion place %(label)s is in another section than its wheelchair place."
    ),
    "outside": gettext_lazy("%(label)s stands outside of the floor."),
    "overlap": gettext_lazy("%(label)s overlaps another seat."),
}

MISTAKES = {
    "the last row would pass the middle of the circle": gettext_lazy(
        "The rows bend so much that the last one passes the middle of the circle. Make the radius larger."
    ),
    "the front row is longer than its circle": gettext_lazy(
        "The front row is longer than its circle. Make the radius larger, or the row shorter."
    ),
    "odd and even start anew in every row": gettext_lazy("Odd and even numbers start anew in every row."),
    "too_many_places": gettext_lazy("A plan has at most 20,000 places."),
    "too_many_paired": gettext_lazy("A plan has at most 500 places for wheelchairs and companions."),
    "no letter is left to name a row": gettext_lazy("Every letter is skipped: no row can be named."),
    "twice": gettext_lazy("Something stands there twice: %(value)s."),
}


def publish_problem(*, problem: PublishProblem) -> str:
    """The sentence for what keeps a plan from being published."""
    return str(PROBLEMS[problem.reason]) % {"label": problem.label or _("A standing area")}


def drawing_problem(*, problem: DrawingProblem) -> str:
    """The sentence for a document that is no drawing; the path when there is no better one."""
    for word, sentence in MISTAKES.items():
        if word in (problem.reason, problem.value) or word in problem.value:
            return str(sentence) % {"value": problem.value}
    return _("%(path)s cannot be %(value)s.") % {"path": problem.path or "?", "value": problem.value or "?"}


def plan_refusal(*, error: DomainError) -> str:
    """Why a next version could not be used; nothing was changed."""
    if isinstance(error, HallBusy):
        return _("Many people were buying at that moment. Nothing was changed: try again.")
    if isinstance(error, (ProposalStale, SeatNotFree)):
        return _("Something was sold in between. Nothing was changed: look at the proposal again.")
    if isinstance(error, Unresolved):
        return _("There is no place for everybody who bought one. Draw more places of that rank first.")
    if isinstance(error, NotOfThisHall):
        return _("This version is offered no more.")
    if isinstance(error, NotFound):
        return _("It is there no more.")
    raise error


def editor_words() -> dict[str, str]:
    """Everything that the scripts of the editor say, by the names they use."""
    return {**_said(), **_panel(), **_numbering(), **_seats()}


def _said() -> dict[str, str]:
    return {
        "stage": _("Stage"),
        "n_places": _("{n} places"),
        "undone": _("Undone"),
        "redone": _("Done again"),
        "drawn": _("Drawn"),
        "copied": _("Copied"),
        "removed": _("Taken away"),
        "mirrored": _("Mirrored"),
        "rotated": _("Turned"),
        "loosened": _("Every seat stands loose now"),
        "paired": _("Paired"),
        "took_theirs": _("What the other drew is here now. Undo brings your own drawing back."),
        "saved": _("Saved"),
        "saved_at": _("Saved at {at}"),
        "saving": _("Saving …"),
        "not_saved": _("Not saved"),
        "offline": _("No connection: trying again"),
        "one_problem": _("1 thing keeps this plan from being published"),
        "n_problems": _("{n} things keep this plan from being published"),
        "ready": _("Ready to publish: {n} places"),
        "more": _("And {n} more."),
        "refused": _("This cannot be drawn"),
        "hint_select": _("Touch a part to choose it; draw around several; drag to move."),
        "hint_seats": _("Touch a seat, or draw around several, and say what is different about them."),
        "hint_hand": _("Drag to look at another side of the floor."),
        "hint_rows": _("Drag where the rows come; the front row is at the top."),
        "hint_curve": _("Drag where the rows come; they bend around the focal point."),
        "hint_standing": _("Drag where people stand."),
        "hint_table": _("Touch where the table comes."),
        "hint_seat": _("Touch where each seat comes; they make one row."),
        "hint_stage": _("Drag where the stage is."),
        "hint_focal": _("Touch where the best seats look."),
    }


def _panel() -> dict[str, str]:
    return {
        "plan": _("The plan"),
        "sections": _("Sections"),
        "section": _("Section"),
        "section_n": _("Section {n}"),
        "first_section": _("Stalls"),
        "add_section": _("Add a section"),
        "remove_section": _("Remove this section"),
        "ranks": _("Ranks"),
        "rank": _("Rank"),
        "no_rank": _("none"),
        "colour": _("Colour of rank"),
        "add_rank": _("Add a rank"),
        "remove_rank": _("Remove rank"),
        "floor": _("Floor"),
        "left": _("To the right"),
        "top": _("Away from the stage"),
        "width": _("Width"),
        "height": _("Depth"),
        "depth": _("Depth"),
        "seat_size": _("Width of a seat"),
        "fit_floor": _("Fit the floor to what is drawn"),
        "picture": _("Picture to trace"),
        "picture_file": _("Ground plan or photo (JPEG, PNG or WebP, at most 10 MB)"),
        "picture_sending": _("Sending …"),
        "picture_too_heavy": _("This picture is larger than 10 MB. Save it smaller."),
        "picture_scale": _("Units a pixel"),
        "opacity": _("Opacity"),
        "remove_picture": _("Take the picture away"),
        "part_blocks": _("Rows"),
        "part_rows": _("Loose row"),
        "part_tables": _("Table"),
        "part_standing": _("Standing area"),
        "n_parts": _("{n} parts"),
        "several": _("various"),
        "place": _("What it is"),
        "shape": _("Shape and place"),
        "rotation": _("Turned (degrees)"),
        "mirrored": _("Mirrored"),
        "curve": _("Radius of the front row (0 is straight)"),
        "stagger": _("Every second row aside (seats)"),
        "seat_spacing": _("From seat to seat"),
        "row_spacing": _("From row to row"),
        "rows": _("Number of rows"),
        "seats": _("Number of seats in a row"),
        "start": _("First number"),
        "row_name": _("Name of the row"),
        "table_name": _("Name of the table"),
        "table_shape": _("Shape"),
        "round": _("Round"),
        "rectangle": _("Rectangle"),
        "capacity": _("How many people"),
        "corner_hint": _("Drag a corner to change the outline."),
    }


def _numbering() -> dict[str, str]:
    return {
        "numbering": _("Numbering"),
        "seat_numbers_order": _("Seats are numbered"),
        "order_left_to_right": _("from left to right"),
        "order_right_to_left": _("from right to left"),
        "order_odd_left": _("odd left, even right of the centre"),
        "order_even_left": _("even left, odd right of the centre"),
        "seat_numbers_start": _("First number"),
        "seat_numbers_step": _("Step between numbers"),
        "seat_numbers_continuous": _("Go on from row to row"),
        "seat_numbers_centre": _("Centre after how many seats"),
        "centre_hint": _("Left empty: the aisle nearest to the middle, else the middle."),
        "seat_numbers_keep_gaps": _("A seat that was taken out leaves its number unused"),
        "row_names_style": _("Rows are named by"),
        "style_letters": _("letters"),
        "style_numbers": _("numbers"),
        "style_none": _("nothing"),
        "row_names_start": _("First row (1 is A or 1)"),
        "row_names_step": _("Step between rows"),
        "row_names_skip": _("Names that are skipped"),
        "skip_hint": _("For example: I, O"),
        "row_names_first": _("The first row is"),
        "first_front": _("in front"),
        "first_back": _("at the back"),
        "aisles": _("Aisles"),
        "cross_aisles": _("Cross aisles"),
        "aisles_width": _("Width of the aisles"),
        "cross_aisles_width": _("Width of the cross aisles"),
        "after_hint": _("After how many seats or rows, for example: 6, 14"),
        "own_rows": _("Rows of their own length or name"),
        "shape_seats": _("Row {n} from the front: seats"),
        "shape_offset": _("Row {n}: seats aside (empty is centred)"),
        "shape_name": _("Row {n}: name"),
        "shape_remove": _("Row {n} like the others again"),
        "shape_add": _("Another row"),
    }


def _seats() -> dict[str, str]:
    return {
        "seats_apart": _("Single seats"),
        "choose_seats": _("Choose its seats"),
        "put_back": _("Put back seats that were taken out"),
        "loosen": _("Make every seat loose, to move it alone"),
        "seat": _("What is different here"),
        "n_seats": _("{n} seats"),
        "kind": _("Kind"),
        "kind_seat": _("Seat"),
        "kind_wheelchair": _("Wheelchair place"),
        "kind_companion": _("Companion place"),
        "kind_restricted": _("Restricted view"),
        "seat_name": _("Number or name of the seat"),
        "seat_aisle": _("At an aisle"),
        "seat_removable": _("Can be taken out"),
        "pair": _("Wheelchair place with companion"),
        "take_out": _("Take out"),
    }
