"""Cut-paper shapes as SVG text. Coordinates are poster units: the sheet is 400 wide, an art area `h` high from y = 0."""

from math import cos, pi, sin


def n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


def disc(x: float, y: float, r: float, fill: str) -> str:
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" fill="{fill}"/>'


def ring(x: float, y: float, r: float, stroke: str, width: float) -> str:
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" fill="none" stroke="{stroke}" stroke-width="{n(width)}"/>'


def block(x: float, y: float, w: float, h: float, fill: str, rx: float = 0) -> str:
    corner = f' rx="{n(rx)}"' if rx else ""
    return f'<rect x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}"{corner} fill="{fill}"/>'


def form(d: str, fill: str) -> str:
    return f'<path d="{d}" fill="{fill}"/>'


def line(d: str, stroke: str, width: float, cap: str = "round") -> str:
    return (
        f'<path d="{d}" fill="none" stroke="{stroke}" stroke-width="{n(width)}" stroke-linecap="{cap}" '
        f'stroke-linejoin="round"/>'
    )


def corners(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in points) + "z"


def half(x: float, y: float, r: float, turn: int) -> str:
    """Half a disc; `turn` 0 is the upper half, 1 the right, 2 the lower, 3 the left."""
    ends = [(x - r, y, x + r, y), (x, y - r, x, y + r), (x + r, y, x - r, y), (x, y + r, x, y - r)][turn % 4]
    return f"M{n(ends[0])} {n(ends[1])}A{n(r)} {n(r)} 0 0 1 {n(ends[2])} {n(ends[3])}z"


def quarter(x: float, y: float, r: float, turn: int) -> str:
    """A quarter of a disc with its corner at x, y; `turn` 0 opens to the lower right, then clockwise."""
    dx, dy = [(1, 1), (-1, 1), (-1, -1), (1, -1)][turn % 4]
    sweep = 1 if dx != dy else 0
    return f"M{n(x)} {n(y)}h{n(dx * r)}A{n(r)} {n(r)} 0 0 {1 - sweep} {n(x)} {n(y + dy * r)}z"


def around(x: float, y: float, r: float, turn: float) -> tuple[float, float]:
    """The point at `turn` (1 is full round, 0 is up) on a circle."""
    return x + r * sin(2 * pi * turn), y - r * cos(2 * pi * turn)


def overprint(*, key: str, d: str, over: str, fill: str) -> str:
    """`over` (a path) in the colour `fill`, only where it lies on path `d`: two inks printed on top of each other."""
    return f'<clipPath id="{key}"><path d="{d}"/></clipPath><path d="{over}" fill="{fill}" clip-path="url(#{key})"/>'


def round_path(x: float, y: float, r: float) -> str:
    """A disc as a path, for overprints."""
    return f"M{n(x - r)} {n(y)}a{n(r)} {n(r)} 0 1 1 {n(2 * r)} 0a{n(r)} {n(r)} 0 1 1 {n(-2 * r)} 0z"
