"""Jobs of the worker."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samenspel.delivery.commands.send_mail import send_mail
from samenspel.kernel import clock

# After 4 s, 16 s, 1 min, 4 min, 17 min, 68 min, 4.5 h, 18 h: a mail server that is down for a night is no reason to lose a mail.
RETRY = RetryStrategy(max_attempts=9, exponential_wait=4)


@app.task(name="delivery.send_mail", queue="mail", retry=RETRY)
def send_mail_job(*, mail: int) -> None:
    """Send one queued mail."""
    send_mail(mail=mail, at=clock.now())
