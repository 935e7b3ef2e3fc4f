"""The words all shapes are made of, with the limits of the database behind them."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
SmallId = Annotated[int, Field(ge=1, le=2**31 - 1)]
Cents = Annotated[int, Field(ge=0, le=2**31 - 1)]
Language = Literal["nl", "fr", "en"]
Slug = Annotated[str, Field(max_length=60)]
Moment = Annotated[
    AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))
]
"""With an offset or Z; of this century or the next."""
Texts = dict[str, str]
"""Language -> text."""


class Asked(BaseModel):
    """What a client sends. A field we do not know is an error, so that a typing mistake is not silently left out."""

    model_config = ConfigDict(extra="forbid")


class Answered(BaseModel):
    """What a client gets. More fields may come within a version; none goes."""

    model_config = ConfigDict(frozen=True)
