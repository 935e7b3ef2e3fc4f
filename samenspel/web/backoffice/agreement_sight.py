"""Agreements as their pages show them: rows of the list, versions side by side, and what they would earn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from samenspel.agreements.queries.agreements import AgreementRow, VersionRow
from samenspel.agreements.rules.simulation import Sold, simulate
from samenspel.agreements.rules.terms import Terms
from samenspel.catalogue.queries.ticket_types import ticket_type_names
from samenspel.programme.queries.titles import production_titles
from samenspel.programme.queries.to_come import to_come
from samenspel.sales.queries.past_sales import past_sales
from samenspel.web.backoffice import agreement_words, words
from samenspel.web.backoffice.desk import Desk

LAST_YEAR = timedelta(days=365)
CHOICES_MAX = 200


@dataclass(frozen=True, slots=True)
class Choices:
    """What terms can name: the presenter's productions that are still to come or named already, and its ticket types."""

    productions: tuple[tuple[int, str], ...]
    ticket_types: tuple[tuple[int, str], ...]

    @property
    def production_names(self) -> dict[int, str]:
        return dict(self.productions)

    @property
    def type_names(self) -> dict[int, str]:
        return dict(self.ticket_types)


def choices(desk: Desk, *, presenter: int, named: Sequence[int]) -> Choices:
    coming = {show.production: show.title for show in to_come(scope=desk.scope, house=presenter, at=desk.at)}
    before = production_titles(scope=desk.scope, productions=set(named) - set(coming))
    titles = sorted((coming | before).items(), key=lambda pair: pair[1].casefold())
    types = ticket_type_names(house=presenter)
    return Choices(
        productions=tuple(titles[:CHOICES_MAX]),
        ticket_types=tuple((id_, words.in_language(dict(name))) for id_, name in types.items()),
    )


def row(desk: Desk, found: AgreementRow) -> dict[str, Any]:
    """One agreement in the list: its partner, who sells, and where it stands."""
    shown = found.in_force or found.waiting or found.versions[0]
    state, kind = agreement_words.STATES[shown.state]
    waits_for_us = found.waiting is not None and found.waiting.proposed_by != found.house
    return {
        "url": desk.url("agreement", found.id),
        "partner": found.partner_name,
        "direction": direction(found, shown),
        "commission": agreement_words.commission(shown.terms.rates[0]),
        "state": state,
        "kind": kind,
        "waits_for_us": waits_for_us,
        "ends_on": found.ends_on,
    }


def direction(found: AgreementRow, version: VersionRow) -> str:
    if version.terms.seller == found.house:
        return _("We sell what they present")
    return _("They sell what we present")


def version(desk: Desk, found: AgreementRow, each: VersionRow) -> dict[str, Any]:
    state, kind = agreement_words.STATES[each.state]
    names = {found.house: desk.house.name, found.partner: found.partner_name}
    return {
        "number": each.number,
        "state": state,
        "kind": kind,
        "note": each.note,
        "proposed_by": names[each.proposed_by],
        "proposed_at": each.proposed_at,
        "first_day": each.first_day,
        "last_day": each.last_day,
        "signatures": [
            {"house": names[one.house], "name": one.name, "at": one.at} for one in each.signatures
        ],
    }


def compared(found: AgreementRow, names: Choices) -> dict[str, Any]:
    """The terms in rows: as they are in force, and as they are proposed when something is; what differs is marked."""
    now, asked = found.in_force, found.waiting
    columns = [each for each in (now, asked) if each is not None] or [found.versions[0]]
    told = [
        dict(
            agreement_words.terms_in_words(
                terms=each.terms, productions=names.production_names, ticket_types=names.type_names
            )
        )
        for each in columns
    ]
    labels = list(dict.fromkeys(label for column in told for label in column))
    return {
        "heads": [
            _("Version %(number)d") % {"number": each.number}
            + " · "
            + str(agreement_words.STATES[each.state][0])
            for each in columns
        ],
        "rows": [
            {
                "label": label,
                "cells": [column.get(label, "–") for column in told],
                "differs": len({column.get(label) for column in told}) > 1,
            }
            for label in labels
        ],
    }


def simulation(
    desk: Desk, terms: Terms, entered: Iterable[Sold], type_names: dict[int, str]
) -> dict[str, Any]:
    """Who would earn what: on what was entered, else on what this house itself presented and sold in the last year."""
    sales = tuple(entered)
    is_past = not sales and terms.presenter == desk.house.id
    if is_past:
        sales = past_sales(
            scope=desk.scope,
            house=desk.house.id,
            productions=terms.productions,
            since=desk.at - LAST_YEAR,
            until=desk.at,
        )
    earned = simulate(terms=terms, sales=sales)
    return {
        "is_past": is_past,
        "rows": [
            {
                "name": type_names.get(each.sold.ticket_type, ""),
                "rank": each.sold.rank,
                "price_cents": each.sold.price_cents,
                "tickets": each.sold.tickets,
                "is_left_out": each.is_left_out,
                "commission_cents": each.commission_cents,
                "presenter_cents": each.presenter_cents,
            }
            for each in earned
        ],
        "tickets": sum(each.sold.tickets for each in earned if not each.is_left_out),
        "price_cents": sum(each.price_cents for each in earned),
        "commission_cents": sum(each.commission_cents for each in earned),
        "presenter_cents": sum(each.presenter_cents for each in earned),
    }
