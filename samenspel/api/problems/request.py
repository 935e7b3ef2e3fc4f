"""Refusals of the API itself: about the request and its key, or about us, and no domain behind them."""

from typing import Any

from samenspel.api.problems.problem import Problem

UNKNOWN_KEY = Problem(
    "unknown-key", 401, "No good key", "Send Authorization: Bearer <key> with a key that is not revoked."
)
NOT_FOUND = Problem(
    "not-found", 404, "Not found", "There is no such thing, or it is not for the house of this key."
)
MALFORMED_JSON = Problem(
    "malformed-json", 400, "Not JSON", "The body is no JSON text in UTF-8: nothing was read."
)
TOO_LARGE = Problem("too-large", 413, "Too large", "A request holds at most 1 MB.")
OUR_FAULT = Problem(
    "our-fault", 500, "A fault of ours", "It is in our log. Send the same request again with the same key."
)
TRY_AGAIN = Problem(
    "try-again",
    503,
    "Not now",
    "The database is being restarted. Send the same request again in a few seconds.",
)
BAD_CURSOR = Problem(
    "bad-cursor",
    422,
    "No such position",
    "Send `after` exactly as the field `next` said it, or leave it out.",
)
UNKNOWN_CONSENT = Problem(
    "unknown-consent",
    422,
    "No such consent text",
    "Send house and text_id as /carts/{id}/consents says them.",
)
KEY_REUSED = Problem(
    "idempotency-key-reused",
    422,
    "This Idempotency-Key was used for something else",
    "A key names one request. Send another request under a new key.",
)


def not_allowed(allowed: str) -> Problem:
    return Problem(
        "method-not-allowed", 405, "Method not allowed", f"Allowed here: {allowed}.", {"allowed": allowed}
    )


def invalid(errors: list[dict[str, Any]]) -> Problem:
    """From pydantic's errors: where and what, never the value that was sent."""
    found = [
        {"where": [str(step) for step in error["loc"] if step != "body"], "what": str(error["msg"])}
        for error in errors
    ]
    return Problem(
        "invalid-request",
        422,
        "The request is not as described",
        "See data.errors: each says where and what.",
        {"errors": found},
    )
