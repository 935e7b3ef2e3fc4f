"""The OpenAPI document as text: what `/api/v1/openapi.json` says, kept in docs/reference/openapi.json.

python -m samenspel.api.document > docs/reference/openapi.json
"""

import json
import os
import sys


def document() -> str:
    """The document of version 1, indented for people who compare two of them."""
    from samenspel.api.v1 import api  # noqa: PLC0415

    return json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samenspel.config.settings")
    import django

    django.setup()
    sys.stdout.write(document())
