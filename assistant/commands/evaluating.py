"""Measuring and fitting: `assistant evaluate`, `assistant fit`."""

import hashlib
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.answering.evaluation import Result, Trial, compared, result_of, summary
from assistant.answering.knowledge import Knowledge
from assistant.answering.pipeline import Context, answer
from assistant.assembly import built_in, now, opened, steps
from assistant.commands.running import run, say, say_json
from assistant.config import Settings
from assistant.errors import BadInput
from assistant.loading import load_starter
from assistant.models.answer import Question
from assistant.search.features import NAMES
from assistant.search.reach import BEST
from assistant.training import Lesson, lessons_of, weights_of

MOST_CHARACTERS = 1000


def evaluate(
    file: Annotated[Path, typer.Argument(help="问题文件（.jsonl），每行一问")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON，可供以后比较")] = False,
    body: Annotated[bool, typer.Option("--body", help="连同正文一起问")] = False,
    against: Annotated[Path | None, typer.Option(help="与以前一次的 JSON 结果比较")] = None,
) -> None:
    """测一组问题答得准不准。例：assistant evaluate 问题.jsonl --against 上次.json"""
    trials = _trials(file)

    async def work(settings: Settings) -> list[Result]:
        async with opened(settings) as parts:
            await load_starter(parts)
            knowledge = await parts.knowledge()
            return [_try(knowledge, trial, settings.region, body) for trial in trials]

    results = run(work)
    told = summary(results)
    if against is not None:
        earlier = json.loads(against.read_text("utf-8"))["ranks"]
        told["compared"] = compared(earlier, results)
    if as_json:
        told["ranks"] = {result.qid: result.rank for result in results}
        told["failures"] = [_failure(result) for result in results if result.cause]
        say_json(told)
        return
    _tell(told, results)


def _trials(file: Path) -> list[Trial]:
    trials = []
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise typer.BadParameter(f"读不了 {file}，请检查路径，并用 UTF-8 编码保存。") from None
    for number, line in enumerate(lines, start=1):
        try:
            entry = json.loads(line)
            expected = frozenset(entry["expected"])
            trials.append(
                Trial(
                    str(entry["qid"]),
                    entry["question"],
                    entry.get("body", ""),
                    expected,
                    bool(entry.get("open")),
                )
            )
        except (ValueError, KeyError, TypeError):
            raise typer.BadParameter(
                f"{file.name} 第 {number} 行应为含 qid、question、expected 的 JSON。"
            ) from None
    return trials


def _try(knowledge: Knowledge, trial: Trial, region: str, body: bool) -> Result:
    text = f"{trial.question}\n{trial.body}" if body and trial.body else trial.question
    question = Question(text[:MOST_CHARACTERS], "evaluate", "", region)
    context = Context(question, knowledge, now()[:10])
    found = answer(context, steps())
    best = context.found.ranking.reached.lines[BEST] if context.found else ()
    reached = [knowledge.retriever.code(row) for row, worth in enumerate(best) if worth > 0]
    return result_of(trial, found, reached, context.found.inside if context.found else 0.0)


def _failure(result: Result) -> dict[str, Any]:
    return {
        "qid": result.qid,
        "question": result.question,
        "cause": result.cause,
        "rank": result.rank,
        "first": result.first,
    }


def _tell(told: dict[str, Any], results: Sequence[Result]) -> None:
    labels = {
        "top1": "第一条就对",
        "top3": "前三条有",
        "top5": "前五条有",
        "answered": "直接作答",
        "answered_right": "作答中答对",
        "clarified": "反问",
        "refused_outside": "目录外拒答",
        "refused_inside": "目录内误拒",
    }
    for key, label in labels.items():
        r = told[key]
        say(f"{label}：{r['value']:.3f}（{r['low']:.3f}—{r['high']:.3f}，{r['count']}/{r['of']}）")
    say(f"平均倒数名次（前十）：{told['mrr10']:.3f}")
    say(
        f"内外区分 AUROC：按答对的把握 {told['outside_auroc']:.3f}，"
        f"按在目录内的可能 {told['inside_auroc']:.3f}"
    )
    for cause, count in told["causes"].items():
        say(f"  {cause}：{count}")
    for result in results:
        if result.cause:
            say(
                f"    {result.qid} {result.question}：{result.cause}（名次 {result.rank or '十名外'}）"
            )
    if "compared" in told:
        change = told["compared"]
        say(f"比上次：变好 {len(change['better'])}，变差 {len(change['worse'])}，p={change['p']}")


def fit(
    pairs: Annotated[list[str], typer.Argument(help="目录=问题，例如 事项.csv=问题.jsonl")],
    out: Annotated[Path, typer.Option(help="写入的权重文件（.json）")],
    keep_ranking: Annotated[
        bool, typer.Option("--keep-ranking", help="排序的权重不变，只拟合把握")
    ] = False,
    only: Annotated[str, typer.Option(help="只拟合这一项特征的权重，例如 ordered")] = "",
) -> None:
    """由几组问题拟合排序和把握的权重。例：assistant fit 事项.csv=问题.jsonl --out weights.json"""
    if only and only not in NAMES:
        raise BadInput(f"没有“{only}”这项特征，可以是：{'、'.join(NAMES)}。")
    lessons: list[Lesson] = []
    sources = []
    for pair in pairs:
        catalogue, mark, questions = pair.partition("=")
        if not mark:
            raise BadInput(f"“{pair}”应写成 目录=问题。")
        trials = _trials(Path(questions))
        with tempfile.TemporaryDirectory() as folder:
            lessons += lessons_of(
                Path(catalogue), built_in("knowledge") / "lexicon", trials, Path(folder)
            )
        digest = hashlib.sha256(Path(questions).read_bytes()).hexdigest()[:16]
        sources.append(
            {"catalogue": Path(catalogue).name, "questions": Path(questions).name, "sha256": digest}
        )
    told = weights_of(lessons, 0) if keep_ranking else weights_of(lessons, only=only)
    lines = [f" {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in told.items()]
    lines.append(f' "fitted_on": {json.dumps(sources, ensure_ascii=False)}')
    out.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
    say(f"已写入 {out}；交叉验证：{json.dumps(told['held_apart'], ensure_ascii=False)}")
