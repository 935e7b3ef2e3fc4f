-- purpose: the facts after a position, gap-free: only below the oldest transaction still running
-- index:   kernel_event_position (xid, id)
-- budget:  one index range scan, at most 1000 rows
select
    xid::text::bigint as xid,
    id,
    kind,
    house_id,
    subject,
    payload,
    at
from kernel_event
where (xid, id) > (%(after_xid)s::bigint::text::xid8, %(after_id)s::bigint)
    and xid < pg_snapshot_xmin(pg_current_snapshot())
    and (cardinality(%(kinds)s::text[]) = 0 or kind = any(%(kinds)s::text[]))
order by kernel_event.xid, id
limit %(limit)s::int
