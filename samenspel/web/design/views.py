"""The style guide: every component with sample content, for people who build pages and for the tests of the look."""

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import condition

from samenspel.kernel.clock import now
from samenspel.kernel.colour import COLOUR
from samenspel.web.design import brand, guide_sample, icons
from samenspel.web.design.posters import poster_svg


class SampleForm(forms.Form):
    """The fields a page may hold, one of them wrong."""

    name = forms.CharField(label="Naam", help_text="Zoals op uw identiteitskaart.")
    email = forms.EmailField(label="E-mail", help_text="Hier sturen we uw tickets naartoe.")
    phone = forms.CharField(label="Telefoon", required=False)
    ticket_type = forms.ChoiceField(
        label="Tarief", choices=[("basis", "Basis"), ("-26", "Jonger dan 26"), ("65+", "65-plus")]
    )
    news = forms.ChoiceField(
        label="Nieuws van NTGent",
        choices=[("yes", "Ja, graag"), ("no", "Nee, dank u")],
        widget=forms.RadioSelect,
        help_text="U kunt op elk moment van gedacht veranderen.",
    )
    terms = forms.BooleanField(label="Ik ga akkoord met de voorwaarden")


def guide(request: HttpRequest) -> HttpResponse:
    """Every component on one page. Reads nothing from the database."""
    form = SampleForm({"name": "Mira Claes", "email": "mira@", "ticket_type": "basis", "news": "yes"})
    plan = guide_sample.plan()
    cards = guide_sample.cards()
    held_until = now() + timedelta(minutes=9, seconds=40)
    return render(
        request,
        "design/guide.html",
        {
            "brand": {
                "name": "Zuidwest",
                "url": "#",
                "css_url": "brand.css",
                "tagline": "Alle podia van de streek op één plek.",
            },
            "nav": [
                {"label": "Agenda", "url": "#", "current": True},
                {"label": "Huizen", "url": "#"},
                {"label": "Vanavond", "url": "#"},
            ],
            "cart": {"url": "#", "count": 2, "held_until": held_until},
            "form": form,
            "cards": cards,
            "show": cards[0],
            "days": guide_sample.days(),
            "plan": plan,
            "ranks": plan["ranks"],
            "availability": guide_sample.availability(),
            "icons": sorted(icons.ICONS),
            "opening": guide_sample.OPENING,
            "held_until": held_until,
            **_sample_lists(),
        },
    )


def guide_office(request: HttpRequest) -> HttpResponse:
    """The back office shell with sample content."""
    storeys = [
        ("Programma", [("Voorstellingen", "calendar"), ("Producties", "list"), ("Zalen", "hall")]),
        ("Verkoop", [("Bestellingen", "ticket"), ("Prijzen", "euro"), ("Contingenten", "seat")]),
        ("Mensen", [("Klanten", "users"), ("Medewerkers", "user")]),
        ("Geld", [("Grootboek", "stairs"), ("Afrekening", "refresh")]),
    ]
    office = {
        "house": {"name": "BUDA"},
        "houses": [
            {"name": name, "url": "#", "current": i == 0}
            for i, name in enumerate(("Schouwburg Kortrijk", "BUDA", "Bolwerk"))
        ],
        "storeys": [
            {
                "title": title,
                "items": [
                    {"label": label, "url": "#", "icon": icon, "current": label == "Voorstellingen"}
                    for label, icon in items
                ],
            }
            for title, items in storeys
        ],
        "user_name": "Amira Benali",
        "sign_out_url": "#",
    }
    return render(
        request,
        "design/guide_office.html",
        {"office": office, "brand": {"css_url": "../brand.css"}, **_sample_lists()},
    )


def guide_scanner(request: HttpRequest) -> HttpResponse:
    """The scanner shell with a sample answer: `?state=ok`, `no` or `wait`."""
    return render(request, "design/guide_scanner.html", {"state": request.GET.get("state", "ok")})


def guide_brand(request: HttpRequest) -> HttpResponse:
    """The brand sheet of the guide; `?accent=rrggbb` tries another house."""
    accent = "#" + request.GET.get("accent", "1d5f96").lower()
    if not COLOUR.match(accent):
        accent = "#1d5f96"
    return HttpResponse(brand.brand_css(accent=accent), content_type="text/css")


def guide_poster(request: HttpRequest, number: int) -> HttpResponse:
    """One of the sample posters."""
    title, company, genre, *_, accent = guide_sample.SHOWS[number % len(guide_sample.SHOWS)]
    svg = poster_svg(title=title, subtitle=company, genre=genre, seed=number, accent=accent)
    return HttpResponse(svg, content_type="image/svg+xml")


def guide_plan(request: HttpRequest) -> HttpResponse:
    """The sample hall."""
    return JsonResponse(dict(guide_sample.plan()))


@condition(etag_func=lambda request: '"sample"')
def guide_availability(request: HttpRequest) -> HttpResponse:
    """What is taken in the sample hall; never changes, so that polling answers 304."""
    return JsonResponse(dict(guide_sample.availability()))


def _sample_lists() -> dict[str, object]:
    return {
        "steps": [
            {"label": "Plaatsen", "url": "#", "done": True},
            {"label": "Gegevens", "current": True},
            {"label": "Betalen"},
        ],
        "crumbs": [
            {"label": "Agenda", "url": "#"},
            {"label": "NTGent", "url": "#"},
            {"label": "De Kersentuin"},
        ],
        "tabs": [
            {"label": "Te koop", "url": "#", "current": True, "count": 24},
            {"label": "Gepland", "url": "#", "count": 8},
            {"label": "Voorbij", "url": "#", "count": 112},
        ],
        "columns": [
            {"label": "Voorstelling", "sort_url": "#", "sorted": "ascending"},
            {"label": "Wanneer", "sort_url": "#"},
            {"label": "Stand"},
            {"label": "Verkocht", "numeric": True, "sort_url": "#"},
            {"label": "Omzet", "numeric": True},
        ],
        "rows": [
            [
                {"text": title, "url": "#"},
                {"text": when, "label": "Wanneer"},
                {"text": state, "badge": kind, "label": "Stand"},
                {"text": sold, "numeric": True, "label": "Verkocht"},
                {"text": money, "numeric": True, "label": "Omzet"},
            ]
            for title, when, state, kind, sold, money in (
                (
                    "Alles komt goed (denk ik)",
                    "do 3 dec, 20:00",
                    "Uitverkocht",
                    "error",
                    "640 / 640",
                    "€ 14.208,00",
                ),
                ("De Kersentuin", "vr 27 nov, 20:00", "Te koop", "ok", "412 / 640", "€ 7.622,00"),
                ("Zwerm", "za 28 nov, 20:00", "Te koop", "ok", "96 / 220", "€ 1.344,00"),
                ("Winterreise", "vr 4 dec, 20:00", "Voorverkoop", "warn", "12 / 300", "€ 312,00"),
            )
        ],
        "options": [
            {
                "value": "bancontact",
                "label": "Bancontact",
                "note": "Met de app of met uw kaart",
                "checked": True,
            },
            {"value": "card", "label": "Kredietkaart", "note": "Visa, Mastercard", "extra": "€ 0,00"},
            {"value": "voucher", "label": "Cadeaubon", "disabled": True},
        ],
        "sales": [3, 5, 4, 8, 12, 9, 14, 22, 19, 28, 31, 30, 44, 52],
    }
