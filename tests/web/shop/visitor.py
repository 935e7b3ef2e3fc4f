"""A visitor: sends what the forms of the pages send, hidden fields included, and follows where they lead."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client


@dataclass
class Form:
    """One form of a page: where it goes and what it holds as the page came."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        attrs = dict(attributes)
        if tag == "form":
            self._open = Form(attrs.get("action") or "", (attrs.get("method") or "get").lower())
            self.forms.append(self._open)
        if self._open is None:
            return
        name, value = attrs.get("name") or "", attrs.get("value") or ""
        if tag == "select":
            self._select = name
        if (
            tag == "option"
            and self._select
            and ("selected" in attrs or self._select not in self._open.fields)
        ):
            self._open.fields[self._select] = [value]
        if tag == "button" and name:
            self._open.buttons.append((name, value))
        if tag != "input" or not name or "disabled" in attrs:
            return
        if attrs.get("type") in ("checkbox", "radio") and "checked" not in attrs:
            return
        self._open.fields.setdefault(name, []).append(
            value or ("on" if attrs.get("type") == "checkbox" else "")
        )

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        if tag == "select":
            self._select = ""


def forms(response: HttpResponse) -> list[Form]:
    reader = _Forms()
    reader.feed(response.content.decode())
    return reader.forms


def text(response: HttpResponse) -> str:
    """What a person reads: no tags, single spaces."""
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    plain = re.sub(r"<[^>]+>", " ", body).replace("&#x27;", "'").replace("&amp;", "&").replace("&nbsp;", " ")
    return " ".join(plain.replace("\u00a0", " ").split())


@dataclass
class Visitor:
    client: Client = field(default_factory=Client)
    page: Any = None

    def visit(self, path: str, **query: str) -> Any:
        self.page = self.client.get(path, query or None)
        return self.page

    def form(self, part_of_action: str) -> Form:
        """The form of this page whose address holds this text ("" is the page's own address)."""
        for each in forms(self.page):
            if each.method == "post" and (
                part_of_action in each.action if part_of_action else not each.action
            ):
                return each
        raise AssertionError(f"no form {part_of_action!r} in {[each.action for each in forms(self.page)]}")

    def send(self, part_of_action: str, **changes: str | list[str]) -> Any:
        """Press the button of that form, with some fields filled in; follows a redirect inside the shop."""
        form = self.form(part_of_action)
        data: dict[str, Any] = {**form.fields, **changes}
        url = form.action or self.page.request["PATH_INFO"]
        self.page = self.client.post(url, data)
        return self.page

    def follow(self) -> Any:
        assert self.page.status_code == 303, (self.page.status_code, text(self.page))
        return self.visit(self.page.headers["Location"])
