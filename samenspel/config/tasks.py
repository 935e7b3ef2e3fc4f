"""Jobs that belong to no domain: facts to tell again, carts to close, jobs of a worker that died."""

import logging

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samenspel.config.wiring import subscribers
from samenspel.kernel import clock
from samenspel.kernel.events import Fact
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.release_expired import release_expired

log = logging.getLogger(__name__)

# After 4 s, 16 s, 1 min, 4 min, 17 min, 68 min, 4.5 h, 18 h.
RETRY = RetryStrategy(max_attempts=9, exponential_wait=4)


@app.task(name="config.tell_again", queue="facts", retry=RETRY)
def tell_again(*, event: int) -> None:
    """Tell every subscriber of a fact again; those that heard it already know it by their key."""
    with Scope.of_system().open():
        row = Event.objects.get(pk=event)
        fact = Fact(0, row.pk, row.kind, row.house_id, row.subject, row.payload, row.at)
        for subscriber in subscribers.get(fact.kind, ()):
            subscriber(fact)


@app.periodic(cron="*/1 * * * *")
@app.task(name="config.close_carts", queue="upkeep", queueing_lock="config.close_carts", pass_context=False)
def close_carts(timestamp: int) -> None:
    """Close carts whose time is over, so that their places are seen as free everywhere."""
    release_expired(at=clock.now())


@app.periodic(cron="*/1 * * * *")
@app.task(name="config.rescue_jobs", queue="upkeep", queueing_lock="config.rescue_jobs", pass_context=False)
async def rescue_jobs(timestamp: int) -> None:
    """Put back the jobs of a worker that died without a word (no heartbeat for 30 seconds)."""
    for job in await app.job_manager.get_stalled_jobs():
        log.warning("job %s (%s) was left behind by a worker, it runs again", job.id, job.task_name)
        await app.job_manager.retry_job(job)
