"""Art for what moves: dance and circus. Pure; `h` is the height of the area."""

from math import cos, pi, sin
from random import Random

from samenspel.web.design.posters.palette import Palette, multiply
from samenspel.web.design.posters.shapes import (
    around,
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


def dance(chance: Random, p: Palette, h: float) -> str:
    return chance.choice((_leap, _turns, _pair))(chance, p, h)


def _turns(chance: Random, p: Palette, h: float) -> str:
    """One half disc, seen at six moments of its fall."""
    way = chance.choice((-1, 1))
    colours = (p.one, p.two, p.three)
    out = []
    for i in range(6):
        share = i / 5
        x = 200 + way * (-150 + 300 * share)
        y = h * (0.2 + 0.62 * share * share)
        r = h * (0.13 + 0.13 * share)
        spin = way * (i * 52 + 20)
        out.append(
            f'<path d="{half(0, 0, r, 0)}" fill="{colours[i % 3]}" transform="translate({n(x)} {n(y)})rotate({spin})"/>'
        )
        out.append(
            disc(
                x - r * 1.16 * sin(-spin * pi / 180),
                y - r * 1.3 * cos(spin * pi / 180),
                r * 0.22,
                colours[i % 3],
            )
        )
    return "".join(out)


def _pair(chance: Random, p: Palette, h: float) -> str:
    """Two bent bodies that share one circle."""
    r = h * 0.3
    x, y = 200, h * 0.54
    wide = r * 0.5
    turn = chance.randrange(-40, 41)
    one = line(f"M{n(-r)} 0A{n(r)} {n(r)} 0 0 1 {n(r * 0.8)} {n(-r * 0.6)}", p.one, wide)
    two = line(f"M{n(r)} 0A{n(r)} {n(r)} 0 0 1 {n(-r * 0.8)} {n(r * 0.6)}", p.three, wide)
    reach = line(
        f"M{n(-r)} 0Q{n(-r * 1.5)} {n(r * 0.7)} {n(-r * 1.3)} {n(r * 1.5)}", p.one, wide * 0.62
    ) + line(f"M{n(r)} 0Q{n(r * 1.5)} {n(-r * 0.7)} {n(r * 1.3)} {n(-r * 1.5)}", p.three, wide * 0.62)
    heads = disc(r * 1.18, -r * 0.98, r * 0.24, p.one) + disc(-r * 1.18, r * 0.98, r * 0.24, p.three)
    return (
        disc(x, y, r * 0.62, p.two)
        + f'<g transform="translate({x} {n(y)})rotate({turn})">{reach}{one}{two}{heads}</g>'
    )


def _leap(chance: Random, p: Palette, h: float) -> str:
    """A leaping cut-out: limbs are thick sweeps around one point, on a disc."""
    flip = chance.choice((-1, 1))
    x, y = 200 - flip * 14, h * 0.52
    s = h / 400

    def sweep(points: tuple[float, ...], colour: str, width: float) -> str:
        a, b, c, d = points
        return line(
            f"M{n(x)} {n(y)}q{n(a * flip * s)} {n(b * s)} {n(c * flip * s)} {n(d * s)}", colour, width * s
        )

    wobble = [chance.uniform(-18, 18) for _ in range(4)]
    ground = disc(200 + flip * 40, h * 0.46, h * 0.4, p.two)
    limbs = (
        sweep((90, 20 + wobble[0], 190, 120), p.one, 50)
        + sweep((-60, 70, -195, 40 + wobble[1]), p.one, 50)
        + line(
            f"M{n(x)} {n(y)}q{n(-6 * flip * s)} {n(-60 * s)} {n(18 * flip * s)} {n(-96 * s)}", p.one, 76 * s
        )
    )
    shoulder = (x + 18 * flip * s, y - 100 * s)
    arms = line(
        f"M{n(shoulder[0])} {n(shoulder[1])}q{n(60 * flip * s)} {n((-90 + wobble[2]) * s)} {n(150 * flip * s)} {n(-80 * s)}",
        p.one,
        34 * s,
    ) + line(
        f"M{n(shoulder[0])} {n(shoulder[1])}q{n(-50 * flip * s)} {n((50 + wobble[3]) * s)} {n(-150 * flip * s)} {n(-36 * s)}",
        p.one,
        34 * s,
    )
    ribbon = line(
        f"M{n(200 - flip * 230)} {n(h * 0.9)}C{n(200 - flip * 60)} {n(h * 0.55)}"
        f" {n(200 + flip * 40)} {n(h * 1.15)} {n(200 + flip * 230)} {n(h * 0.62)}",
        p.three,
        30 * s,
        "butt",
    )
    head = disc(x + 34 * flip * s, y - 172 * s, 31 * s, p.three)
    return ground + ribbon + limbs + arms + head


def circus(chance: Random, p: Palette, h: float) -> str:
    return chance.choice((_tower, _hoops, _tent))(chance, p, h)


def _hoops(chance: Random, p: Palette, h: float) -> str:
    """Juggling: discs on their arc, three of them printed over each other."""
    x, y, r = 200, h * 0.98, h * 0.74
    out = [line(f"M{n(x - 175)} {n(y)}A175 {n(r)} 0 0 1 {n(x + 175)} {n(y)}", p.deep, 4)]
    colours = (p.one, p.two, p.three)
    for i in range(6):
        angle = pi * (0.06 + 0.176 * i + chance.uniform(-0.02, 0.02))
        out.append(
            disc(x - 175 * cos(angle), y - r * sin(angle), h * (0.07 + 0.022 * (i % 3)), colours[i % 3])
        )
    left, right = round_path(x - h * 0.1, y - h * 0.2, h * 0.2), round_path(x + h * 0.1, y - h * 0.2, h * 0.2)
    out += [
        form(left, p.one),
        form(right, p.two),
        overprint(key="h", d=left, over=right, fill=multiply(p.one, p.two)),
    ]
    out += [ring(x, y - h * 0.2, h * 0.08, p.pale, h * 0.035)]
    return "".join(out)


def _tent(chance: Random, p: Palette, h: float) -> str:
    top, rim, foot = h * 0.12, h * 0.56, h * 1.02
    x = 200
    out = []
    edges = [x + 215 * (i / 3 - 1) for i in range(7)]
    for i in range(6):
        a, b = edges[i], edges[i + 1]
        colour = (p.one, p.pale)[i % 2]
        out.append(
            form(
                f"M{x} {n(top)}Q{n((x + a) / 2)} {n(rim * 0.8)} {n(a)} {n(rim)}H{n(b)}Q{n((x + b) / 2)}"
                f" {n(rim * 0.8)} {x} {n(top)}z",
                colour,
            )
        )
        out.append(
            form(
                corners([(a, rim), (b, rim), (x + (b - x) * 0.86, foot), (x + (a - x) * 0.86, foot)]),
                multiply(colour, p.deep, 0.3),
            )
        )
        out.append(form(half((a + b) / 2, rim - 0.5, (b - a) / 2, 2), (p.two, p.three)[i % 2]))
    out.append(
        form(
            f"M{x - 46} {n(foot)}Q{x - 40} {n(h * 0.76)} {x} {n(h * 0.66)}Q{x + 40} {n(h * 0.76)} {x + 46} {n(foot)}z",
            p.deep,
        )
    )
    out.append(line(f"M{x} {n(top + 6)}V{n(-h * 0.0 + 8)}", p.deep, 6))
    wave = chance.choice((-1, 1))
    out.append(form(f"M{x} {n(6)}l{n(wave * 58)} 17l{n(wave * -58)} 17z", p.three))
    return "".join(out)


def _tower(chance: Random, p: Palette, h: float) -> str:
    """Rays of a big top with a tower of balance on it."""
    x, y = 200, h * 1.02
    turn = chance.uniform(0, 0.03)
    rays = "".join(
        form(
            corners(
                [
                    (x, y),
                    around(x, y, 720, -0.27 + i * 0.06 + turn),
                    around(x, y, 720, -0.24 + i * 0.06 + turn),
                ]
            ),
            p.two,
        )
        for i in range(10)
    )
    out = [rays]
    level = h * 0.98
    ball = h * 0.17
    out += [
        disc(x, level - ball, ball, p.one),
        form(half(x, level - ball, ball, 1), multiply(p.one, p.deep, 0.45)),
    ]
    level -= 2 * ball
    w = h * 0.25
    out.append(block(x - w, level - 17, 2 * w, 17, p.deep, 8))
    level -= 17
    tilt = chance.choice((-1, 1)) * 10
    out.append(form(corners([(x - 52, level), (x + 52, level), (x + tilt, level - h * 0.26)]), p.three))
    level -= h * 0.26
    out += [disc(x + tilt, level - h * 0.075, h * 0.085, p.one)]
    for i, d in enumerate((-1, 1)):
        px, py = x + d * w * 0.84, h * 0.98 - 2 * ball - 17
        out.append(disc(px, py - 22, 22, (p.three, p.one)[i]))
    out += [disc(*around(x + tilt, h * 0.22, h * 0.22, t), 9, p.deep) for t in (-0.2, -0.1, 0, 0.1, 0.2)]
    return "".join(out)
