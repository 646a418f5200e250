"""What the desk lets one download loads back unchanged."""

import io
import json
import zipfile

from assistant.ingest.lexicon import read_lexicon
from assistant.ingest.reports.data import report_as_data, report_from_data


def test_a_table_of_the_lexicon_comes_as_it_loads(desk, tmp_path):
    reply = desk("viewer").get("/desk/lexicon/export/meaning.tsv")

    (tmp_path / "meaning.tsv").write_bytes(reply.body)
    lines, refused = read_lexicon(tmp_path / "meaning.tsv")
    assert "attachment" in reply.headers["Content-Disposition"]
    assert refused == []
    assert "社保卡&丢|掉了" in [line.key for line in lines]


def test_every_table_comes_in_one_file(desk):
    packed = zipfile.ZipFile(
        io.BytesIO(desk("viewer").get("/desk/lexicon/export/lexicon.zip").body)
    )

    assert "meaning.tsv" in packed.namelist()


def test_a_table_that_there_is_not_is_not_found(desk):
    assert desk("viewer").page("/desk/lexicon/export/secrets.tsv").status == 404


def test_reports_come_as_data_that_can_be_read_again(desk):
    reply = desk("editor").get("/desk/reports/read/reports.json")

    (report,) = json.loads(reply.body)
    assert report["year"] == 2019
    assert report_as_data(report_from_data(report)) == report


def test_both_are_offered_where_they_are_looked_for(desk):
    assert "/desk/lexicon/export/meaning.tsv" in desk("viewer").page("/desk/lexicon").text
    assert "/desk/reports/read/reports.json" in desk("editor").page("/desk/reports/read").text
