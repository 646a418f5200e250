"""How fast the service answers, beside a naive peer: `python tests/bench/ask.py`.

Starts the service and naive.py on the same 1,135 items, both on one core, and drives each
in turn from this process on another core with the same questions, the examples of the
lexicon, in three ways: drawn as people ask (a few again and again, most seldom: by Zipf's
law), each for the first time, and all once more. Prints requests a second, latency, memory,
start-up and ratios.
"""

import argparse
import asyncio
import csv
import itertools
import json
import os
import random
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvloop

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT.parent / "shared/data/catalogues/guangan.csv"
ITEMS = 1135


@dataclass(frozen=True)
class Peer:
    """A running peer: its process, address and the path of its questions."""

    name: str
    process: subprocess.Popen[bytes]
    port: int
    path: str
    started_in: float


@dataclass(frozen=True)
class Run:
    """What one round took: seconds in all, processor seconds of the peer, milliseconds of each."""

    seconds: float
    processor: float
    milliseconds: list[float]


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


def summary(runs: Sequence[Run]) -> dict[str, float]:
    """Requests a second over all rounds, and percentiles over every request."""
    every = [one for run in runs for one in run.milliseconds]
    seconds = sum(run.seconds for run in runs)
    return {
        "requests_per_second": len(every) / seconds,
        "p50_ms": percentile(every, 0.50),
        "p99_ms": percentile(every, 0.99),
        "processor_ms": sum(run.processor for run in runs) * 1000 / len(every),
    }


def questions(count: int) -> list[str]:
    """So many different examples of the lexicon; the same ones at every run."""
    found: dict[str, None] = {}
    for path in sorted((ROOT / "knowledge/lexicon").glob("meanings-*.tsv")):
        head, *rows = path.read_text("utf-8").splitlines()
        place = head.split("\t").index("例句")
        for row in rows:
            cells = row.split("\t")
            if not row.startswith("#") and len(cells) > place and cells[place].strip():
                found[cells[place].strip()] = None
    return random.Random(20261101).sample(list(found), min(count, len(found)))


def generated_items(path: Path) -> None:
    """A catalogue of ITEMS made-up names, where the published one is not at hand."""
    things = [
        "食品经营",
        "药品零售",
        "公共场所卫生",
        "劳务派遣",
        "道路运输",
        "特种设备",
        "个体工商户",
        "民办学校",
        "建设工程",
        "林木采伐",
    ]
    kinds = ["许可", "备案", "登记", "年检", "资格认定", "补贴申领", "信息变更", "证明开具"]
    acts = [
        "新办",
        "变更",
        "延续",
        "注销",
        "补办",
        "换发",
        "复核",
        "查询",
        "撤销",
        "转移",
        "核验",
        "注册",
        "审查",
        "公示",
        "备查",
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["实施编码", "事项名称", "主项名称", "实施主体"])
        names = itertools.islice(itertools.product(things, kinds, acts), ITEMS)
        for number, (thing, kind, act) in enumerate(names):
            writer.writerow([f"G{number:04}", f"{thing}{kind}（{act}）", f"{thing}{kind}", "本局"])


def memory(pid: int) -> dict[str, float]:
    """Memory of a process in MB: now (VmRSS) and at most so far (VmHWM)."""
    lines = dict(
        line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines()
    )
    return {name: int(lines[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM")}


def processor_seconds(pid: int) -> float:
    """Processor time of a process so far; unlike a clock it is not disturbed by other programs."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    name: str, command: list[str], port: int, path: str, environment: dict[str, str], core: int
) -> Iterator[Peer]:
    """A peer from its start until it is ready, ended when the block ends."""
    own = os.sched_getaffinity(0)
    began = time.perf_counter()
    # A child inherits the core of its parent, every thread of it included.
    os.sched_setaffinity(0, {core})
    process = subprocess.Popen(
        [sys.executable, *command],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.sched_setaffinity(0, own)
    try:
        wait_until_ready(process, port)
        yield Peer(name, process, port, path, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(10)


def wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    """Return once /readyz says 200; RuntimeError where the process ends or 60 s pass."""
    for _ in range(6000):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.01)
        if process.poll() is not None:
            break
    raise RuntimeError(f"not ready on port {port}, exit code {process.poll()}")


def posted(peer: Peer, question: str) -> bytes:
    """The request that asks a question."""
    body = json.dumps({"question": question}).encode()
    head = (
        f"POST {peer.path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def typed(asked: Sequence[str]) -> list[bytes]:
    """The requests of the console's search box while somebody types these questions."""
    beginnings = dict.fromkeys(q[:end] for q in asked for end in range(1, min(len(q), 12) + 1))
    path = "/api/v1/items?limit=8&reply=1&q="
    return [
        f"GET {path}{urllib.parse.quote(text)} HTTP/1.1\r\nHost: bench\r\n\r\n".encode()
        for text in beginnings
    ]


async def drive(peer: Peer, asked: Sequence[str], connections: int) -> Run:
    """Ask every question once over so many connections; RuntimeError for a reply not 200."""
    return await send(peer, [posted(peer, question) for question in asked], connections)


async def send(peer: Peer, requests: Sequence[bytes], connections: int) -> Run:
    """Send every request once over so many connections; RuntimeError for a reply not 200."""
    waiting = iter(requests)
    took: list[float] = []

    async def one_connection() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", peer.port)
        try:
            for request in waiting:
                began = time.perf_counter()
                writer.write(request)
                await read_reply(reader)
                took.append((time.perf_counter() - began) * 1000)
        finally:
            writer.close()
            await writer.wait_closed()

    used = processor_seconds(peer.process.pid)
    began = time.perf_counter()
    await asyncio.gather(*(one_connection() for _ in range(connections)))
    seconds = time.perf_counter() - began
    return Run(seconds, processor_seconds(peer.process.pid) - used, took)


async def read_reply(reader: asyncio.StreamReader) -> bytes:
    """The body of one reply; a whole client would take more time than the peers do."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    if " 200 " not in head.split("\r\n", 1)[0]:
        raise RuntimeError(head)
    length = next(
        v
        for k, _, v in (line.partition(":") for line in head.split("\r\n"))
        if k.lower() == "content-length"
    )
    return await reader.readexactly(int(length))


def server_times(database: Path) -> dict[str, float]:
    """The service's own time of every logged answer, without the wait for the disk."""
    with sqlite3.connect(database) as db:
        rows = [row[0] for row in db.execute("SELECT milliseconds FROM answer")]
    db.close()
    return {
        "answers_logged": len(rows),
        "server_p50_ms": percentile(rows, 0.50),
        "server_p99_ms": percentile(rows, 0.99),
    }


def histogram(port: int) -> list[tuple[float, float]]:
    """(upper bound in seconds, share of answers within it), as /metrics tells."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as reply:
        lines = reply.read().decode().splitlines()
    prefix = 'assistant_answer_seconds_bucket{le="'
    found = [line.removeprefix(prefix).split('"} ') for line in lines if line.startswith(prefix)]
    total = max(float(count) for _, count in found) or 1.0
    return [(float(bound), float(count) / total) for bound, count in found]


def measure(options: argparse.Namespace, folder: Path) -> dict[str, object]:
    """The whole benchmark, its results by name."""
    items = CATALOGUE
    if not items.exists():
        items = folder / "items.csv"
        generated_items(items)
    cores = sorted(os.sched_getaffinity(0))
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ASSISTANT_")}
    environment |= {"ASSISTANT_DATA_DIR": str(folder / "data"), "ASSISTANT_RATE_LIMIT": "0"}
    load = [sys.executable, "-m", "assistant", "load", str(items), "--kind", "catalogue"]
    subprocess.run(load, env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    os.sched_setaffinity(0, {cores[-1]})

    def service() -> AbstractContextManager[Peer]:
        port = free_port()
        command = ["-m", "assistant", "serve", "--port", str(port)]
        return running("service", command, port, "/api/v1/ask", environment, cores[0])

    port = free_port()
    peer_command = [
        str(Path(__file__).with_name("naive.py")),
        str(items),
        str(folder / "naive.db"),
        str(port),
    ]
    with service() as first:
        first_start = first.started_in
    with (
        service() as ours,
        running("naive", peer_command, port, "/ask", environment, cores[0]) as naive,
    ):
        results: dict[str, object] = {
            "items": ITEMS,
            "service_first_start_s": first_start,
            "service_start_s": ours.started_in,
            "naive_start_s": naive.started_in,
        }
        results |= compare(ours, naive, options)
        results["as_one_types"] = summary([uvloop.run(send(ours, typed(questions(250)), 1))])
        results["server_histogram"] = histogram(ours.port)
    results |= server_times(folder / "data" / "assistant.db")
    return results


def drawn(pool: Sequence[str], count: int) -> list[str]:
    """So many of the questions, the n-th as often as 1/n says; the same ones at every run."""
    often = [1 / place for place in range(1, len(pool) + 1)]
    return random.Random(20261123).choices(pool, often, k=count)


def compare(ours: Peer, naive: Peer, options: argparse.Namespace) -> dict[str, object]:
    """Drive both in turn, round by round, and put them side by side."""
    each, rounds = options.questions, options.rounds
    every = questions(each * (rounds + 2))
    # A service runs for weeks: the first questions, when all is made that is made once, do not count.
    warm = drawn(every[:each], options.warm_up)
    pool, new = every[each : 2 * each], every[2 * each :]
    asked = drawn(pool, each * rounds)
    results: dict[str, object] = {}
    for peer in (ours, naive):
        results[f"{peer.name}_memory_ready"] = memory(peer.process.pid)
        uvloop.run(drive(peer, warm, options.connections))
        results[f"{peer.name}_memory_warm"] = memory(peer.process.pid)
    loads = {
        "as_people_ask": [asked[n::rounds] for n in range(rounds)],
        "first_time": [new[n::rounds] for n in range(rounds)],
        "once_more": [new[rounds - 1 :: rounds]],
    }
    for name, load in loads.items():
        found = in_turn(ours, naive, load, options.connections)
        for peer in (ours, naive):
            results[f"{name}_{peer.name}"] = found[peer.name]
        results[f"{name}_ratio"] = ratio(found)
        if name == "as_people_ask":
            results["different_questions"] = len(set(asked))
            results["memory_then"] = memory(ours.process.pid)
    for peer in (ours, naive):
        results[f"{peer.name}_memory"] = memory(peer.process.pid)
    return results


def in_turn(
    ours: Peer, naive: Peer, rounds: Sequence[Sequence[str]], connections: int
) -> dict[str, dict[str, float]]:
    """Both peers' figures over the same rounds of questions, by the peer's name."""
    runs: dict[str, list[Run]] = {"service": [], "naive": []}
    for number, asked in enumerate(rounds):
        # Who goes first changes, so that neither has the warmer machine.
        for peer in (ours, naive) if number % 2 == 0 else (naive, ours):
            runs[peer.name].append(uvloop.run(drive(peer, asked, connections)))
    return {name: summary(of) for name, of in runs.items()}


def ratio(found: dict[str, dict[str, float]]) -> dict[str, float]:
    """The service's figures over the naive peer's."""
    return {key: found["service"][key] / found["naive"][key] for key in found["naive"]}


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=750, help="questions in a round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--warm-up", type=int, default=1000)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        results = measure(options, Path(folder))
    if options.json:
        print(json.dumps(results))
        return
    for name, value in results.items():
        shown = value if not isinstance(value, dict) else {k: round(v, 3) for k, v in value.items()}
        print(f"{name:28} {round(shown, 3) if isinstance(shown, float) else shown}")


if __name__ == "__main__":
    main()
