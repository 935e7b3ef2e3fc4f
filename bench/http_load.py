"""Buyers over HTTP/1.1, as lean as Python allows: one process, one kept connection a buyer, no library in between."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field


class Refused(RuntimeError):
    """The server answered something a purchase does not expect; the text holds status and body."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: bytes
    body: bytes

    def header(self, name: str) -> str:
        found = re.search(rb"(?im)^" + name.encode() + rb": *([^\r\n]*)", self.headers)
        return found[1].decode() if found else ""


@dataclass
class Buyer:
    """One buyer: a kept connection and the cookies of a browser."""

    number: int
    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    requests: int = 0
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None

    async def ask(
        self,
        method: str,
        path: str,
        *,
        body: bytes = b"",
        headers: tuple[str, ...] = (),
        expect: tuple[int, ...] = (200,),
    ) -> Answer:
        """One request. Raises Refused when the status is not expected."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}:{self.port}", *headers]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if body or method == "POST":
            lines.append(f"Content-Length: {len(body)}")
        answer = await self._exchange("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        self.requests += 1
        for name, value in re.findall(rb"(?im)^set-cookie: *([^=]+)=([^;\r\n]*)", answer.headers):
            if value in (b"", b'""'):
                self.cookies.pop(name.decode(), None)
            else:
                self.cookies[name.decode()] = value.decode()
        if answer.status not in expect:
            raise Refused(f"{method} {path}: {answer.status}\n{answer.body[:2000].decode(errors='replace')}")
        return answer

    async def _exchange(self, request: bytes) -> Answer:
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(self.host, self.port)
        assert self._reader is not None
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?im)^content-length: *(\d+)", head)
        if length:
            body = await self._reader.readexactly(int(length[1])) if int(length[1]) else b""
        elif b"chunked" in head.lower():
            body = await self._chunks()
        else:
            body = b""
        if re.search(rb"(?im)^connection: *close", head):
            self._writer.close()
            self._writer = None
        return Answer(status=int(head[9:12]), headers=head, body=body)

    async def _chunks(self) -> bytes:
        assert self._reader is not None
        parts = []
        while size := int((await self._reader.readline()).strip() or b"0", 16):
            parts.append(await self._reader.readexactly(size))
            await self._reader.readexactly(2)
        await self._reader.readexactly(2)
        return b"".join(parts)

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()


Purchase = Callable[[Buyer, int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Load:
    """What a run did: orders, seconds it took, the latency of each order in ms, requests sent."""

    orders: int
    seconds: float
    latencies_ms: list[float]
    requests: int

    @property
    def per_second(self) -> float:
        return self.orders / self.seconds

    def percentile_ms(self, share: float) -> float:
        ordered = sorted(self.latencies_ms)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def run(
    *,
    host: str,
    port: int,
    buyers: int,
    seconds: float,
    purchase: Purchase,
) -> Load:
    """Let `buyers` buy one after the other for `seconds`; `purchase(buyer, n)` is the n-th order of that buyer."""
    return asyncio.run(_run(host, port, buyers, seconds, purchase))


async def _run(
    host: str,
    port: int,
    buyers: int,
    seconds: float,
    purchase: Purchase,
) -> Load:
    latencies: list[float] = []
    start = time.perf_counter()

    async def shop(buyer: Buyer) -> None:
        n = 0
        while time.perf_counter() - start < seconds:
            began = time.perf_counter()
            await purchase(buyer, n)
            latencies.append((time.perf_counter() - began) * 1000)
            n += 1
        buyer.close()

    everybody = [Buyer(number, host, port) for number in range(buyers)]
    await asyncio.gather(*(shop(buyer) for buyer in everybody))
    return Load(
        orders=len(latencies),
        seconds=time.perf_counter() - start,
        latencies_ms=latencies,
        requests=sum(buyer.requests for buyer in everybody),
    )
