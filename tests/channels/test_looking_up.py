"""Looking items up: the same items, however many are asked for and whatever is asked beside."""

import pytest


@pytest.mark.parametrize(
    "words", ["食品经营许可", "证丢了怎么补", "社保卡", "着火了", "火车票怎么退"]
)
@pytest.mark.parametrize("limit", [1, 8, 50])
def test_a_reply_beside_and_a_limit_change_no_hit(site, words, limit):
    every = site.get(f"/api/v1/items?q={words}&limit=100").data
    found = site.get(f"/api/v1/items?q={words}&limit={limit}").data
    beside = site.get(f"/api/v1/items?q={words}&limit={limit}&reply=1").data

    assert every["total"] == len(every["hits"])
    assert found == {"total": every["total"], "hits": every["hits"][:limit]}
    assert {"total": beside["total"], "hits": beside["hits"]} == found


def test_a_filter_sees_beyond_the_limit(site):
    every = site.get("/api/v1/items?q=许可&limit=100").data["hits"]
    last = every[-1]
    found = site.get(f"/api/v1/items?q=许可&department={last['department']}&limit=1&reply=1").data
    fitting = [hit for hit in every if hit["department"] == last["department"]]

    assert (found["total"], found["hits"]) == (len(fitting), fitting[:1])
