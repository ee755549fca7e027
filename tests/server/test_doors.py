"""Who gets in: hosts, origins, cookies."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from builder.server import cookies
from builder.server.guard import host_allowed, same_origin
from builder.store.ids import new_id

HTML = {"accept": "text/html"}


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8501", "127.0.0.1:8501", "192.168.1.20:8501", "10.0.0.1", "[::1]:8501", "LOCALHOST."],
)
def test_this_server_is_known_by_its_names_and_addresses(host: str) -> None:
    assert host_allowed(host)


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "127.0.0.1/x",
     "127.0.0.1;script-src *", "[::1", "localhost:port", "127.1", "0x7f.1", "2130706433", "localhost\r\nx: y"],
)  # fmt: skip
def test_another_name_is_refused(host: str, client: TestClient) -> None:
    assert not host_allowed(host)


@pytest.mark.parametrize(
    ("origin", "host", "same"),
    [
        ("http://localhost:8501", "localhost:8501", True),
        ("https://loom.school", "loom.school", True),
        ("https://loom.school:443", "loom.school", True),
        ("http://localhost:8502", "localhost:8501", False),
        ("http://evil.example", "localhost:8501", False),
        ("null", "localhost:8501", False),
        ("file://", "localhost:8501", False),
        ("http://localhost:8501/", "localhost:8501", False),
        ("ftp://localhost", "localhost", False),
    ],
)
def test_only_our_own_pages_are_the_same_origin(origin: str, host: str, *, same: bool) -> None:
    assert same_origin(origin, host) is same


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_makes_the_checks_fail(origin: str, host: str) -> None:
    assert host_allowed(host) in {True, False}
    assert same_origin(origin, host) in {True, False}


def test_an_added_name_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    from builder.server import guard

    monkeypatch.setenv("LAYERLOOM_HOSTS", "loom.school, other.school")
    guard._names.cache_clear()
    assert host_allowed("loom.school")
    monkeypatch.undo()
    guard._names.cache_clear()
    assert not host_allowed("loom.school")


def test_another_host_or_origin_is_refused_on_every_way_in(client: TestClient) -> None:
    assert client.get("/catalog.json", headers={"host": "evil.example"}).status_code == 403
    assert client.get("/catalog.json", headers={"origin": "http://evil.example"}).status_code == 403
    assert client.post("/api/projects", content=b"{}").status_code == 403
    assert client.post("/api/projects", content=b"{}", headers={"origin": "null"}).status_code == 403
    assert client.delete("/api/data").status_code == 403


@pytest.mark.parametrize("path", ["/sync/abc", "/live/abc"])
@pytest.mark.parametrize("headers", [{}, {"origin": "http://evil.example"}, {"origin": "null"}])
def test_a_socket_from_elsewhere_is_refused(client: TestClient, path: str, headers: dict[str, str]) -> None:
    from starlette.websockets import WebSocketDisconnect

    with (
        pytest.raises(WebSocketDisconnect) as refused,
        client.websocket_connect(f"ws://localhost{path}", headers=headers),
    ):
        pass
    assert refused.value.code == 4403


def test_every_answer_carries_the_headers(client: TestClient) -> None:
    headers = client.get("/catalog.json").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "connect-src 'self' ws://localhost wss://localhost data: blob:" in headers["content-security-policy"]


def test_a_first_visit_gives_a_cookie_that_scripts_cannot_read(client: TestClient) -> None:
    given_cookie = client.get("/open/none", headers=HTML).headers["set-cookie"]
    assert "HttpOnly" in given_cookie
    assert "SameSite=Lax" in given_cookie
    assert "set-cookie" not in client.get("/open/none", headers=HTML).headers


def test_scripts_and_sockets_get_no_cookie_of_their_own(client: TestClient) -> None:
    assert "set-cookie" not in client.get("/catalog.json").headers
    assert "set-cookie" not in client.get("/api/jobs/none").headers


def test_a_forged_cookie_is_nobody(client: TestClient) -> None:
    person = new_id()
    good = cookies._signer().sign(person).decode()
    assert cookies.person_of(good) == person
    for forged in (person, f"{person}.", good[:-1], good + "x", "é", "", None, f"../etc.{good.partition('.')[2]}"):
        assert cookies.person_of(forged) is None


def test_the_secret_is_for_its_owner_only(client: TestClient, home: Path) -> None:
    client.get("/open/none", headers=HTML)
    assert stat.S_IMODE((home / "secret").stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
