"""An identity provider as OpenID Connect Core 1.0, Discovery 1.0 and RFC 7636 (PKCE) publish it, on a port of its own.

It answers as ACM/IDM does (RS256, code flow, client secret, PKCE S256) and refuses what the standard refuses.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "samenspel", "geheim-van-de-proef"

Claims = dict[str, Any]


@dataclass
class Provider:
    """It says `person`; `spoil` makes a claim false, `key` and `algorithm` the signature, the others what their name says."""

    port: int = 0
    person: Claims = field(default_factory=dict)
    spoil: Callable[[Claims], None] = lambda _claims: None
    key: Any = None
    algorithm: str = "RS256"
    userinfo_sub: str = ""
    issuer_told: str = ""
    refuses: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    published: Any = field(
        default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}/op"

    def discovery(self) -> Claims:
        base = f"{self.issuer}/v1"
        return {
            "issuer": self.issuer_told or self.issuer,
            "authorization_endpoint": f"{base}/auth",
            "token_endpoint": f"{base}/token",
            "userinfo_endpoint": f"{base}/userinfo",
            "jwks_uri": f"{base}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser goes next. Raises AssertionError for a request that the standard refuses."""
        self.asked.append(asked)
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256"
        assert len(asked["code_challenge"]) == 43
        assert asked["nonce"]
        assert asked["state"]
        answer = {"state": asked["state"]}
        if self.refuses:
            answer["error"] = self.refuses
        else:
            answer["code"] = secrets.token_urlsafe(16)
            self.codes[answer["code"]] = asked
        return f"{asked['redirect_uri']}?{urlencode(answer)}"

    def token(self, form: dict[str, str], authorization: str) -> Claims | None:
        """The tokens for a code, once; None is invalid_grant or invalid_client."""
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        posted = (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or not (posted or authorization == f"Basic {basic}"):
            return None
        challenge = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(challenge).decode().rstrip("=") != asked["code_challenge"]:
            return None
        if form["grant_type"] != "authorization_code" or form["redirect_uri"] != asked["redirect_uri"]:
            return None
        access = secrets.token_urlsafe(16)
        self.tokens.add(access)
        return {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": 300,
            "id_token": self._id_token(asked),
        }

    def _id_token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims |= self.person
        self.spoil(claims)
        return jwt.encode(
            claims, self.key or self.published, algorithm=self.algorithm, headers={"kid": "een"}
        )

    def keys(self) -> Claims:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.published.public_key()))
        return {"keys": [public | {"kid": "een", "use": "sig", "alg": "RS256"}]}


@contextmanager
def identity_provider() -> Iterator[Provider]:
    """A provider that answers until the block ends."""
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider))
    provider.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/op/.well-known/openid-configuration":
                self._json(provider.discovery())
            elif parts.path == "/op/v1/keys":
                self._json(provider.keys())
            elif parts.path == "/op/v1/userinfo":
                known = self.headers.get("Authorization", "").removeprefix("Bearer ") in provider.tokens
                told = {"sub": provider.userinfo_sub or provider.person.get("sub")}
                self._json(told if known else {"error": "invalid_token"}, status=200 if known else 401)
            elif parts.path == "/op/v1/auth":
                self.send_response(302)
                self.send_header("Location", provider.authorize(_flat(parts.query)))
                self.end_headers()
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            form = _flat(self.rfile.read(int(self.headers["Content-Length"])).decode())
            given = provider.token(form, self.headers.get("Authorization", ""))
            self._json(given or {"error": "invalid_grant"}, status=200 if given else 400)

        def _json(self, value: Claims, *, status: int = 200) -> None:
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Silent."""

    return Handler


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
