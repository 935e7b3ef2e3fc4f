"""A folder of one small house, as its staff would write it; tests change one thing in it."""

from pathlib import Path

FILES = {
    "regions.csv": "slug;name;seller;collector\nlo;Lo;huis-lo;huis-lo\n",
    "houses.csv": (
        "slug;name;legal_name;kind;town;enterprise_number;iban;vat_regime;email;accent;about_nl\n"
        "huis-lo;Huis Lo;Huis Lo vzw;cultuurcentrum;Lo;BE 0999.000.129;BE49 9990 0000 0171;exempt;info@lo.example;#0F6B5C;"
        '"Warm huis; altijd open"\n'
    ),
    "memberships.csv": "region;house\nlo;huis-lo\n",
    "staff.csv": "email;name;role;house;region\nAn@Lo.example;An;house_admin;huis-lo;\nco@lo.example;Co;coordinator;;lo\n",
    "venues.csv": "house;slug;name;town\nhuis-lo;huis;Huis Lo;Lo\n",
    "halls.csv": "house;venue;slug;name\nhuis-lo;huis;zaal;Grote zaal\nhuis-lo;huis;expo;Expo\n",
    "plans.csv": "house;venue;hall;name;file;focal_x;focal_y\nhuis-lo;huis;zaal;Zittend;zaal.csv;0;-1,5\n",
    "plans/zaal.csv": (
        "zone;rij;stoel;x;y;rang;type;aantal\n"
        "Zaal;A;3;-2;0;1;;\nZaal;A;1;-1;0;1;;\nZaal;A;2;1,5;0;1;;\nZaal;A;4;2,5;0;1;;\n"
        "Zaal;B;1;-1;1,2;2;rolstoel;\nZaal;B;2;0;1,2;2;begeleider;\nVloer;;;0;4;2;staan;30\n"
    ),
    "seasons.csv": "house;name;from;to\nhuis-lo;2026-2027;01/09/2026;31/08/2027\n",
    "productions.csv": (
        "house;slug;title;genre;duration_min;summary_nl;text_fr\nhuis-lo;regen;Regen;theatre;90;Kort;Texte\n"
        "huis-lo;draad;Draad;exhibition;;;\n"
    ),
    "performances.csv": (
        "house;code;production;season;venue;hall;plan;starts;published;sale_starts;price_list\n"
        "huis-lo;regen-1;regen;2026-2027;huis;zaal;Zittend;27/11/2026 20:00;2026-10-01 09:00;01/10/2026 10:00;gewoon\n"
        "huis-lo;regen-2;huis-lo/regen;;huis;zaal;Zittend;28/11/2026 20:00;;01/10/2026 10:00;gewoon\n"
    ),
    "timeslots.csv": (
        "house;code;production;venue;hall;from;to;weekdays;times;duration_min;capacity;sale_starts;price_list\n"
        "huis-lo;draad;draad;huis;expo;24/11/2026;30/11/2026;wo,za;10:00-11:00/30;30;25;01/10/2026 10:00;gewoon\n"
    ),
    "ticket_types.csv": "house;code;name_nl\nhuis-lo;basis;Basis\nhuis-lo;min-26;-26\n",
    "price_lists.csv": (
        "house;price_list;name;rank;ticket_type;price\n"
        "huis-lo;gewoon;Gewoon;1;basis;18,50\nhuis-lo;gewoon;Gewoon;1;min-26;9.25\nhuis-lo;gewoon;Gewoon;2;basis;15\n"
    ),
    "vat_rules.csv": "code;regime;from;rate;legal_nl\nvrij;exempt;01/01/2020;0;Vrijgesteld\n",
}


def write(folder: Path, *, bom: bool = False, **changed: str) -> Path:
    """Write the house into `folder`; `changed` replaces whole files (`houses=` for houses.csv)."""
    files = FILES | {f"{name}.csv": text for name, text in changed.items()}
    for file, text in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8-sig" if bom else "utf-8")
    return folder


def swap(file: str, old: str, new: str) -> str:
    """The content of `file` with one thing other; `old` must be there."""
    assert old in FILES[file]
    return FILES[file].replace(old, new)
