"""What pages of the shop load: posters, brands, seat plans. The same for everybody, so browsers keep them."""

import json
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseNotModified
from django.views.decorators.http import require_safe

from samenspel.catalogue.queries.offers import offered
from samenspel.houses.queries.directory import directory
from samenspel.houses.queries.logo import logo_content
from samenspel.inventory.queries.plans import plan_of
from samenspel.kernel import clock
from samenspel.kernel.errors import NotFound
from samenspel.kernel.remember import Memory
from samenspel.programme.queries.pictures import picture_file
from samenspel.programme.queries.posters import poster_facts
from samenspel.web.design.brand import brand_css
from samenspel.web.design.posters import poster_svg
from samenspel.web.numbers import number
from samenspel.web.shop.plan_data import picker_plan
from samenspel.web.shop.views.performance import rank_names

HOUR_S, YEAR_S = 3600, 31_536_000
_posters: Memory[str] = Memory(ttl_s=300, size=512)
_plans: Memory[str] = Memory(ttl_s=60, size=128)


def kept_by_browsers(
    *, content_type: str, max_age_s: int, immutable: bool = False
) -> Callable[[Callable[..., str]], Callable[..., HttpResponse]]:
    """A view that answers text with an ETag and a lifetime; NotFound becomes 404."""

    def decorate(view: Callable[..., str]) -> Callable[..., HttpResponse]:
        @require_safe
        @wraps(view)
        def answered(request: HttpRequest, **kwargs: object) -> HttpResponse:
            try:
                text = view(request, **kwargs)
            except NotFound:
                raise Http404 from None
            return _kept(request, text.encode(), content_type, max_age_s, immutable=immutable)

        return answered

    return decorate


def _kept(
    request: HttpRequest, content: bytes, content_type: str, max_age_s: int, *, immutable: bool = False
) -> HttpResponse:
    etag = f'"{blake2b(content, digest_size=9).hexdigest()}"'
    response: HttpResponse
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(content, content_type=content_type)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={max_age_s}" + (", immutable" if immutable else "")
    return response


@require_safe
def poster(request: HttpRequest, production: int) -> HttpResponse:
    """The picture that the house put, cut to 2:3 around its focal point; a drawn poster without one. Kept for an hour."""
    try:
        facts = poster_facts(production=production)
        if facts.picture_key:
            picture = picture_file(production=production, key=facts.picture_key, cut="portrait")
            return _kept(request, picture, "image/webp", HOUR_S)
    except NotFound:
        raise Http404 from None
    drawn = _posters.get(
        facts,
        lambda: poster_svg(
            title=facts.title, subtitle=facts.company, genre=facts.genre, seed=facts.id, accent=facts.accent
        ),
    )
    return _kept(request, drawn.encode(), "image/svg+xml", HOUR_S)


@require_safe
def logo(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """A house's logo. An older one leads to that of now: it stands in mails that left long ago."""
    try:
        house = directory().house(slug)
    except NotFound:
        raise Http404 from None
    content = logo_content(house=house.id, key=key)
    if content is None:
        if house.logo is None or house.logo.path == request.path:
            raise Http404
        return HttpResponseRedirect(house.logo.path)
    response = HttpResponse(content, content_type="image/png")
    response.headers["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
    return response


@kept_by_browsers(content_type="text/css", max_age_s=HOUR_S)
def house_brand(_request: HttpRequest, slug: str) -> str:
    house = directory().house(slug)
    return brand_css(accent=house.accent, radius=house.radius, poster_shape=house.poster_shape)


@kept_by_browsers(content_type="text/css", max_age_s=HOUR_S)
def regions_brand(_request: HttpRequest) -> str:
    """The accent of each region, for the front door."""
    return "".join(
        brand_css(accent=region.accent, selector=f'[data-house="regio-{region.slug}"]')
        for region in directory().regions.values()
    )


@kept_by_browsers(content_type="text/css", max_age_s=HOUR_S)
def region_brand(_request: HttpRequest, slug: str) -> str:
    """The region's own look, and the accent of each house for its cards."""
    region = directory().region(slug)
    sheets = [brand_css(accent=region.accent)]
    sheets += [
        brand_css(
            accent=house.accent,
            radius=house.radius,
            poster_shape=house.poster_shape,
            selector=f'[data-house="{house.slug}"]',
        )
        for house in region.houses
    ]
    return "".join(sheets)


@kept_by_browsers(content_type="application/json", max_age_s=YEAR_S, immutable=True)
def plan(request: HttpRequest, plan: int) -> str:
    """Places of a published plan with the price of each rank in one performance (`?p=<performance>&t=<language>`).

    The address carries a fingerprint of the prices, so that what it answers never changes.
    """
    performance, language = number(request.GET.get("p", "")), request.GET.get("t", "nl")
    key = (plan, performance, language, request.GET.get("v", ""))
    return _plans.get(key, lambda: _plan_text(plan=plan, performance=performance, language=language))


def _plan_text(*, plan: int, performance: int, language: str) -> str:
    offer = offered(performance=performance, at=clock.now())
    if offer.facts.plan_id != plan:
        raise NotFound(plan)
    data = picker_plan(plan=plan_of(plan), ranks=rank_names(offer, language))
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)
