"""What changes the dossier: corrections and added documents; forms with a token only.

Who decides is the analyst whose token came with the request; no field of a form can say so.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode, urlsplit

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from legation.dossier.correction_log import Correction
from legation.dossier.judge import Judge
from legation.errors import UsageError
from legation.workbench.security import FIELD, HEADER
from legation.workbench.settings import Settings
from legation.workbench.uploads import Job, Uploads
from legation.workbench.worker import Worker

router = APIRouter(include_in_schema=False)
_SMALL: Final = 64 * 1024
"""Bytes of a form without files, and of what surrounds a file."""
_BACK: Final = ("/evidence", "/corrections")
_ABOUT: Final = ("title", "outlet", "published", "url")
_starting: Final = threading.Lock()


class ForbiddenError(UsageError):
    """A request to write that came from no page of this workbench."""


class TooLargeError(UsageError):
    """A request with more bytes or files than the workbench takes."""


@router.post("/correct")
async def correct(request: Request) -> Response:
    """Decide about a record, and go back to where it is seen."""
    form = await _form(request, _SMALL, 0)
    given = {name: value for name, value in form.items() if isinstance(value, str)}
    made = await run_in_threadpool(_decide, request, given)
    if "json" in request.headers.get("accept", ""):
        return JSONResponse({"correction": made.id, **made.to_json()})
    return RedirectResponse(_back(given), 303)


def _decide(request: Request, given: Mapping[str, str]) -> Correction:
    with request.app.state.holder.writing() as dossier:
        return _decision(dossier.judge(request.state.analyst), given)


def _decision(judge: Judge, given: Mapping[str, str]) -> Correction:
    decision = given.get("decision", "")
    record, document = given.get("id", ""), given.get("document") or None
    reason = given.get("reason", "").strip() or None
    if decision == "accept":
        return judge.accept(record, document, reason)
    if decision == "reject":
        return judge.reject(record, document, reason)
    if decision == "change":
        return judge.change(record, given.get("field", ""), given.get("to", ""), document, reason)
    if decision == "retract":
        return judge.retract(given.get("correction", ""), reason)
    raise UsageError(f"decision={decision!r}: it is accept, change, reject or retract")


def _back(given: Mapping[str, str]) -> str:
    """Where to go afterwards: a page of this workbench that shows corrections, no other."""
    asked = urlsplit(given.get("back", ""))
    if not asked.scheme and not asked.netloc and asked.path in _BACK:
        return f"{asked.path}?{asked.query}" if asked.query else asked.path
    pairs = {name: given[name] for name in ("id", "document") if given.get(name)}
    return f"/evidence?{urlencode(pairs)}" if pairs else "/corrections"


@router.post("/add")
async def add(request: Request) -> Response:
    """Take files, or a text, and read them in a process of its own."""
    settings: Settings = request.app.state.settings
    if settings.read is None:
        raise UsageError("this workbench has no reader; add documents with `legation read`")
    limits = settings.limits
    form = await _form(request, limits.upload_bytes, limits.upload_files)
    job = await run_in_threadpool(_take, request, form)
    await form.close()
    if "json" in request.headers.get("accept", ""):
        return JSONResponse({"job": job.id}, 202)
    return RedirectResponse(f"/add?job={job.id}", 303)


@router.get("/add/progress")
def progress(request: Request, job: str) -> Response:
    """How far a job is."""
    uploads = Uploads(request.app.state.settings.dossier)
    found = uploads.job(job)
    if not found.is_over:
        _worker(request.app)  # goes on with what an earlier process left
    answer = {name: getattr(found, name) for name in Job.__dataclass_fields__}
    return JSONResponse({**answer, "over": found.is_over}, headers={"cache-control": "no-store"})


def _take(request: Request, form: FormData) -> Job:
    """Keep what was sent, byte for byte, and queue it. Raises UsageError where that is nothing."""
    files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    text = form.get("text")
    pasted = text if isinstance(text, str) and text.strip() else None
    if not files and pasted is None:
        raise UsageError("nothing was given: paste a text, or choose files or a folder")
    worker = _worker(request.app)
    uploads = Uploads(request.app.state.settings.dossier)
    job = uploads.new(request.state.analyst, len(files) + (pasted is not None))
    for one in files:
        with uploads.place(job.id, one.filename or "").open("xb") as out:
            shutil.copyfileobj(one.file, out)
    if pasted is not None:
        uploads.place(job.id, "pasted.jsonl").write_bytes(_pasted(pasted, form))
    worker.put(uploads.keep(job))
    return job


def _pasted(text: str, form: FormData) -> bytes:
    """A pasted text as a line of JSON; its id follows from its characters."""
    about = {name: str(form.get(name) or "").strip() for name in _ABOUT}
    row = {
        "id": f"pasted-{hashlib.sha256(text.encode()).hexdigest()[:10]}",
        **{name: value for name, value in about.items() if value},
        "text": text,
    }
    return (json.dumps(row, ensure_ascii=False) + "\n").encode()


def _worker(app: FastAPI) -> Worker:
    """The worker of this workbench, made when the first documents are added."""
    with _starting:
        if not hasattr(app.state, "worker"):
            settings: Settings = app.state.settings
            if settings.read is None:
                raise UsageError("this workbench has no reader; start it with `legation serve`")
            uploads = Uploads(settings.dossier)
            app.state.worker = Worker(app.state.holder, uploads, settings.read)
        worker: Worker = app.state.worker
        return worker


async def _form(request: Request, most: int, files: int) -> FormData:
    """The fields of a form of ours.

    Raises:
        ForbiddenError: it carries no token of a page of this workbench.
        TooLargeError: it has more bytes or files than are taken, or does not say how many.
    """
    length = request.headers.get("content-length", "")
    room = most + _SMALL * (1 + files // 8)
    if not length.isdecimal() or int(length) > room:
        raise TooLargeError(
            f"{length or 'an unknown number of'} bytes: at most {most} bytes and {files} files "
            "are taken at a time; send fewer, or use `legation read`"
        )
    try:
        form = await request.form(max_files=files, max_fields=64, max_part_size=most)
    except HTTPException as error:
        raise TooLargeError(f"{error.detail} At most {files} files at a time.") from error
    token = request.headers.get(HEADER) or form.get(FIELD)
    known = isinstance(token, str) and token.isascii()
    if not known or not request.app.state.guard.may_write(request, token):
        await form.close()
        raise ForbiddenError(
            "this did not come from a page of this workbench, or the workbench was started anew "
            "since; open the page again and send it from there"
        )
    return form
