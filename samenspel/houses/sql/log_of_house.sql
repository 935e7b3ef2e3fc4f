-- purpose: what was changed in a house, by whom, newest first: a page of the log, or its export
-- index:   kernel_event_of_house (house_id, xid, id), read backwards
-- budget:  5 ms a page; a narrow filter over a busy house reads at most its own facts
select
    event.xid::text::bigint as xid,
    event.id,
    event.kind,
    event.subject,
    event.payload,
    event.at,
    coalesce(nullif(person.name, ''), person.email, '') as by_name
from kernel_event as event
left join identity_user as person
    on person.id = case when jsonb_typeof(event.payload -> 'by') = 'number' then (event.payload ->> 'by')::bigint end
where event.house_id = %(house)s::int
    and event.kind like any(%(kinds)s::text[])
    and (%(by)s::bigint is null or event.payload -> 'by' = to_jsonb(%(by)s::bigint))
    and (%(since)s::timestamptz is null or event.at >= %(since)s::timestamptz)
    and (%(until)s::timestamptz is null or event.at < %(until)s::timestamptz)
    and (
        %(before_xid)s::bigint is null
        or (event.xid, event.id) < (%(before_xid)s::bigint::text::xid8, %(before_id)s::bigint)
    )
order by event.xid desc, event.id desc
limit %(limit)s::int
