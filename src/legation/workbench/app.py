"""The workbench as a web application: pages, their data as JSON, and files of what is shown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from legation import __version__
from legation.dossier import Table
from legation.errors import LegationError, LockedError, UsageError
from legation.workbench import files
from legation.workbench.filters import Filters
from legation.workbench.holder import Holder
from legation.workbench.languages import OWN_NAMES, TAGS, Language, load_language, negotiate
from legation.workbench.page import Asked, Page, View
from legation.workbench.safe_text import segments
from legation.workbench.security import COOKIE, Guard, Shield, check_address
from legation.workbench.settings import Settings
from legation.workbench.views import VIEWS
from legation.workbench.writing import ForbiddenError, TooLargeError
from legation.workbench.writing import router as writing_router

_FOLDER: Final = Path(str(resources.files("legation.workbench")))
_LANGUAGE_COOKIE: Final = "legation_language"
_CODES: Final = {ForbiddenError: 403, TooLargeError: 413, UsageError: 400, LockedError: 423}


def create_app(settings: Settings) -> FastAPI:
    """The application for one dossier.

    Raises UsageError when it would listen beyond this machine without a token, DossierError and
    LockedError when the dossier cannot be opened.
    """
    check_address(settings)
    holder = Holder(settings.dossier)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        holder.close()

    app = FastAPI(
        title="legation",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.guard = Guard(settings)
    app.state.holder = holder
    app.state.templates = _templates()
    app.add_middleware(Shield, guard=app.state.guard)
    app.mount("/static", StaticFiles(directory=_FOLDER / "static"), name="static")
    app.add_exception_handler(LegationError, _failed)
    app.include_router(writing_router)
    app.add_api_route("/", lambda: RedirectResponse("/brief"), include_in_schema=False)
    for view in VIEWS:
        _add(app, view)
    return app


def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["segments"] = segments
    made.globals["asset"] = _asset
    return made


def _asset(name: str) -> str:
    """The address of a built file, with its hash so that browsers may keep it."""
    content = (_FOLDER / "static" / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:10]}"


def _add(app: FastAPI, view: View) -> None:
    """The three routes of a view: page, JSON, file."""

    def page(request: Request) -> Response:
        with app.state.holder.reading() as dossier:
            asked = _asked(request, dossier)
            etag = _etag(request, app.state.holder, asked)
            if request.headers.get("if-none-match") == etag and not view.fresh:
                return Response(status_code=304, headers={"etag": etag})
            shown = view.load(asked)
            html = render(request, view.name, asked, shown)
        headers = {} if view.fresh else {"etag": etag, "vary": "cookie, accept-language"}
        answer = HTMLResponse(html, 400 if shown.problem else 200, headers=headers)
        if "lang" in request.query_params and asked.language.tag == request.query_params["lang"]:
            answer.set_cookie(_LANGUAGE_COOKIE, asked.language.tag, samesite="strict")
        return answer

    def data(request: Request, limit: int = 100, offset: int = 0) -> Response:
        if not (0 < limit <= 10_000 and offset >= 0):
            raise UsageError(f"limit={limit}, offset={offset}: give a limit of 1 to 10000")
        with app.state.holder.reading() as dossier:
            asked = _asked(request, dossier)
            etag = _etag(request, app.state.holder, asked)
            if request.headers.get("if-none-match") == etag and not view.fresh:
                return Response(status_code=304, headers={"etag": etag})
            shown = view.load(asked)
        if shown.problem:
            raise UsageError(shown.problem)
        return JSONResponse(_data(view, asked, shown, limit, offset), headers={"etag": etag})

    def export(request: Request, table: str, form: str) -> Response:
        with app.state.holder.reading() as dossier:
            asked = _asked(request, dossier)
            shown = view.load(asked)
        tables, made = shown.tables, shown.values.get("files", {}).get(f"{table}.{form}")
        if made is not None:
            return files.download(made(), form, table)
        if table not in tables:
            raise UsageError(f"{view.name} has no table {table!r}; it has {', '.join(tables)}")
        return files.answer(tables[table], form, f"{view.name}-{table}")

    about = load_language("en")(f"{view.name}.question")
    app.add_api_route(f"/{view.name}", page, include_in_schema=False, name=view.name)
    app.add_api_route(
        f"/api/{view.name}", data, tags=["views"], summary=about, name=f"api {view.name}"
    )
    app.add_api_route(
        f"/export/{view.name}/{{table}}.{{form}}",
        export,
        tags=["files"],
        summary=f"A table of {view.name} as csv, json or parquet",
        name=f"export {view.name}",
    )


def _asked(request: Request, dossier: Any) -> Asked:
    settings: Settings = request.app.state.settings
    pairs = request.query_params.multi_items()
    known = set(Filters.__dataclass_fields__)
    more = {name: value for name, value in pairs if name not in known}
    return Asked(
        dossier,
        Filters.of(pairs),
        _language(request),
        settings,
        more,
        request.state.analyst or settings.analyst,
    )


def _language(request: Request) -> Language:
    for given in (request.query_params.get("lang"), request.cookies.get(_LANGUAGE_COOKIE)):
        if given in TAGS:
            return load_language(given)
    return load_language(negotiate(request.headers.get("accept-language")))


def _etag(request: Request, holder: Holder, asked: Asked) -> str:
    stat = holder.paths.database.stat()
    parts = (
        str(stat.st_mtime_ns),
        str(holder.changes),
        asked.language.tag,
        str(request.url.path),
        str(request.url.query),
        asked.analyst,
        request.cookies.get(COOKIE, ""),
        __version__,
    )
    return f'"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:24]}"'


def render(request: Request, name: str, asked: Asked, page: Page) -> str:
    """The HTML of a view or of a page of its own."""
    app = request.app
    session = request.cookies.get(COOKIE, "")
    template = app.state.templates.get_template(f"{name}.html")
    html: str = template.render(
        view=name,
        views=[view.name for view in VIEWS],
        t=asked.language,
        filters=asked.filters,
        page=page,
        more=asked.more,
        analyst=asked.analyst,
        tags=OWN_NAMES,
        dossier=asked.dossier.path.name,
        csrf=app.state.guard.form_token(session),
        path=request.url.path,
        query=request.url.query,
        charts=json.dumps(
            {key: {"option": chart.option, "act": chart.act} for key, chart in page.charts.items()},
            ensure_ascii=True,
            default=str,
        ).replace("<", "\\u003c"),
        limits=asked.settings.limits,
        version=__version__,
        **page.values,
    )
    return html


def _data(view: View, asked: Asked, page: Page, limit: int, offset: int) -> Mapping[str, Any]:
    tables = {}
    for name, table in page.tables.items():
        rows = Table(table.arrow().slice(offset, limit)).rows()
        tables[name] = {"total": len(table), "offset": offset, "rows": files.plain(rows)}
    return {
        "view": view.name,
        "filters": dict(asked.filters.set()),
        "empty": page.empty,
        "tables": tables,
    }


def _failed(request: Request, error: Exception) -> Response:
    """An error in the one shape that errors have: as JSON for the API, as a page for people."""
    code = next((code for kind, code in _CODES.items() if isinstance(error, kind)), 500)
    body = {"error": {"kind": type(error).__name__, "message": str(error), "status": code}}
    if request.url.path.startswith(("/api", "/export")) or "json" in request.headers.get(
        "accept", ""
    ):
        return JSONResponse(body, code)
    t = _language(request)
    template = request.app.state.templates.get_template("error.html")
    html = template.render(
        t=t,
        message=str(error),
        status=code,
        views=[v.name for v in VIEWS],
        tags=OWN_NAMES,
        view="",
        path=request.url.path,
        query="",
        dossier="",
        analyst="",
        version=__version__,
    )
    return HTMLResponse(html, code)
