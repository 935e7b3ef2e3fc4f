"""Addresses that leave the house on paper or by mail. The pages behind them live in `web`; the addresses are kept for good."""

from uuid import UUID

from samenspel.sales.rules.access import order_token


def conditions_url(*, site_url: str, language: str, house_slug: str, number: int | None) -> str:
    """A version of a house's conditions of sale, for good; empty when there is none."""
    prefix = "" if language == "nl" else f"/{language}"
    return f"{site_url}{prefix}/voorwaarden/{house_slug}/{number}/" if number else ""


def order_url(*, site_url: str, language: str, region_slug: str, order: UUID) -> str:
    """The order page by its secret link, in the buyer's language (Dutch has no prefix)."""
    prefix = "" if language == "nl" else f"/{language}"
    return f"{site_url}{prefix}/{region_slug}/bestelling/{order}/{order_token(order)}/"
