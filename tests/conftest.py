"""What tests of the running service share: a small knowledge folder, settings, the service."""

import asyncio
import functools
import gc
import http.client
import json
import os
import re
import secrets
import shutil
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from aiohttp import web, web_app

from assistant.assembly import Parts, now
from assistant.config import Settings
from assistant.language.dictionary import CACHE, dictionary
from assistant.language.segment import Segmenter
from assistant.search.certainty import load_fitted
from assistant.search.index import Index
from assistant.storage.database import open_sqlite
from assistant.storage.migrations import migrate

ROOT = Path(__file__).resolve().parents[1]
BROWSER_ACCEPTS = "text/html,application/xhtml+xml,*/*;q=0.8"
PLACE = {
    "name": "示例政务大厅（示例）",
    "address": "示例路1号（示例）",
    "hours": "工作日 9:00—17:00（示例）",
    "phone": "0000-0000101",
    "sample": True,
}
FOOD = {
    "code": "T-001",
    "name": "食品经营许可新办（餐饮服务）",
    "parent_name": "食品经营许可",
    "item_type": "行政许可",
    "department": "县市场监督管理局",
    "four_lists": ["马上办", "网上办"],
    "conditions": ["有固定的经营场所"],
    "materials": [
        {"name": "申请书", "kind": "原件", "need": "必要", "copies": 1},
        {"name": "健康证明", "kind": "复印件", "need": "非必要", "when": "有从业人员时"},
    ],
    "steps": [{"name": "受理", "days": 1, "standard": "核对材料"}, {"name": "办结"}],
    "promised_days": 5,
    "statutory_days": 20,
    "fee": False,
    "online": True,
    "places": [PLACE],
    "faq": [{"question": "收不收钱？", "answer": "不收费。"}],
    "aliases": ["开饭店办证", "餐饮许可证"],
    "updated": "2026-11-01",
    "sample_fields": ["places"],
}
ITEMS: list[dict[str, Any]] = [
    FOOD,
    {"code": "T-002", "name": "食品经营许可变更", "department": "县市场监督管理局"},
    {"code": "T-003", "name": "社会保障卡补领", "department": "县人社局", "aliases": ["补社保卡"]},
    {
        "code": "T-004",
        "name": "个体工商户旧照换发",
        "four_lists": ["一次办"],
        "valid_to": "2020-01-01",
    },
    {"code": "T-006", "name": "个体工商户设立登记", "four_lists": ["一次办"]},
    {"code": "T-005", "name": "律师执业许可", "region_code": "610924"},
    *(
        {"code": f"F-{n:02}", "name": f"第{n}类船舶检验", "department": "县水利局"}
        for n in range(21)
    ),
]
LEXICON = (
    "说法\t正式词\t领域\t例句\n"
    "饭馆|小饭店&开|办\t食品经营许可新办\t食品\t我想开个小饭馆\n"
    "社保卡&丢|掉了\t社会保障卡补领\t社保\t社保卡丢了怎么办\n"
)


def pytest_configure(config: pytest.Config) -> None:
    # Workers are traced; what they start would take twice the time and tells hardly more.
    if "PYTEST_XDIST_WORKER" in os.environ:
        os.environ.pop("COVERAGE_PROCESS_CONFIG", None)
    # aiohttp-jinja2 keeps its context under a plain name, of which aiohttp warns once.
    config.addinivalue_line("filterwarnings", "ignore::aiohttp.web.NotAppKeyWarning")


@dataclass(frozen=True)
class Reply:
    """One reply of the service, read to its end."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def data(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Site:
    """A running service and a plain client for it."""

    port: int
    settings: Settings

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
        """One request on a connection of its own; header names are written with _ for -."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, quote(path, safe="/?&=%+#"), body, named)
            got = connection.getresponse()
            return Reply(got.status, got.headers, got.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Reply:
        """As a program asks."""
        return self.send("GET", path, **headers)

    def page(self, path: str, **headers: str) -> Reply:
        """As a browser asks."""
        return self.send("GET", path, Accept=BROWSER_ACCEPTS, **headers)

    def post(self, path: str, data: object, **headers: str) -> Reply:
        """A JSON body."""
        body = json.dumps(data).encode()
        return self.send("POST", path, body, Content_Type="application/json", **headers)

    def submit(self, path: str, form: dict[str, str], **headers: str) -> Reply:
        """A form, as a browser without JavaScript sends it."""
        kind = "application/x-www-form-urlencoded"
        accepts = {"Accept": BROWSER_ACCEPTS, "Content_Type": kind} | headers
        return self.send("POST", path, urlencode(form).encode(), **accepts)

    def ask(self, question: str, **more: str) -> Any:
        """The data of POST /api/v1/ask."""
        return self.post("/api/v1/ask", {"question": question, **more}).data


@dataclass(frozen=True)
class SignedInSite(Site):
    """The same service, asked as somebody who is signed in; forms carry the session's token."""

    name: str
    cookie: str
    token: str

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
        return super().send(method, path, body, **{"Cookie": self.cookie} | headers)

    def submit(self, path: str, form: dict[str, str], **headers: str) -> Reply:
        return super().submit(path, {"token": self.token} | form, **headers)

    def upload(
        self, path: str, fields: dict[str, str], files: dict[str, tuple[str, bytes]]
    ) -> Reply:
        """A form with files: by the field's name the file's name and its content."""
        mark = "----a-boundary-of-the-tests"
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in ({"token": self.token} | fields).items()
        ]
        for name, (called, content) in files.items():
            head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{called}"'
            parts += [head.encode(), b"\r\n\r\n", content, b"\r\n"]
        body = b"".join([*parts, f"--{mark}--\r\n".encode()])
        kind = f"multipart/form-data; boundary={mark}"
        return self.send("POST", path, body, Content_Type=kind, Accept=BROWSER_ACCEPTS)


PASSWORD = "correct horse battery"


def add_account(settings: Settings, name: str, role: str, full_name: str = "") -> str:
    """Add an account beside the running service; its one-time password."""

    async def added() -> str:
        from assistant.accounts.keeping import add_user
        from assistant.accounts.office import Office
        from assistant.assembly import new_id, now
        from assistant.storage.database import open_sqlite

        db = await open_sqlite(settings.sqlite_path(), readers=1)
        try:
            return await add_user(Office(db, now, new_id), name, role, full_name, "测试")
        finally:
            await db.close()

    # In a thread of its own: a test may have an event loop in this one.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, added()).result()


def sign_in(site: Site, name: str, password: str) -> Reply:
    """The reply to the sign-in form, filled in as by a browser without JavaScript."""
    form = {"name": name, "password": password, "token": "t"}
    return site.submit("/desk/sign-in", form, Cookie="token=t")


def signed_in(site: Site, name: str, password: str) -> SignedInSite:
    """The service as one who signs in sees it."""
    cookie = sign_in(site, name, password).headers["Set-Cookie"].split(";")[0]
    page = site.page("/desk/account/password", Cookie=cookie).text
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token, page
    return SignedInSite(site.port, site.settings, name, cookie, token[1])


def new_colleague(site: Site, role: str, name: str = "") -> SignedInSite:
    """Somebody of the role, with an account of their own, signed in under PASSWORD."""
    name = name or f"{role}-{secrets.token_hex(3)}"
    first = add_account(site.settings, name, role)
    client = signed_in(site, name, first)
    form = {"old": first, "new": PASSWORD, "again": PASSWORD}
    assert client.submit("/desk/account/password", form).status == 303
    return client


Serve = Callable[[Settings], AbstractContextManager[Site]]


@contextmanager
def _served(settings: Settings) -> Iterator[Site]:
    """The application on a free port, in a thread with a loop of its own."""
    # Late, so that the tests of the lower floors do not load the whole program.
    from assistant.app import create_app

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def start() -> web.AppRunner:
        runner = web.AppRunner(create_app(settings), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return runner

    try:
        runner = asyncio.run_coroutine_threadsafe(start(), loop).result(30)
        try:
            yield Site(runner.addresses[0][1], settings)
        finally:
            asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(30)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
        # aiohttp keeps its latest 1,024 handlers, and with them every application: 80 MB each.
        web_app._cached_build_middleware.cache_clear()
        gc.collect()


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Starts the application for a with block."""
    return _served


@pytest.fixture(scope="session")
def small_knowledge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Starter knowledge that is quick to load: a few items, two sayings, one report."""
    folder = tmp_path_factory.mktemp("knowledge")
    for name in ("agency.json", "replies.json"):
        shutil.copy(ROOT / "knowledge" / name, folder)
    for kind in ("catalogue", "lexicon"):
        (folder / kind).mkdir()
    shutil.copytree(ROOT / "knowledge/reports", folder / "reports")
    (folder / "catalogue/items.json").write_text(json.dumps(ITEMS), "utf-8")
    (folder / "lexicon/sayings.tsv").write_text(LEXICON, "utf-8")
    return folder


@pytest.fixture(scope="session")
def parsed_dictionary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache file of the dictionary: without it every data folder's first start is slow."""
    folder = tmp_path_factory.mktemp("dictionary")
    dictionary(folder, beside=folder)
    return folder / CACHE


@pytest.fixture(scope="session")
def settings_in(small_knowledge: Path, parsed_dictionary: Path) -> Callable[[Path], Settings]:
    """Settings of a service of one's own in a folder, without a limit on questions."""

    def made(folder: Path) -> Settings:
        folder.mkdir(exist_ok=True)
        shutil.copy2(parsed_dictionary, folder)
        return Settings(data_dir=folder, knowledge_dir=small_knowledge, rate_limit=0)

    return made


@pytest.fixture
def settings(tmp_path: Path, settings_in: Callable[[Path], Settings]) -> Settings:
    """Settings of a service of this test's own, without a limit on questions."""
    return settings_in(tmp_path / "data")


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, settings_in: Callable[[Path], Settings]
) -> Iterator[Site]:
    """One running service for the tests of a file; what they change stays among them."""
    with _served(settings_in(tmp_path_factory.mktemp("site"))) as running:
        yield running


@pytest.fixture(scope="session")
def colleague() -> Callable[..., SignedInSite]:
    """Makes somebody of a role on a service: `colleague(site, "editor")`, signed in."""
    return new_colleague


@pytest.fixture(scope="session")
def new_account() -> Callable[..., str]:
    """Adds an account beside a service: `new_account(settings, "zhang", "editor")` → its password."""
    return add_account


@pytest.fixture(scope="session")
def signing_in() -> Callable[[Site, str, str], Reply]:
    """Sends the sign-in form: `signing_in(site, name, password)` → the reply."""
    return sign_in


@pytest.fixture(scope="module")
def desk(site: Site) -> Callable[[str], SignedInSite]:
    """The shared service as one of the role sees it: `desk("editor")`; one account a role."""
    return functools.cache(lambda role: new_colleague(site, role, f"the-{role}"))


@pytest.fixture(scope="session")
def eventually() -> Callable[[Callable[[], object], float], float]:
    """Waits until something is so, and tells how many seconds it took; fails after the limit."""

    def wait(so: Callable[[], object], limit: float) -> float:
        began = time.monotonic()
        while not so():
            assert time.monotonic() - began < limit, f"not so within {limit} s"
            time.sleep(0.02)
        return time.monotonic() - began

    return wait


@pytest.fixture(scope="session")
def segmenter(parsed_dictionary: Path) -> Segmenter:
    """One for all tests of loading, which teaches it nothing."""
    return Segmenter(parsed_dictionary.parent)


@pytest.fixture
async def parts(settings: Settings, segmenter: Segmenter) -> AsyncIterator[Parts]:
    """What opened() opens, with an empty database."""
    db = await open_sqlite(settings.sqlite_path(), settings.readers)
    await migrate(db, now())
    yield Parts(
        settings, db, segmenter, Index(settings.data_dir / "index", segmenter), load_fitted()
    )
    await db.close()
