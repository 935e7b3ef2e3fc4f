-- purpose: what a ledger's lines were for, in words: the performance and the place
-- index:   primary keys
-- budget:  0.5 ms for 50 lines
select
    l.id as line_id,
    production.title,
    p.starts_at,
    place.section,
    place.row,
    place.seat
from sales_line as l
inner join programme_performance as p on p.id = l.performance_id
inner join programme_production as production on production.id = p.production_id
inner join venues_place as place on place.plan_id = p.plan_id and place.no = l.place_no
where l.id = any(%(lines)s::bigint[])
