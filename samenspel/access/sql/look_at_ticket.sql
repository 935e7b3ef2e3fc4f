-- purpose: what a door knows of a ticket: where it is for, whether it is good, when it first went in; one row, also for no ticket
-- index:   primary keys; ticket_opens_once
-- budget:  0.1 ms
select
    t.id as ticket_id,
    t.performance_id,
    t.place_no,
    t.generation,
    t.state,
    p.plan_id,
    kind.name as ticket_type,
    kind.note as door_note,
    o.buyer_name,
    entry.at as first_admitted_at,
    entry.look as admitted_look,
    asked.title as asked_title,
    asked.starts_at as asked_starts_at,
    exists (
        select 1 from programme_performance as g where g.id = %(performance)s::bigint and g.house_id = %(house)s::int
    ) as is_gate
from (select %(ticket)s::bigint as id) as wanted
-- Another house's ticket is nobody here, also when this house sold it at its desk.
left join sales_ticket as t on t.id = wanted.id and t.presenter_id = %(house)s::int
left join sales_line as l on l.id = t.line_id
left join sales_order as o on o.id = t.order_id
left join catalogue_tickettype as kind on kind.id = l.ticket_type_id
left join programme_performance as p on p.id = t.performance_id
left join lateral (
    select scan.at, scan.look
    from access_scan as scan
    where scan.ticket_id = t.id and scan.outcome = 'admitted'
    order by scan.at
    limit 1
) as entry on true
left join lateral (
    select work.title, other.starts_at
    from programme_performance as other
    inner join programme_production as work on work.id = other.production_id
    where other.id = coalesce(t.performance_id, %(claimed)s::bigint)
) as asked on true
