"""The raw database is measured with the product's own statements, as they are today."""

from bench.raw import script
from bench.targets import Target


def test_every_parameter_of_the_measured_statements_has_a_value() -> None:
    target = Target(first=1, step=1, performances=1, region=1, ticket_type=1, free_type=2, house=1)
    assert "%(" not in script([target])
