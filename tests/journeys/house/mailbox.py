"""What people find in their mailbox, in the outbox that the demo shows instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page


def opens_mail(page: Page, url: str, *, to: str, about: str) -> str:
    """The text of the newest mail to this address whose subject holds these words; it may take a moment to come."""
    newest = page.get_by_role("link").filter(has_text=to).filter(has_text=about).first
    page.goto(f"{url}/outbox/")
    for _patience in range(40):
        if newest.count():
            break
        page.wait_for_timeout(250)
        page.reload()
    newest.click()
    page.get_by_role("link", name="Toon als gewone tekst").click()
    text = page.locator("pre.outbox__text")
    expect(text).to_be_visible()
    return text.inner_text().replace("\xa0", " ")


def link_in(text: str) -> str:
    """The first link that stands in a mail."""
    found = re.search(r"https?://\S+", text)
    assert found is not None, text
    return found[0]


def signs_in_by_code(page: Page, url: str, email: str) -> None:
    """A visitor asks for a code, finds it in the mail, and is in."""
    page.goto(f"{url}/aanmelden/code/")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_role("button", name="Mail me een code").click()
    page.wait_for_url("**/code/invullen/")
    text = opens_mail(page, url, to=email, about="code")
    code = re.search(r"^[A-Z0-9-]{6,9}$", text, re.MULTILINE)
    assert code is not None, text
    page.goto(f"{url}/aanmelden/code/invullen/")
    page.locator("input[name=code]").fill(code[0])
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/aanmelden/" not in address)
