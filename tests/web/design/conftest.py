"""Serves the guide over HTTP without a database: the look is judged in a real browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.test import override_settings


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the tests speak."""


@pytest.fixture
def guide() -> Iterator[str]:
    """The address of the guide."""
    with override_settings(
        ROOT_URLCONF="tests.web.design.guide_urls", ALLOWED_HOSTS=["127.0.0.1"], DEBUG=True
    ):
        server = make_server("127.0.0.1", 0, StaticFilesHandler(get_wsgi_application()), _Server, _Quiet)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/en/design/"
        server.shutdown()
        server.server_close()
