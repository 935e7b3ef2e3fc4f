"""The icon set: our own, drawn on a 24-unit grid with a round pen. `{% icon "name" %}` puts one in the page."""

ICONS: dict[str, str] = {
    "arrow-right": "M4 12h15M13 6l6 6-6 6",
    "arrow-left": "M20 12H5M11 6l-6 6 6 6",
    "basket": "M3 9h18l-2 10.5H5zM8 9l3-6M16 9l-3-6",
    "calendar": "M4 6h16v14H4zM4 10.5h16M8 3v4M16 3v4",
    "check": "M4.5 12.5l5 5 10-11",
    "chevron-down": "M6 9l6 6 6-6",
    "chevron-right": "M9 6l6 6-6 6",
    "chevron-left": "M15 6l-6 6 6 6",
    "clock": "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 7v5.2l3.4 2",
    "close": "M6 6l12 12M18 6L6 18",
    "copy": "M9 9h11v11H9zM15 9V4H4v11h5",
    "download": "M12 4v11M7 10.5l5 5 5-5M4 20h16",
    "euro": "M18 6.5a7 7 0 1 0 0 11M3.5 10.5h9M3.5 13.5h8",
    "external": "M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9",
    "filter": "M3 6h18M7 12h10M10.5 18h3",
    "globe": "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18",
    "hall": "M4 20v-7a8 8 0 0 1 16 0v7M4 20h16M8 20v-6a4 4 0 0 1 8 0v6",
    "home": "M4 11l8-7 8 7v9h-6v-6h-4v6H4z",
    "house": "M4 20V9l8-5 8 5v11zM9.5 20v-6h5v6",
    "info": "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 11v6M12 7.2v.3",
    "list": "M9 6h12M9 12h12M9 18h12M4 6h.3M4 12h.3M4 18h.3",
    "lock": "M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3",
    "mail": "M3 6h18v12H3zM3.5 7l8.5 6.5L20.5 7",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "minus": "M5 12h14",
    "moon": "M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z",
    "more": "M5.5 12h.3M12 12h.3M18.5 12h.3",
    "pin": "M12 21s-7-6.4-7-11.5a7 7 0 0 1 14 0C19 14.6 12 21 12 21zM12 7.5a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4z",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z",
    "refresh": "M20 11a8 8 0 0 0-14.5-3.5L4 9M4 4v5h5M4 13a8 8 0 0 0 14.5 3.5L20 15M20 20v-5h-5",
    "search": "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L21 21",
    "seat": "M7 12V5h10v7M4 11v6h16v-6M6 17v3M18 17v3M7 13.5h10",
    "settings": "M4 7h9M17 7h3M15 4.5v5M4 17h3M11 17h9M9 14.5v5",
    "sort": "M8 5v14M4.5 8.5L8 5l3.5 3.5M16 19V5M12.5 15.5L16 19l3.5-3.5",
    "stairs": "M3 20h5v-5h5v-5h5V5h3",
    "sun": "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6"
    " 17.6L19 19M19 5l-1.4 1.4M6.4 17.6L5 19",
    "ticket": "M3 7h18v3.5a1.5 1.5 0 0 0 0 3V17H3v-3.5a1.5 1.5 0 0 0 0-3zM14 7v2M14 11v2M14 15v2",
    "trash": "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
    "user": "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4 21a8 8 0 0 1 16 0",
    "users": (
        "M9 5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM2.5 20a6.5 6.5 0 0 1 13 0M16 5.2a3.5 3.5 0 0 1"
        " 0 6.6M18 14.2a6.5 6.5 0 0 1 3.5 5.8"
    ),
    "warning": "M12 4l9 16H3zM12 10v5M12 17.2v.3",
    "wheelchair": "M10 4.5v.2M10 8v6h6l3 5M10 10.5h5M8 11.5a5 5 0 1 0 6.5 6.5",
    "zoom-in": "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L21 21M10.5 8v5M8 10.5h5",
    "zoom-out": "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L21 21M8 10.5h5",
}


def icon_svg(*, name: str, label: str = "") -> str:
    """The icon as inline SVG: hidden from assistive technology unless it has a `label`. Raises KeyError when unknown."""
    named = f'role="img" aria-label="{label}"' if label else 'aria-hidden="true"'
    return f'<svg class="icon" viewBox="0 0 24 24" {named} focusable="false"><path d="{ICONS[name]}"/></svg>'
