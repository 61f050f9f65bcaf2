"""What must hold of the record, asked of PostgreSQL in its own words and past our program."""

from __future__ import annotations

from sqlalchemy import Engine, text

CHAIN = """
SELECT count(*) FROM (
  SELECT hash, prev_hash, encode(sha256(convert_to(concat_ws(
           E'\\n', prev_hash, stream, version::text, body), 'UTF8')), 'hex') AS due,
         coalesce(lag(hash) OVER w, repeat('0', 64)) AS before,
         version - coalesce(lag(version) OVER w, 0) AS gap
  FROM event WINDOW w AS (PARTITION BY stream ORDER BY version)
) AS links WHERE hash <> due OR prev_hash <> before OR gap <> 1
"""
HEADS = """
SELECT count(*) FROM inspection AS i FULL JOIN
  (SELECT stream, max(version) AS version FROM event GROUP BY stream) AS e USING (stream)
WHERE i.version IS DISTINCT FROM e.version
"""
TOLD_OFTEN = """
SELECT count(*) FROM (
  SELECT stream FROM event WHERE kind = 'recount' AND body::json ->> 'reason' LIKE :why
  GROUP BY stream HAVING count(*) > 1) AS twice
"""
TOLD = "SELECT count(*) FROM event WHERE kind = 'recount' AND body::json ->> 'reason' LIKE :why"
PARTS = """
SELECT count(*) FILTER (WHERE state <> 'done') AS open, sum(done) AS done, sum(moved) AS moved,
       sum(failed) AS failed, sum(size) AS size
FROM reprojection_part WHERE job = (SELECT max(number) FROM reprojection)
"""
RAISED = """
SELECT count(*) AS events, count(DISTINCT body::json ->> 'key') AS keys,
       (SELECT count(*) FROM outbox) AS notices
FROM event WHERE kind = 'escalate'
"""


class Wrong(Exception):
    """Something was lost, doubled or broken; the message says what."""


def whole(engine: Engine) -> None:
    """The chain holds and every projection stands at its head. Raises Wrong."""
    _expect(engine, CHAIN, 0, "links of the chain are broken")
    _expect(engine, HEADS, 0, "projections are not at their head")


def recounted(engine: Engine, number: str, total: int) -> int:
    """Every open inspection was done once, and told at most once; how many moved."""
    with engine.connect() as connection:
        parts = connection.execute(text(PARTS)).one()
    if (parts.open, parts.done, parts.failed, parts.size) != (0, total, 0, total):
        raise Wrong(f"of {total}: {parts}")
    why = {"why": f"Theo thông báo số {number} ngày %"}
    _expect(engine, TOLD_OFTEN, 0, "inspections were told twice", why)
    _expect(engine, TOLD, parts.moved, "were told", why)
    if not parts.moved:
        raise Wrong("nothing moved: nothing was proved")
    return int(parts.moved)


def raised(engine: Engine, due: int) -> int:
    """Every rung that was due was told once; how many notices went with them."""
    with engine.connect() as connection:
        found = connection.execute(text(RAISED)).one()
    if (found.events, found.keys) != (due, due) or not 0 < found.notices <= due:
        raise Wrong(f"of {due} escalations: {found}")
    return int(found.notices)


def _expect(
    engine: Engine, query: str, wanted: int, what: str, given: dict[str, str] | None = None
) -> None:
    with engine.connect() as connection:
        found = connection.execute(text(query), given or {}).scalar_one()
    if found != wanted:
        raise Wrong(f"{found} {what}, {wanted} expected")
