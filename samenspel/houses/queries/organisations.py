"""Which house an organisation is, by the number that the state gives it."""

import re

from samenspel.houses.models import House


def house_of_organisation(*, enterprise_number: str) -> str:
    """The slug of the house with this enterprise number, with or without dots; "" when there is none. Public."""
    digits = re.sub(r"\D", "", enterprise_number)
    if len(digits) != 10:
        return ""
    return House.objects.filter(enterprise_number=digits).values_list("slug", flat=True).first() or ""
