"""The real-name chain (实名签批) of a publication: each step signed by who takes it, in turn."""

from dataclasses import replace

from assistant.accounts.office import Office
from assistant.errors import BadInput
from assistant.models.activity import CHAIN, Activity
from assistant.reporting.work_figures import missing_steps
from assistant.storage import audit
from assistant.storage.activity import add_entries, standing_entry


async def sign_next(office: Office, id: str, who: str) -> str:
    """Sign the next missing step of a publication as of today; its new number.

    Raises BadInput where the chain is whole, the entry is corrected already, or the one who
    signs for the review has drafted it: then nobody else would have read it.
    """
    async with office.db.transaction() as tx:
        stored = await standing_entry(tx, id)
        if stored is None or stored.entry.kind != "publication":
            raise BadInput("这一条已经更正过或签过，请刷新页面。")
        signed = _signed(stored.entry, id, who, office.clock()[:10])
        new = office.new_id()
        await add_entries(tx, [(new, signed)], office.clock())
        step = missing_steps(stored.entry)[0]
        await audit.record(tx, office.deed(who, f"台账 {id}", after=f"{step}签名，新编号 {new}"))
    return new


def _signed(entry: Activity, id: str, who: str, today: str) -> Activity:
    missing = missing_steps(entry)
    if not missing:
        raise BadInput("这一条的四步都已签名，不用再签。")
    key = next(key for key, step, _ in CHAIN if step == missing[0])
    if key == "reviewed" and entry.detail.get("drafted_by") == who:
        raise BadInput("起草人不能审核自己起草的信息，请由分管领导审核签名。")
    detail = entry.detail | {f"{key}_by": who, f"{key}_on": today}
    return replace(entry, detail=detail, recorded_by=who, replaces=id)
