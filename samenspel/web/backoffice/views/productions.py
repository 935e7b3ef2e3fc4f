"""The productions a house may use: the list, one with its performances here, enter and change."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.kernel.errors import DomainError, NotFound
from samenspel.programme.commands.save_production import ProductionFields, save_production
from samenspel.programme.queries.performances import performances_to_edit
from samenspel.programme.queries.productions import (
    PAGE_SIZE,
    SORTS,
    WHOSE,
    ProductionFacts,
    production_of,
    productions_of,
)
from samenspel.web.backoffice import words
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.listing import Column, ListState
from samenspel.web.backoffice.programme_forms import LANGUAGES, ProductionForm
from samenspel.web.backoffice.programme_rows import act_of, performance_rows, picture_url
from samenspel.web.backoffice.refusals import refuse
from samenspel.web.backoffice.rooms import Room
from samenspel.web.shop.cards import GENRES, genre_name

PLAIN = ("title", "company", "genre", "duration_min", "age_from", "language", "shared")


@require_safe
@in_house(Room.PRODUCTIONS)
def productions(desk: Desk) -> HttpResponse:
    state = ListState(desk.request.path, desk.request.GET)
    whose, sort = state.word("van", ("all", *WHOSE[:2])), state.word("sort", SORTS)
    genre = state.word("genre", ("", *GENRES))
    found = productions_of(
        scope=desk.scope,
        house=desk.house.id,
        at=desk.at,
        text=state.text("q"),
        genre=genre,
        whose=whose,
        sort=sort,
        page=state.page,
    )
    total = found[0].total if found else 0
    tabs = {"all": _("All"), "own": _("Of this house"), "shared": _("Shared by others")}
    columns = [
        Column(_("Production"), "title"),
        Column(_("Genre")),
        Column(_("Entered by")),
        Column(_("Performances here"), numeric=True),
        Column(_("Next one")),
    ]
    context = {
        "rows": [
            {
                "facts": row,
                "url": desk.url("production", row.id),
                "genre": genre_name(row.genre),
                "is_own": row.house_id == desk.house.id,
            }
            for row in found
        ],
        "columns": state.columns(columns=columns, sort=sort),
        "tabs": [
            {"label": label, "url": state.url(van="" if value == "all" else value), "current": value == whose}
            for value, label in tabs.items()
        ],
        "genres": [(value, label, value == genre) for value, label in GENRES.items()],
        "whose": whose,
        "sort": sort,
        "text": state.text("q"),
        "total": total,
        "pager": state.pager(total=total, size=PAGE_SIZE),
        "clear_url": state.path if desk.request.GET else "",
        "new_url": desk.url("production_new"),
    }
    return desk.render("backoffice/productions.html", context)


@require_safe
@in_house(Room.PRODUCTIONS)
def production(desk: Desk, production: int) -> HttpResponse:
    """One production, its picture, and its performances in this house."""
    facts = production_of(scope=desk.scope, house=desk.house.id, production=production)
    planned = performances_to_edit(scope=desk.scope, house=desk.house.id, production=facts.id)
    is_own = facts.house_id == desk.house.id
    context = {
        "facts": facts,
        "genre": genre_name(facts.genre),
        "texts": words.in_language(facts.texts) or {},
        "written_in": [str(name) for code, name in LANGUAGES.items() if facts.texts.get(code)],
        "picture": picture_url(desk, production=facts.id, key=facts.picture_key),
        "picture_alt": words.in_language(facts.picture_alt),
        "rows": performance_rows(desk, planned),
        "is_own": is_own,
        "edit_url": desk.url("production_edit", facts.id) if is_own else "",
        "picture_url": desk.url("picture", facts.id) if is_own else "",
        "plan_url": desk.url("performance_new", facts.id),
        "copy_url": desk.url("performances_copy", facts.id),
        "timeslots_url": desk.url("timeslots", facts.id),
        "together_url": f"{desk.url('performances_together')}?productie={facts.id}",
        "crumbs": [{"label": _("Productions"), "url": desk.url("productions")}, {"label": facts.title}],
    }
    return desk.render("backoffice/production.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PRODUCTIONS)
def edit(desk: Desk, production: int = 0) -> HttpResponse:
    """A new one without `production`. Who did not enter it does not change it: 404."""
    facts = None
    if production:
        facts = production_of(scope=desk.scope, house=desk.house.id, production=production)
        if facts.house_id != desk.house.id:
            raise NotFound(production)
    form = ProductionForm(desk.request.POST or None, initial=_initial(facts))
    if desk.request.method == "POST" and form.is_valid():
        try:
            saved = save_production(
                act=act_of(desk),
                fields=_fields(form.cleaned_data),
                production=production or None,
                revision=form.cleaned_data["revision"],
            )
        except NotFound:
            raise
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(desk.request, _("“%(title)s” is saved.") % form.cleaned_data)
            return redirect(desk.url("production", saved))
    title = facts.title if facts else _("New production")
    crumbs: list[dict[str, str]] = [{"label": _("Productions"), "url": desk.url("productions")}]
    if facts:
        crumbs.append({"label": facts.title, "url": desk.url("production", facts.id)})
    context = {
        "form": form,
        "title": title,
        "facts": facts,
        "crumbs": [*crumbs, {"label": _("Change") if facts else title}],
    }
    return desk.render("backoffice/production_edit.html", context, status=422 if form.errors else 200)


def _initial(facts: ProductionFacts | None) -> dict[str, Any]:
    if facts is None:
        return {}
    initial = {name: getattr(facts, name) for name in PLAIN} | {"revision": facts.revision}
    for code in LANGUAGES:
        written = facts.texts.get(code) or {}
        initial |= {f"{part}_{code}": written.get(part, "") for part in ("summary", "text")}
    return initial


def _fields(data: dict[str, Any]) -> ProductionFields:
    texts = {code: {part: data[f"{part}_{code}"] for part in ("summary", "text")} for code in LANGUAGES}
    return ProductionFields(texts=texts, **{name: data[name] for name in PLAIN})
