"""Add documents: what may be given, and what became of what was."""

from __future__ import annotations

import pyarrow as pa

from legation.dossier import Table
from legation.workbench.page import Asked, Page
from legation.workbench.uploads import Job, Uploads

_SHOWN = 20
_TALLY = ("added", "replaced", "unchanged", "failed")


def load(asked: Asked) -> Page:
    """The jobs, newest first; `job` names the one that was just given."""
    uploads = Uploads(asked.dossier.path)
    jobs = uploads.jobs()
    return Page(
        values={
            "jobs": jobs[:_SHOWN],
            "chosen": asked.more.get("job"),
            "can_read": asked.settings.read is not None,
            "folder": uploads.root.name,
        },
        tables={"jobs": _table(jobs), "failures": _failures(jobs)},
    )


def _table(jobs: tuple[Job, ...]) -> Table:
    text = {
        name: pa.array([getattr(job, name) for job in jobs], pa.string())
        for name in ("id", "at", "who", "state", "reason")
    }
    numbers = {
        name: pa.array([(job.tally or {}).get(name) for job in jobs], pa.int64()) for name in _TALLY
    }
    return Table(pa.table({**text, "files": [job.files for job in jobs], **numbers}))


def _failures(jobs: tuple[Job, ...]) -> Table:
    rows = [(job.id, path, reason) for job in jobs for path, reason in job.failures]
    names = ("job", "path", "reason")
    return Table(
        pa.table(
            {
                name: pa.array([row[at] for row in rows], pa.string())
                for at, name in enumerate(names)
            }
        )
    )
