"""Health, readiness, metrics and the description of the API."""

import re

import pytest


def test_healthz_says_that_the_process_is_alive(site):
    assert site.get("/healthz").data == {"status": "ok"}


def test_readyz_names_database_log_index_and_disk(site):
    assert site.get("/readyz").data == {
        "status": "ok",
        "database": "ok",
        "log": "ok",
        "index": "ok",
        "disk": "ok",
    }


def test_metrics_count_answers_by_outcome_and_their_time(site):
    before = metrics(site)

    outcome = site.ask("补社保卡")["outcome"]

    after = metrics(site)
    counted = f'assistant_answers_total{{outcome="{outcome}"}}'
    assert after[counted] - before.get(counted, 0) == 1
    assert after["assistant_answer_seconds_count"] - before["assistant_answer_seconds_count"] == 1
    assert after["assistant_unlogged_answers_total"] == 0


def test_metrics_are_in_the_text_form_that_prometheus_reads(site):
    reply = site.get("/metrics")

    assert reply.headers["Content-Type"].startswith("text/plain")
    assert re.search(r"^# TYPE assistant_answer_seconds histogram$", reply.text, re.MULTILINE)


def test_metrics_hold_no_word_of_a_question(site):
    site.ask("我叫黄小明，社保卡丢了怎么办")

    assert "黄小明" not in site.get("/metrics").text


# Address in the description: an example of it.
DESCRIBED = {
    "/open/items.json": "/open/items.json",
    "/open/reports.json": "/open/reports.json",
    "/api/v1/items": "/api/v1/items?q=食品&limit=2",
    "/api/v1/items/{code}": "/api/v1/items/T-001",
    "/api/v1/reports": "/api/v1/reports",
    "/api/v1/reports/{year}": "/api/v1/reports/2019",
    "/healthz": "/healthz",
    "/readyz": "/readyz",
}


@pytest.fixture(scope="module")
def described(site):
    return site.get("/openapi.json").data


def test_the_description_holds_every_address_of_the_api(described):
    assert set(described["paths"]) == {*DESCRIBED, "/api/v1/ask"}


@pytest.mark.parametrize(("path", "example"), DESCRIBED.items())
def test_replies_are_as_described(site, described, path, example):
    schema = schema_of(described, path, "get", "200")

    assert list(misfits(schema, site.get(example).data, described)) == []


@pytest.mark.parametrize(
    "question", ["食品经营许可新办（餐饮服务）要多久", "船舶检验", "！", "着火了"]
)
def test_answers_are_as_described(site, described, question):
    schema = schema_of(described, "/api/v1/ask", "post", "200")

    assert list(misfits(schema, site.ask(question), described)) == []


@pytest.mark.parametrize("body", [{}, {"question": ""}, {"question": "问", "colour": 1}])
def test_errors_are_as_described(site, described, body):
    schema = schema_of(described, "/api/v1/ask", "post", "400")

    assert list(misfits(schema, site.post("/api/v1/ask", body).data, described)) == []


def test_every_reference_of_the_description_leads_somewhere(described):
    referred = set(re.findall(r"#/components/schemas/(\w+)", str(described)))

    assert referred <= set(described["components"]["schemas"])


def metrics(site):
    lines = [line for line in site.get("/metrics").text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def schema_of(described, path, method, status):
    reply = described["paths"][path][method]["responses"][status]
    return reply["content"]["application/json"]["schema"]


TYPES = {"string": str, "number": (int, float), "integer": int, "boolean": bool, "array": list}
TYPES |= {"object": dict, "null": type(None)}


def misfits(schema, value, described, place="reply"):
    """Where a value is not as its schema says; the few words of JSON Schema that are used."""
    if "$ref" in schema:
        schema = described["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if "oneOf" in schema:
        if all(list(misfits(one, value, described)) for one in schema["oneOf"]):
            yield f"{place}: none of the schemas"
        return
    if not isinstance(value, TYPES[schema["type"]]):
        yield f"{place}: {value!r} is no {schema['type']}"
        return
    for number, entry in enumerate(value if schema["type"] == "array" else ()):
        yield from misfits(schema["items"], entry, described, f"{place}[{number}]")
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{place}: {name} is missing"
    for name, of in schema.get("properties", {}).items():
        if name in value:
            yield from misfits(of, value[name], described, f"{place}.{name}")
