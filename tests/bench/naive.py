"""The naive peer (朴素对照): what an afternoon's work gives — jieba, FTS5 and rapidfuzz.

Run as `python naive.py ITEMS.csv DATABASE PORT`. It answers POST /ask with ten hits and
logs every answer on disk before replying, as the service does.
"""

import asyncio
import csv
import json
import re
import secrets
import sqlite3
import sys
import time
from pathlib import Path

import jieba
from aiohttp import web
from rapidfuzz import fuzz, process

_WORD = re.compile(r"\w+")
_LEAST = 45.0


class Naive:
    """Items in an FTS5 table cut by jieba, and every name in a list for rapidfuzz."""

    def __init__(self, items: Path, database: Path) -> None:
        with items.open(encoding="utf-8-sig", newline="") as file:
            self.items = list(csv.DictReader(file))
        self.names = [row["事项名称"] for row in self.items]
        self.db = sqlite3.connect(database, isolation_level=None)
        self.db.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
            "CREATE VIRTUAL TABLE item USING fts5 (words, tokenize = 'unicode61');"
            "CREATE TABLE log (id TEXT PRIMARY KEY, asked_at REAL, question TEXT, code TEXT);"
        )
        cut = ((number, " ".join(jieba.cut(name))) for number, name in enumerate(self.names))
        self.db.executemany("INSERT INTO item (rowid, words) VALUES (?, ?)", cut)

    def find(self, question: str) -> list[tuple[int, float]]:
        """Ten items, best first: the better of the bm25 rank and the likeness of the names."""
        words = {word for word in jieba.cut(question) if _WORD.fullmatch(word)}
        scores: dict[int, float] = {}
        if words:
            query = " OR ".join(f'"{word}"' for word in sorted(words))
            found = self.db.execute(
                "SELECT rowid, bm25(item) FROM item WHERE item MATCH ? ORDER BY 2 LIMIT 50", [query]
            )
            scores = {number: -score * 10 for number, score in found}
        alike = process.extract(question, self.names, scorer=fuzz.WRatio, limit=50)
        for _, likeness, number in alike:
            scores[number] = scores.get(number, 0.0) + likeness
        return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:10]

    def answer(self, question: str) -> dict[str, object]:
        """The reply, logged."""
        hits = self.find(question)
        best = self.items[hits[0][0]] if hits and hits[0][1] >= _LEAST else None
        code = best["实施编码"] if best else ""
        id = secrets.token_hex(8)
        row = (id, time.time(), question, code)
        self.db.execute("INSERT INTO log VALUES (?, ?, ?, ?)", row)
        found = [
            {"code": self.items[n]["实施编码"], "name": self.names[n], "score": score}
            for n, score in hits
        ]
        return {"id": id, "text": best["事项名称"] if best else "没有找到。", "hits": found}


async def post_ask(request: web.Request) -> web.Response:
    """One question."""
    question = (await request.json())["question"]
    data = request.app[NAIVE].answer(question)
    return web.json_response(data, dumps=lambda value: json.dumps(value, ensure_ascii=False))


async def ready(request: web.Request) -> web.Response:
    """Everything is loaded before the port is opened."""
    return web.json_response({"status": "ok"})


NAIVE: web.AppKey[Naive] = web.AppKey("naive", Naive)


def main() -> None:
    """Serve until killed."""
    items, database, port = sys.argv[1:]
    app = web.Application()
    app[NAIVE] = Naive(Path(items), Path(database))
    app.add_routes([web.post("/ask", post_ask), web.get("/readyz", ready)])
    web.run_app(
        app, host="127.0.0.1", port=int(port), access_log=None, loop=asyncio.new_event_loop()
    )


if __name__ == "__main__":
    main()
