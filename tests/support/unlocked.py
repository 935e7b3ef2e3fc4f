"""The product with its lock taken out: the control of the concurrency tests. Never served outside of them.

Whoever asks last gets the place, as a statement without its conflict condition would do.
"""

from samenspel.config.wsgi import application
from samenspel.kernel.statement import Statement
from samenspel.sales.commands.confirm_order import CONFIRM
from samenspel.sales.commands.take_places import TAKE

__all__ = ["application"]

LOCKS = {
    TAKE: "where claim.state = 1 and (claim.until <= %(at)s::timestamptz or claim.holder = excluded.holder)",
    CONFIRM: "where claim.state = 1 and (claim.holder = excluded.holder or claim.until <= %(at)s::timestamptz)",
}
# The table's own check (claim_says_why) would still refuse to hold a sold place: without the lock it becomes held again.
SET = (
    "do update set holder = excluded.holder, until",
    "do update set state = 1, holder = excluded.holder, until",
)


def _take_out(statement: Statement[object], lock: str) -> None:
    if lock not in statement.text:
        raise AssertionError(f"{statement.path.name} has another lock than this control knows")
    vars(statement).pop("positional", None)
    vars(statement)["text"] = statement.text.replace(lock, "").replace(*SET)


for _statement, _lock in LOCKS.items():
    _take_out(_statement, _lock)  # type: ignore[arg-type]
