"""Art for theatre, music, classical and comedy. Pure; `h` is the height of the area."""

from math import pi, sin
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
    ring,
    round_path,
)


def theatre(chance: Random, p: Palette, h: float) -> str:
    return chance.choice((_spotlight, _two_faces, _doorways))(chance, p, h)


def _spotlight(chance: Random, p: Palette, h: float) -> str:
    side = chance.choice((0, 400))
    x = 200 + (40 if side == 0 else -40)
    floor = h * 0.86
    cone = f"M{side} -40L{n(x - 130)} {n(floor)}A130 30 0 0 0 {n(x + 130)} {n(floor)}z"
    tall = h * 0.46
    shadow = corners(
        [
            (x - 20, floor),
            (x + 20, floor),
            (x + (190 if side == 0 else -190), h + 30),
            (x + (110 if side == 0 else -110), h + 30),
        ]
    )
    return (
        form(cone, p.two)
        + f'<ellipse cx="{n(x)}" cy="{n(floor)}" rx="130" ry="30" fill="{p.pale}"/>'
        + form(shadow, p.deep)
        + form(
            f"M{n(x - 46)} {n(floor)}L{n(x - 24)} {n(floor - tall)}A26 26 0 0 1 {n(x + 24)}"
            f" {n(floor - tall)}L{n(x + 46)} {n(floor)}z",
            p.one,
        )
        + disc(x + chance.choice((-8, 8)), floor - tall - 44, 34, p.three)
        + form(half(x, floor - tall - 44, 34, chance.choice((1, 3))), p.deep)
    )


def _two_faces(chance: Random, p: Palette, h: float) -> str:
    r = min(150, h * 0.42)
    y = h * 0.5
    left, right = round_path(200 - r * 0.52, y, r), round_path(200 + r * 0.52, y, r)
    lens = multiply(p.one, p.two)
    eye = r * 0.13
    look = chance.choice((-1, 1)) * eye * 0.4
    smile = f"M{n(200 - r * 1.1)} {n(y + r * 0.34)}a{n(r * 0.42)} {n(r * 0.42)} 0 0 0 {n(r * 0.7)} 0z"
    frown = f"M{n(200 + r * 0.42)} {n(y + r * 0.62)}a{n(r * 0.36)} {n(r * 0.36)} 0 0 1 {n(r * 0.64)} 0z"
    eyes = "".join(
        disc(200 + dx * r, y - r * 0.2, eye * 1.5, p.pale)
        + disc(200 + dx * r + look, y - r * 0.2, eye * 0.8, p.deep)
        for dx in (-0.98, -0.56, 0.56, 0.98)
    )
    return (
        form(left, p.one)
        + form(right, p.two)
        + overprint(key="x", d=left, over=right, fill=lens)
        + eyes
        + form(smile, p.pale)
        + form(frown, p.pale)
    )


def _doorways(chance: Random, p: Palette, h: float) -> str:
    colours = (p.one, p.two, p.three, p.deep)
    x = chance.choice((150, 200, 250))
    out = []
    for step, colour in enumerate(colours):
        w = 170 - step * 38
        top = h * (0.06 + 0.13 * step)
        shift = x + (200 - x) * (1 - step / 3)
        out.append(
            form(
                f"M{n(shift - w)} {n(h + 60)}V{n(top + w)}A{n(w)} {n(w)} 0 0 1 {n(shift + w)} {n(top + w)}V{n(h + 60)}z",
                colour,
            )
        )
    foot = h * 0.97
    out.append(disc(x, foot - 88, 15, p.pale))
    out.append(form(f"M{n(x - 19)} {n(foot)}l7-66a12 12 0 0 1 24 0l7 66z", p.pale))
    return "".join(out)


def music(chance: Random, p: Palette, h: float) -> str:
    return chance.choice((_record, _waves, _bars))(chance, p, h)


def _record(chance: Random, p: Palette, h: float) -> str:
    x, y, r = chance.choice((70, 330)), h * 0.5, h * 0.52
    out = [disc(x, y, r, p.deep)]
    out += [
        ring(x, y, r * share, p.one if i % 2 else p.two, 5)
        for i, share in enumerate((0.9, 0.8, 0.7, 0.6, 0.5))
    ]
    out += [disc(x, y, r * 0.36, p.one), disc(x, y, r * 0.07, p.pale)]
    way = 1 if x < 200 else -1
    out.append(
        line(f"M{n(x + way * 330)} -30V{n(h * 0.3)}L{n(x + way * r * 0.62)} {n(h * 0.62)}", p.three, 15)
    )
    out.append(block(x + way * 330 - 26, -20, 52, 70, p.three))
    return "".join(out)


def _waves(chance: Random, p: Palette, h: float) -> str:
    count = 9
    colours = (p.one, p.two, p.three)
    phase, peak = chance.random() * 2 * pi, chance.uniform(0.35, 0.65)
    out = []
    for i in range(count):
        y = h * (0.1 + 0.1 * i)
        lift = h * 0.13 * sin(pi * min(1.0, abs((i + 1) / (count + 1))) * 1.0) * (1 if i % 2 else 0.75)
        mid = 400 * (peak + 0.1 * sin(phase + i * 0.9))
        out.append(
            line(
                f"M-20 {n(y)}C{n(mid - 120)} {n(y)} {n(mid - 70)} {n(y - lift)} {n(mid)}"
                f" {n(y - lift)}S{n(mid + 120)} {n(y)} 420 {n(y)}",
                colours[i % 3],
                h * 0.052,
                "butt",
            )
        )
    return disc(400 * peak, h * 0.4, h * 0.3, p.deep) + "".join(out)


def _bars(chance: Random, p: Palette, h: float) -> str:
    out = [disc(chance.choice((110, 290)), h * 0.36, h * 0.3, p.two)]
    phase = chance.random() * pi
    for i in range(9):
        tall = h * (0.34 + 0.26 * sin(phase + i * 0.85) + 0.14 * chance.random())
        x = 22 + i * 40.5
        out.append(block(x, h - tall, 32, tall + 60, (p.one, p.three, p.one, p.deep)[i % 4], 16))
    return "".join(out)


def classical(chance: Random, p: Palette, h: float) -> str:
    return chance.choice((_violin, _staff))(chance, p, h)


def _staff(chance: Random, p: Palette, h: float) -> str:
    """Five lines of music that swing over the sheet, with notes as discs."""
    rise = chance.choice((-1, 1)) * h * 0.2
    out = [disc(chance.choice((90, 310)), h * 0.44, h * 0.34, p.two)]

    def staff_y(at: float) -> float:
        return h * 0.3 - rise * (2 * at - 1) * (1 - abs(2 * at - 1)) * 1.6

    for i in range(5):
        y = h * (0.3 + 0.1 * i)
        out.append(line(f"M-20 {n(y)}C120 {n(y + rise)} 280 {n(y - rise)} 420 {n(y)}", p.deep, 5, "butt"))
    for i in range(5):
        at = 0.12 + i * 0.19
        x, y = at * 400, staff_y(at) + h * 0.1 * chance.randrange(0, 5)
        up = chance.choice((-1, 1))
        out.append(line(f"M{n(x - up * -21)} {n(y)}v{n(-up * h * 0.2)}", p.one, 8))
        out.append(
            f'<ellipse cx="{n(x)}" cy="{n(y)}" rx="25" ry="18" transform="rotate(-20 {n(x)} {n(y)})"'
            f' fill="{(p.one, p.three)[i % 2]}"/>'
        )
    return "".join(out)


def _violin(chance: Random, p: Palette, h: float) -> str:
    """The waist of a violin, cut by its strings."""
    full, h = h, h * 0.94
    x = chance.choice((150, 200, 250))
    body = (
        f"M{n(x)} {n(h * 0.02)}c120 0 150 {n(h * 0.2)} 96 {n(h * 0.36)}c-30 {n(h * 0.1)} 0 {n(h * 0.14)} 44 {n(h * 0.24)}"
        f"c60 {n(h * 0.24)} -40 {n(h * 0.42)} -140 {n(h * 0.42)}s-200 {n(-h * 0.18)} -140"
        f" {n(-h * 0.42)}c44 {n(-h * 0.1)} 74 {n(-h * 0.14)} 44 {n(-h * 0.24)}"
        f"c-54 {n(-h * 0.16)} -24 {n(-h * 0.36)} 96 {n(-h * 0.36)}z"
    )
    right = f"M{n(x)} -60H460V{n(h + 80)}H{n(x)}z"
    strings = "".join(
        line(f"M{n(x + dx)} -40L{n(x + dx * 1.5)} {n(full + 60)}", p.pale, 3) for dx in (-21, -7, 7, 21)
    )
    hole = "".join(
        line(
            f"M{n(x + d * 78)} {n(h * 0.42)}c{n(d * -26)} {n(-h * 0.02)} {n(d * -22)} {n(h * 0.07)}"
            f" {n(d * -6)} {n(h * 0.12)}s{n(d * 22)} {n(h * 0.14)} {n(d * -8)} {n(h * 0.12)}",
            p.pale,
            10,
        )
        for d in (-1, 1)
    )
    sun = disc(x + chance.choice((-120, 120)), h * 0.3, h * 0.24, p.two)
    return (
        sun
        + form(body, p.one)
        + overprint(key="v", d=body, over=right, fill=multiply(p.one, p.deep, 0.5))
        + hole
        + strings
    )


def comedy(chance: Random, p: Palette, h: float) -> str:
    return chance.choice((_grin, _chatter))(chance, p, h)


def _grin(chance: Random, p: Palette, h: float) -> str:
    r = min(178, h * 0.47)
    x, y = 200 + chance.choice((-30, 0, 30)), h * 0.5
    m = r * 0.68
    mouth = f"M{n(x - m)} {n(y + r * 0.04)}H{n(x + m)}A{n(m)} {n(m)} 0 0 1 {n(x - m)} {n(y + r * 0.04)}z"
    teeth = f"M{n(x - m)} {n(y + r * 0.04)}H{n(x + m)}V{n(y + r * 0.24)}H{n(x - m)}z"
    tongue = round_path(x + chance.choice((-20, 20)), y + r * 0.74, m * 0.55)
    look = chance.choice((-1, 1)) * r * 0.07
    eyes = "".join(
        f'<ellipse cx="{n(x + d * r * 0.34)}" cy="{n(y - r * 0.36)}" rx="{n(r * 0.2)}" ry="{n(r * 0.26)}" fill="{p.pale}"/>'
        + disc(x + d * r * 0.34 + look, y - r * 0.3, r * 0.12, p.deep)
        for d in (-1, 1)
    )
    brow = line(f"M{n(x + r * 0.12)} {n(y - r * 0.74)}l{n(r * 0.46)} {n(-r * 0.1)}", p.deep, r * 0.09)
    return (
        form(round_path(x, y, r), p.one)
        + eyes
        + brow
        + form(mouth, p.deep)
        + overprint(key="ct", d=mouth, over=tongue, fill=p.three)
        + overprint(key="cu", d=mouth, over=teeth, fill=p.pale)
    )


def _chatter(chance: Random, p: Palette, h: float) -> str:
    out = []
    colours = [p.one, p.two, p.three]
    cell = h / 3
    for i in range(9):
        x, y = 66 + (i % 3) * 134, cell * (i // 3 + 0.5)
        r = min(60, cell * 0.46)
        colour = colours[(i + i // 3) % 3]
        gap = chance.uniform(0.02, 0.24) * r
        out.append(form(half(x, y - gap, r, 0), colour) + form(half(x, y + gap, r, 2), colour))
        out.append(disc(x + chance.choice((-0.3, 0.3)) * r, y - gap - r * 0.5, r * 0.13, p.deep))
    return "".join(out)
