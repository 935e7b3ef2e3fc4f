-- purpose: the tickets a house gave with a reason: who gave them, to whom, why, at which performance; the newest show first
-- index:   line_with_reason
-- budget:  1 ms for 200 tickets
select
    line.order_id,
    line.performance_id,
    work.title,
    p.starts_at,
    o.buyer_name,
    o.buyer_email,
    line.reason,
    o.given_note as note,
    coalesce(person.name, '') as given_by,
    o.confirmed_at,
    count(*) filter (where line.cancelled_at is null)::int as tickets,
    count(line.cancelled_at)::int as cancelled
from sales_line as line
inner join sales_order as o on o.id = line.order_id
inner join programme_performance as p on p.id = line.performance_id
inner join programme_production as work on work.id = p.production_id
left join identity_user as person on person.id = o.given_by
where line.presenter_id = %(house)s::int
    and line.reason <> ''
    and line.sold_at is not null
    and (%(performance)s::bigint is null or line.performance_id = %(performance)s::bigint)
group by line.order_id, line.performance_id, work.title, p.starts_at, o.id, line.reason, person.name
order by p.starts_at desc, o.confirmed_at desc, line.order_id
limit %(limit)s::int
