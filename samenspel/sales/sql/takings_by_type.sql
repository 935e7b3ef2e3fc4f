-- purpose: what one performance brought in, by ticket type; cancelled lines are counted apart
-- index:   line_of_performance
-- budget:  2 ms for 1,000 lines
select
    type.id as ticket_type_id,
    type.name as names,
    l.price_cents,
    (count(*) filter (where l.cancelled_at is null))::int as tickets,
    (coalesce(sum(l.price_cents) filter (where l.cancelled_at is null), 0))::int as amount_cents,
    (coalesce(sum(l.vat_cents) filter (where l.cancelled_at is null), 0))::int as vat_cents,
    (count(*) filter (where l.cancelled_at is not null))::int as cancelled
from sales_line as l
inner join catalogue_tickettype as type on type.id = l.ticket_type_id
where l.performance_id = %(performance)s::bigint and l.sold_at is not null and l.presenter_id = %(house)s::int
group by type.id, l.price_cents
order by type.position, type.id, l.price_cents desc
