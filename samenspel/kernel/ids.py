"""Identifiers: one type a thing, so that a place number never goes where a performance is meant."""

import os
import time
from typing import NewType
from uuid import UUID

UserId = NewType("UserId", int)
RegionId = NewType("RegionId", int)
HouseId = NewType("HouseId", int)
HallId = NewType("HallId", int)
PlanId = NewType("PlanId", int)
PlaceNo = NewType("PlaceNo", int)
ProductionId = NewType("ProductionId", int)
PerformanceId = NewType("PerformanceId", int)
ContactId = NewType("ContactId", int)
TicketTypeId = NewType("TicketTypeId", int)
OrderId = NewType("OrderId", UUID)
LineId = NewType("LineId", int)
TicketId = NewType("TicketId", int)
PaymentId = NewType("PaymentId", UUID)


def uuid7() -> UUID:
    """A time-ordered UUID (RFC 9562, version 7): neighbours in time are neighbours in the index."""
    millis = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (
        (millis & 0xFFFF_FFFF_FFFF) << 80
        | 7 << 76
        | (random >> 68 & 0xFFF) << 64
        | 2 << 62
        | random & (1 << 62) - 1
    )
    return UUID(int=value)


def new_order_id() -> OrderId:
    return OrderId(uuid7())


def new_payment_id() -> PaymentId:
    return PaymentId(uuid7())
