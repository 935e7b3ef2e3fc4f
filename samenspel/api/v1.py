"""Version 1 of the public API: its operations, and how refusals are answered."""

import logging
from typing import Any

import django.db
import psycopg
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser
from pydantic_core import from_json

from samenspel.api import carts, facts, follow_ups, orders, programme, visits
from samenspel.api.keys import ApiKey
from samenspel.api.problems.problem import MEDIA_TYPE, ProblemShape, RequestProblem
from samenspel.api.problems.request import (
    MALFORMED_JSON,
    OUR_FAULT,
    TOO_LARGE,
    TRY_AGAIN,
    UNKNOWN_KEY,
    invalid,
)
from samenspel.api.problems.table import problem_of
from samenspel.kernel.errors import DomainError

log = logging.getLogger(__name__)

DESCRIPTION = """The programme and the whole purchase, for machines. How to use it: docs/how-to/use-the-api.md.
Every refusal is application/problem+json (RFC 9457); the list of types is in docs/reference/api.md."""


REFUSAL = {
    "description": "A refusal: see docs/reference/api.md for the types.",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


class StrictJson(Parser):
    """JSON as the standard says it: no NaN, no half characters that no database would keep."""

    def parse_body(self, request: HttpRequest) -> Any:
        return from_json(request.body, allow_inf_nan=False)


class PublicApi(NinjaAPI):
    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:
        """No operation writes on it, so one serves all requests."""
        return _UNUSED

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Ninja's document, with the one shape of every refusal."""
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        schema["components"]["schemas"]["Problem"] = ProblemShape.model_json_schema()
        for operations in schema["paths"].values():
            for operation in operations.values():
                operation["responses"]["default"] = REFUSAL
        return schema

    def get_openapi_operation_id(self, operation: Any) -> str:
        return str(operation.view_func.__name__)


_UNUSED = HttpResponse()

api = PublicApi(
    title="Samenspel",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api-v1",
    auth=ApiKey(),
    docs_url=None,
    openapi_url="/openapi.json",
    parser=StrictJson(),
)
# The steps of a purchase first: addresses are compared in this order.
for router in (orders.router, carts.router, programme.router, follow_ups.router, facts.router, visits.router):
    api.add_router("", router)


@api.exception_handler(DomainError)
def _refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    return problem_of(error).response()


@api.exception_handler(RequestProblem)
def _bad_request(request: HttpRequest, error: RequestProblem) -> HttpResponse:
    return error.problem.response()


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return invalid(error.errors).response()


@api.exception_handler(AuthenticationError)
def _no_key(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return UNKNOWN_KEY.response()


@api.exception_handler(HttpError)
def _malformed(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Ninja raises it for one thing only: a body that cannot be read."""
    too_big = isinstance(error.__cause__, RequestDataTooBig)
    return (TOO_LARGE if too_big else MALFORMED_JSON).response()


@api.exception_handler(RequestDataTooBig)
def _too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return TOO_LARGE.response()


@api.exception_handler(psycopg.OperationalError)
@api.exception_handler(django.db.OperationalError)
@api.exception_handler(django.db.InterfaceError)
def _database_away(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("the database did not answer: %s", error)
    return TRY_AGAIN.response()


@api.exception_handler(Exception)
def _our_fault(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return OUR_FAULT.response()
