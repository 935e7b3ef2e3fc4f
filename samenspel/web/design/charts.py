"""Small pictures of figures, as inline SVG without a line of script. Pure."""

from collections.abc import Sequence

WIDTH, HEIGHT, PAD = 120, 32, 3


def sparkline_svg(*, values: Sequence[float], label: str = "") -> str:
    """A line with a soft area below it and a dot on the last value; 120 by 32 units, drawn in the accent colour.

    At most the last 400 values are drawn. `label` must be escaped already; without it the picture is decorative.
    """
    shown = list(values)[-400:]
    named = f'role="img" aria-label="{label}"' if label else 'aria-hidden="true"'
    head = f'<svg class="sparkline" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" {named} focusable="false">'
    if not shown:
        return f'{head}<path class="sparkline__line" d="M0 {HEIGHT - PAD}H{WIDTH}"/></svg>'
    low, high = min(0.0, *shown), max(shown)
    span = (high - low) or 1.0
    step = (WIDTH - 2 * PAD) / max(len(shown) - 1, 1)
    points = [
        (round(PAD + i * step, 1), round(HEIGHT - PAD - (value - low) / span * (HEIGHT - 2 * PAD), 1))
        for i, value in enumerate(shown)
    ]
    line = "L".join(f"{x:g} {y:g}" for x, y in points)
    last_x, last_y = points[-1]
    return (
        f'{head}<path class="sparkline__area" d="M{points[0][0]:g} {HEIGHT}L{line}L{last_x:g} {HEIGHT}z"/>'
        f'<path class="sparkline__line" d="M{line}"/>'
        f'<path class="sparkline__dot" d="M{last_x:g} {last_y:g}h0"/></svg>'
    )


def fill_svg(*, share_bp: int) -> str:
    """A bar filled for `share_bp` basis points (0 to 10000; more is drawn as full). Decorative: say the figure beside it."""
    width = max(0, min(share_bp, 10_000)) / 100
    return (
        '<svg class="fill" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect class="fill__track" width="100" height="4"/><rect class="fill__bar" width="{width:g}" height="4"/></svg>'
    )
