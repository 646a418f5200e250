"""Who handles what the catalogue does not hold."""

import pytest

from assistant.answering.outside import Outside
from assistant.models.lexicon import OutsideService


def service(body, *terms):
    return OutsideService(terms, body, "", "", "")


OUTSIDE = Outside(
    [
        service("交通", "道路运输", "道路货物运输"),
        service("公安", "剧毒化学品", "护照签证"),
        service("税务", "道路"),
    ]
)


@pytest.mark.parametrize(
    ("term", "body"),
    [
        ("道路运输经营许可", "交通"),
        ("剧毒化学品道路运输通行证", "公安"),
        ("护照", "公安"),
        ("道路", "税务"),
        ("路", None),
        ("渔业", None),
    ],
)
def test_the_longest_term_tells_who_handles_a_matter(term, body):
    found = OUTSIDE.handling(term)

    assert (found.body if found else None) == body
