"""Who may ask, from where, and what a page may do.

The workbench listens on the loopback address. Pages of other sites cannot read it (same origin),
cannot make it answer to a name of theirs (the Host header is checked, against DNS rebinding), and
cannot make it write (the form's token must fit the cookie, and the Origin header must be ours).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from legation.errors import UsageError
from legation.workbench.settings import Settings

COOKIE: Final = "legation_session"
TOKEN_COOKIE: Final = "legation_token"
FIELD: Final = "csrf"
HEADER: Final = "x-csrf-token"
LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def check_address(settings: Settings) -> None:
    """Refuse to listen beyond this machine without a token. Raises UsageError."""
    if settings.host not in LOOPBACK and not (settings.token or settings.analysts):
        raise UsageError(
            f"the workbench would listen on {settings.host}, where others can reach it; "
            "give --token (or --analysts) to let in those who know it, or leave --host out"
        )


@dataclass(frozen=True, slots=True)
class Guard:
    """Checks of one workbench; `secret` signs form tokens and lives as long as the process."""

    settings: Settings
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def form_token(self, session: str) -> str:
        """The token that a form of this session must carry."""
        return hmac.new(self.secret, session.encode(), hashlib.sha256).hexdigest()

    def is_own_host(self, request: Request) -> bool:
        """Whether the request was made to a name of this workbench."""
        host = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
        return (
            host in LOOPBACK
            or host == self.settings.host
            or self.settings.host in ("0.0.0.0", "::")
        )

    def analyst(self, request: Request) -> str | None:
        """Who asks: the name that the token stands for, `analyst` without tokens, None: nobody."""
        if not self.settings.token and not self.settings.analysts:
            return self.settings.analyst
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        given = bearer or request.cookies.get(TOKEN_COOKIE, "")
        for token, name in self.settings.analysts.items():
            if hmac.compare_digest(token.encode(), given.encode()):
                return name
        if self.settings.token and hmac.compare_digest(
            self.settings.token.encode(), given.encode()
        ):
            return self.settings.analyst
        return None

    def may_write(self, request: Request, token: str) -> bool:
        """Whether a request that changes something comes from a page of this workbench."""
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
            return False
        session = request.cookies.get(COOKIE, "")
        return bool(session) and hmac.compare_digest(
            self.form_token(session).encode(), token.encode()
        )


class Shield:
    """Middleware: refuses foreign hosts and unknown callers, and sets headers on each answer."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self.app, self.guard = app, guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        refusal = self._refusal(request)
        if refusal is not None:
            await refusal(scope, receive, _with_headers(send))
            return
        fresh = None if request.cookies.get(COOKIE) else secrets.token_urlsafe(24)
        if fresh is not None:
            scope["headers"] = [*scope["headers"], (b"cookie", f"{COOKIE}={fresh}".encode())]
        scope.setdefault("state", {})["analyst"] = self.guard.analyst(request)
        await self.app(scope, receive, _with_headers(send, fresh))

    def _refusal(self, request: Request) -> Response | None:
        if not self.guard.is_own_host(request):
            return PlainTextResponse("this workbench answers to its own address only", 421)
        given = request.query_params.get("token")
        if given and request.method in _SAFE:
            rest = request.url.remove_query_params("token")
            path = "/" + rest.path.lstrip("/\\")  # //elsewhere would lead to another host
            answer = RedirectResponse(f"{path}?{rest.query}" if rest.query else path, 303)
            answer.set_cookie(TOKEN_COOKIE, given, httponly=True, samesite="strict")
            return answer
        if self.guard.analyst(request) is None:
            return PlainTextResponse(
                "this workbench needs a token: open the address with the ?token=… given to you",
                401,
            )
        return None


def _with_headers(send: Send, session: str | None = None) -> Send:
    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-cache")
            if session is not None:
                headers.append(
                    "set-cookie", f"{COOKIE}={session}; Path=/; HttpOnly; SameSite=Strict"
                )
        await send(message)

    return wrapped
