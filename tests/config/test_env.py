"""What the environment says, and what it must say on a server."""

import re
from pathlib import Path

import pytest

from samenspel.config import env
from samenspel.config.database_url import BadDatabaseUrl, DatabaseUrl

APP = "postgresql://samenspel_app:s%2Fecret@db.example:6432/samenspel"
SERVER = {
    "DATABASE_URL": APP,
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": "tickets.example, www.tickets.example",
}


def test_without_database_url_the_embedded_server_is_meant(tmp_path: Path) -> None:
    found = env.load({"SAMENSPEL_DATA": str(tmp_path)})
    again = env.load({"SAMENSPEL_DATA": str(tmp_path)})
    assert (found.embedded, found.debug, found.database.user) == (True, True, "samenspel_app")
    assert found.owner_database.user == "samenspel_owner"
    assert (again.secret_key, again.database) == (found.secret_key, found.database)
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_server_is_not_in_debug(tmp_path: Path) -> None:
    found = env.load(SERVER | {"SAMENSPEL_DATA": str(tmp_path)})
    assert (found.embedded, found.debug, found.demo) == (False, False, False)
    assert found.database == DatabaseUrl("db.example", 6432, "samenspel", "samenspel_app", "s/ecret")
    assert found.allowed_hosts == ("tickets.example", "www.tickets.example")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_server_says_which_variable_is_missing(missing: str, tmp_path: Path) -> None:
    values = {key: value for key, value in SERVER.items() if key != missing}
    with pytest.raises(env.BadEnvironment, match=missing):
        env.load(values | {"SAMENSPEL_DATA": str(tmp_path)})


def test_flag_that_is_neither_yes_nor_no_is_refused(tmp_path: Path) -> None:
    with pytest.raises(env.BadEnvironment, match="DEBUG is 'perhaps'"):
        env.load({"SAMENSPEL_DATA": str(tmp_path), "DEBUG": "perhaps"})


def test_number_of_proxies_is_a_number(tmp_path: Path) -> None:
    values = SERVER | {"SAMENSPEL_DATA": str(tmp_path)}
    assert env.load(values).trusted_proxies == 0
    assert env.load(values | {"TRUSTED_PROXIES": " 2 "}).trusted_proxies == 2
    for wrong in ("-1", "one", "10", "1.5"):
        with pytest.raises(env.BadEnvironment, match="TRUSTED_PROXIES"):
            env.load(values | {"TRUSTED_PROXIES": wrong})


@pytest.mark.parametrize(
    "url",
    [
        APP,
        "postgresql://u:@127.0.0.1:5432/n",
        "postgresql://u:p@[::1]:5432/n",
        "postgresql://u:p@:5433/n?host=/run/postgresql",
    ],
)
def test_database_url_reads_back_what_it_writes(url: str) -> None:
    assert DatabaseUrl.parse(url).url == url


@pytest.mark.parametrize(
    "text", ["mysql://u@h/n", "postgresql://u@h", "postgresql://h/n", "postgresql://u@h:port/n"]
)
def test_database_url_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadDatabaseUrl):
        DatabaseUrl.parse(text)


def test_every_variable_is_documented() -> None:
    """Each name the code asks the environment for stands in the reference."""
    config = env.ROOT / "samenspel/config"
    asked = re.compile(r"""(?:values|environ)(?:\.get\(|\[)\s*"([A-Z_]+)"|_flag\(values, "([A-Z_]+)\"""")
    names = {
        first or second
        for path in config.glob("*.py")
        for first, second in asked.findall(path.read_text(encoding="utf-8"))
    }
    reference = (env.ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    assert {name for name in names if f"`{name}`" not in reference} == set()
    assert {"DATABASE_URL", "DEBUG", "SECRET_KEY"} <= names
