"""Art for film, family, exhibition and literature. Pure; `h` is the height of the area."""

from random import Random

from samenspel.web.design.posters.palette import Palette, multiply
from samenspel.web.design.posters.shapes import (
    block,
    corners,
    disc,
    form,
    half,
    line,
    n,
    overprint,
    quarter,
    ring,
    round_path,
)


def film(chance: Random, p: Palette, h: float) -> str:
    return chance.choice((_beam, _eye))(chance, p, h)


def _beam(chance: Random, p: Palette, h: float) -> str:
    way = chance.choice((-1, 1))
    x, y = 200 - way * 150, h * 0.66
    r = h * 0.17
    out = [
        form(corners([(x, y - 20), (200 + way * 260, -30), (200 + way * 260, h * 1.02), (x, y + 20)]), p.two)
    ]
    frame = h * 0.3
    fx = 200 + way * 64
    out.append(block(fx - frame * 0.72, h * 0.16, frame * 1.44, frame * 1.9, p.deep))
    out.append(disc(fx, h * 0.16 + frame * 0.95, frame * 0.52, p.pale))
    out.append(form(half(fx, h * 0.16 + frame * 0.95, frame * 0.52, chance.choice((0, 1, 2, 3))), p.one))
    for i in range(6):
        for side in (-0.64, 0.64):
            out.append(
                block(fx + side * frame - 6, h * 0.18 + i * frame * 0.32, 12, frame * 0.16, p.ground, 3)
            )
    out.append(disc(x, y, r, p.one))
    out += [
        disc(x + dx * r, y + dy * r, r * 0.22, p.ground)
        for dx, dy in ((0, -0.55), (0.52, 0.17), (-0.52, 0.17), (0, 0.62))
    ]
    out.append(disc(x - way * 20, y + r * 1.6, r * 0.68, p.three))
    return "".join(out)


def _eye(chance: Random, p: Palette, h: float) -> str:
    y = h * 0.5
    lens = f"M10 {n(y)}Q200 {n(y - h * 0.62)} 390 {n(y)}Q200 {n(y + h * 0.62)} 10 {n(y)}z"
    look = chance.choice((-40, 0, 40))
    iris = round_path(200 + look, y, h * 0.24)
    lashes = "".join(
        line(
            f"M{n(200 + d * 62)} {n(y - h * (0.32 - 0.024 * d * d))}l{n(d * 17)} {n(-h * (0.15 - 0.012 * d * d))}",
            p.one,
            15,
        )
        for d in (-2, -1, 0, 1, 2)
    )
    return (
        lashes
        + form(lens, p.pale)
        + overprint(key="i", d=lens, over=iris, fill=p.one)
        + disc(200 + look, y, h * 0.125, p.deep)
        + disc(200 + look + h * 0.06, y - h * 0.06, h * 0.045, p.two)
        + form(half(200, y + h * 0.34, h * 0.11, 2), p.two)
        + disc(200, y + h * 0.6, h * 0.05, p.three)
    )


def family(chance: Random, p: Palette, h: float) -> str:
    return chance.choice((_bird, _fox, _whale))(chance, p, h)


def _bird(chance: Random, p: Palette, h: float) -> str:
    """A fat bird of three discs, looking at the moon."""
    way = chance.choice((-1, 1))
    x, y, r = 200 - way * 16, h * 0.6, h * 0.29
    body = round_path(x, y, r)
    wing = round_path(x - way * r * 0.55, y - r * 0.1, r * 0.72)
    beak = corners(
        [
            (x + way * r * 1.06, y - r * 0.86),
            (x + way * r * 1.68, y - r * 0.64),
            (x + way * r * 1.02, y - r * 0.42),
        ]
    )
    stars = "".join(disc(30 + i * 85, h * (0.05 + 0.2 * chance.random()), 6, p.three) for i in range(5))
    return (
        disc(200 + way * 120, h * 0.2, h * 0.15, p.two)
        + stars
        + line(
            f"M{n(x - 26)} {n(y + r * 0.7)}V{n(h + 30)}M{n(x + 26)} {n(y + r * 0.7)}V{n(h + 30)}", p.three, 10
        )
        + form(beak, p.three)
        + disc(x + way * r * 0.66, y - r * 0.66, r * 0.5, p.one)
        + form(body, p.one)
        + overprint(key="k", d=body, over=wing, fill=multiply(p.one, p.deep, 0.5))
        + disc(x + way * r * 0.76, y - r * 0.74, r * 0.15, p.pale)
        + disc(x + way * r * 0.81, y - r * 0.74, r * 0.07, p.deep)
    )


def _fox(chance: Random, p: Palette, h: float) -> str:
    y = h * 0.42
    w = h * 0.4
    head = corners([(200 - w, y - w * 0.1), (200 + w, y - w * 0.1), (200, y + w * 1.12)])
    ears = form(
        corners([(200 - w, y - w * 0.1), (200 - w * 0.92, y - w * 0.86), (200 - w * 0.2, y - w * 0.1)]), p.one
    ) + form(
        corners([(200 + w, y - w * 0.1), (200 + w * 0.92, y - w * 0.86), (200 + w * 0.2, y - w * 0.1)]),
        multiply(p.one, p.deep, 0.4),
    )
    cheek = form(
        corners([(200 - w, y - w * 0.1), (200 - w * 0.16, y + w * 0.3), (200, y + w * 1.12)]), p.pale
    ) + form(corners([(200 + w, y - w * 0.1), (200 + w * 0.16, y + w * 0.3), (200, y + w * 1.12)]), p.pale)
    wink = chance.choice((True, False))
    eyes = disc(200 - w * 0.4, y + w * 0.16, w * 0.075, p.deep) + (
        line(f"M{n(200 + w * 0.3)} {n(y + w * 0.16)}h{n(w * 0.2)}", p.deep, w * 0.06)
        if wink
        else disc(200 + w * 0.4, y + w * 0.16, w * 0.075, p.deep)
    )
    hills = form(
        f"M-20 {n(h * 0.86)}Q100 {n(h * 0.6)} 220 {n(h * 0.9)}T420 {n(h * 0.8)}V{n(h + 60)}H-20z", p.three
    )
    return (
        disc(200, y + w * 0.1, w * 1.08, p.two)
        + hills
        + ears
        + form(head, p.one)
        + cheek
        + eyes
        + disc(200, y + w * 1.06, w * 0.12, p.deep)
    )


def _whale(chance: Random, p: Palette, h: float) -> str:
    y = h * 0.56
    r = h * 0.34
    body = (
        f"M{n(190 - r)} {n(y)}A{n(r)} {n(r)} 0 0 1 {n(190 + r)} {n(y)}Q{n(190 + r + 30)}"
        f" {n(y + 10)} {n(190 + r + 44)} {n(y - 60)}h30Q{n(190 + r + 90)} {n(y + r)}"
        f" {n(190 + r * 0.2)} {n(y + r * 0.7)}Q{n(190 - r)} {n(y + r * 0.7)} {n(190 - r)} {n(y)}z"
    )
    belly = f"M0 {n(y + r * 0.22)}H420V{n(h + 80)}H0z"
    spray = "".join(
        line(f"M{n(170)} {n(y - r - 14)}q{n(d * 10)} -50 {n(d * 52)} {n(-44 - abs(d) * 4)}", p.three, 11)
        for d in (-1, 1)
    )
    waves = "".join(
        form(f"M{n(-30 + shift)} {n(top)}" + "q25-26 50 0t50 0" * 5 + f"V{n(h + 80)}H-30z", colour)
        for shift, top, colour in ((-10, h * 0.8, p.two), (-34, h * 0.9, p.three))
    )
    return (
        disc(chance.choice((80, 320)), h * 0.2, h * 0.13, p.two)
        + spray
        + form(body, p.one)
        + overprint(key="w", d=body, over=belly, fill=p.pale)
        + disc(190 - r * 0.55, y - r * 0.12, 9, p.deep)
        + waves
    )


def exhibition(chance: Random, p: Palette, h: float) -> str:
    """A wall of tiles: quarter and half discs, dots and rings."""
    rows = max(3, round(h / 100))
    size_y = h / rows
    colours = [p.one, p.two, p.three, p.deep]
    out = []
    for i in range(4 * rows):
        x, y = (i % 4) * 100.0, (i // 4) * size_y
        back, front = chance.sample(colours, 2)
        kind = chance.randrange(5)
        if kind != 4:
            out.append(block(x, y, 100.3, size_y + 0.3, back))
        r = min(100, size_y)
        if kind in (0, 1):
            turn = chance.randrange(4)
            out.append(
                form(quarter(x + (0, 100, 100, 0)[turn], y + (0, 0, size_y, size_y)[turn], r, turn), front)
            )
        elif kind == 2:
            out.append(disc(x + 50, y + size_y / 2, r * 0.3, front))
        elif kind == 3:
            out.append(form(half(x + 50, y + size_y / 2, r * 0.5, chance.randrange(4)), front))
        else:
            out.append(ring(x + 50, y + size_y / 2, r * 0.28, p.one, r * 0.16))
    return "".join(out)


def literature(chance: Random, p: Palette, h: float) -> str:
    return chance.choice((_pages, _quote))(chance, p, h)


def _pages(chance: Random, p: Palette, h: float) -> str:
    x, y = 200, h * 0.94
    out = [disc(200 + chance.choice((-70, 70)), h * 0.3, h * 0.26, p.two)]
    for i, colour in enumerate((p.one, p.three, p.pale)):
        lift = h * (0.62 - i * 0.17)
        wide = 185 - i * 12
        for d in (-1, 1):
            tint = colour if d == 1 else multiply(colour, p.deep, 0.3)
            out.append(
                form(
                    f"M{x} {n(y)}C{n(x + d * 50)} {n(y - lift * 0.8)} {n(x + d * 130)} {n(y - lift * 0.75)}"
                    f" {n(x + d * wide)} {n(y - lift * 0.9)}V{n(y - 8 + i * 10)}Q{n(x + d * 90)}"
                    f" {n(y - 40 + i * 10)} {x} {n(y)}z",
                    tint,
                )
            )
    words = "".join(
        line(f"M{n(x + 44)} {n(y - 44 - k * 17)}q56 -24 {90 - 18 * (k % 2)} -16", p.deep, 5) for k in range(3)
    )
    return "".join(out) + words


def _quote(chance: Random, p: Palette, h: float) -> str:
    out = []
    r = h * 0.2
    for i, colour in enumerate((p.one, p.three)):
        x, y = 108 + i * 184, h * 0.4
        out.append(disc(x, y, r, colour))
        out.append(
            form(
                f"M{n(x + r)} {n(y)}C{n(x + r)} {n(y + r * 1.5)} {n(x - r * 0.2)} {n(y + r * 1.9)}"
                f" {n(x - r * 0.8)} {n(y + r * 1.9)}C{n(x - r * 0.1)} {n(y + r * 1.2)} {n(x)}"
                f" {n(y + r * 0.6)} {n(x)} {n(y)}z",
                colour,
            )
        )
        out.append(disc(x - r * 0.2, y - r * 0.1, r * 0.3, p.ground))
    for k in range(3):
        wide = chance.choice((150, 220, 290, 340))
        out.append(block(30, h * (0.78 + 0.07 * k), wide, h * 0.03, p.two))
    return "".join(out)
