"""The ground of a measurement: a server of its own under `.dev/bench`, and a season of a known size in it."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from samenspel.config import embedded
from samenspel.config.database_url import DatabaseUrl

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("SAMENSPEL_DATA") or ROOT / ".dev").resolve() / "bench"
TUNING = embedded.Tuning(shared_buffers_mb=1024, max_connections=120, fsync=True)
SESSION = "?options=-c%20plan_cache_mode%3Dforce_generic_plan%20-c%20jit%3Doff%20-c%20timezone%3DUTC"
"""What settings.py asks of every connection, for pgbench."""


KEYS = """
    insert into houses_apikey (house_id, name, prefix, digest, created_at)
    select id, 'measuring', 'bench', sha256(('bench_' || id)::bytea), now() from houses_house
"""


@dataclass(frozen=True, slots=True)
class Ground:
    app: DatabaseUrl
    owner: DatabaseUrl
    pgbench: Path
    postmaster: int

    @property
    def raw_url(self) -> str:
        separator = "&" if "?" in self.app.url else "?"
        return self.app.url + SESSION.replace("?", separator)

    def environ(self) -> dict[str, str]:
        return os.environ | {
            "DATABASE_URL": self.app.url,
            "DATABASE_OWNER_URL": self.owner.url,
            "DJANGO_SETTINGS_MODULE": "samenspel.config.settings",
            "SECRET_KEY": "only-for-measuring-" + "x" * 50,
            "SAMENSPEL_DEMO": "1",
            "DEBUG": "0",
            "ALLOWED_HOSTS": "*",
            "LOG_LEVEL": "WARNING",
        }


def lay(*, performances: int, houses: int, fresh: bool = True) -> Ground:
    """A migrated database with this season in it, made again when `fresh`: every measurement begins on the same ground."""
    server = embedded.start(DATA, tuning=TUNING)
    name = f"season_{performances}"
    postmaster = embedded.postmaster_pid(DATA)
    binaries = embedded._binaries()
    if postmaster is None:
        raise RuntimeError("The measuring server does not run.")
    ground = Ground(
        app=server.app_url.named(name),
        owner=server.owner_url.named(name),
        pgbench=binaries / "pgbench",
        postmaster=postmaster,
    )
    with psycopg.connect(server.admin_url.url, autocommit=True) as connection:
        exists = connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone()
        if exists and not fresh:
            return ground
        identifier = sql.Identifier(name)
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(identifier))
        connection.execute(
            sql.SQL("create database {} owner {}").format(identifier, sql.Identifier(server.owner_url.user))
        )
    as_owner = ground.environ() | {"SAMENSPEL_AS_OWNER": "1"}
    _django(as_owner, "migrate", "--verbosity", "0")
    _django(as_owner, "load_season_size", "--performances", str(performances), "--houses", str(houses))
    with psycopg.connect(server.admin_url.named(name).url, autocommit=True) as connection:
        connection.execute(KEYS)
        # As a season looks that was sold for weeks, and no cleaning up in the middle of a run.
        connection.execute("vacuum (freeze, analyze)")
        connection.execute("checkpoint")
    return ground


def _django(environ: dict[str, str], *words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "django", *words],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)} failed:\n{done.stdout}{done.stderr}")
