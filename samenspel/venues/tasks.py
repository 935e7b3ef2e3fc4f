"""Background work of the hall planner."""

from procrastinate.contrib.django import app

from samenspel.kernel import clock
from samenspel.venues.commands.expire_options import expire_options


@app.periodic(cron="*/1 * * * *")
@app.task(
    name="venues.expire_options", queue="upkeep", queueing_lock="venues.expire_options", pass_context=False
)
def expire_options_job(timestamp: int) -> int:
    """Let options end whose moment has come; answers how many."""
    return expire_options(at=clock.now())
