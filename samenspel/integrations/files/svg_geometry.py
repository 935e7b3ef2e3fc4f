"""Where a shape of an SVG picture stands: its middle, and the transforms of the groups around it (SVG 2, section 8)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, isfinite, radians, sin, tan

from django.utils.translation import gettext as _

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
TRANSFORM = re.compile(r"([a-zA-Z]+)\s*\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Matrix:
    """x' = a x + c y + e, y' = b x + d y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def of(self, x: float, y: float) -> tuple[float, float]:
        return (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)

    def __matmul__(self, inner: "Matrix") -> "Matrix":
        e, f = self.of(inner.e, inner.f)
        return Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            e,
            f,
        )


IDENTITY = Matrix()


def matrix_of(*, text: str) -> Matrix:
    """The matrix of a `transform` attribute. Raises ValueError with a sentence."""
    matrix = IDENTITY
    for name, arguments in TRANSFORM.findall(text):
        matrix = matrix @ _one(name, [float(number) for number in NUMBER.findall(arguments)])
    if not all(isfinite(part) for part in (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)):
        raise ValueError(_("Its transform leads nowhere."))
    return matrix


def _one(name: str, numbers: list[float]) -> Matrix:
    match name, numbers:
        case "matrix", [a, b, c, d, e, f]:
            return Matrix(a, b, c, d, e, f)
        case "translate", [x, *rest]:
            return Matrix(e=x, f=rest[0] if rest else 0.0)
        case "scale", [x, *rest]:
            return Matrix(a=x, d=rest[0] if rest else x)
        case "rotate", [angle]:
            return Matrix(cos(radians(angle)), sin(radians(angle)), -sin(radians(angle)), cos(radians(angle)))
        case "rotate", [angle, x, y]:
            return Matrix(e=x, f=y) @ _one("rotate", [angle]) @ Matrix(e=-x, f=-y)
        case "skewX", [angle]:
            return Matrix(c=tan(radians(angle)))
        case "skewY", [angle]:
            return Matrix(b=tan(radians(angle)))
    raise ValueError(
        _("The transform “%(name)s” with %(count)s numbers is not known.")
        % {"name": name, "count": len(numbers)}
    )


def middle_of(*, name: str, attributes: Mapping[str, str]) -> tuple[float, float]:
    """The middle of a circle, ellipse, rect or polygon. Raises ValueError with a sentence."""

    def length(attribute: str) -> float:
        text = attributes.get(attribute, "0").strip().removesuffix("px")
        if not NUMBER.fullmatch(text):
            raise ValueError(
                _("Its %(attribute)s “%(text)s” is not a length in pixels.")
                % {"attribute": attribute, "text": text}
            )
        return float(text)

    if name in ("circle", "ellipse"):
        return (length("cx"), length("cy"))
    if name == "rect":
        return (length("x") + length("width") / 2, length("y") + length("height") / 2)
    numbers = [float(number) for number in NUMBER.findall(attributes.get("points", ""))]
    if len(numbers) < 6 or len(numbers) % 2:
        raise ValueError(_("Its points are no polygon."))
    xs, ys = numbers[::2], numbers[1::2]
    return ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
