-- purpose: every scan of the tickets of an order, as far as the scope sees them
-- index:   tickets by order; scans by ticket
-- budget:  0.5 ms
select
    s.at,
    s.outcome,
    production.title,
    concat_ws(' ', nullif(place.section, ''), nullif(place.row, ''), nullif(place.seat, '')) as place
from sales_ticket as t
inner join access_scan as s on s.ticket_id = t.id
inner join programme_performance as p on p.id = t.performance_id
inner join programme_production as production on production.id = p.production_id
inner join venues_place as place on place.plan_id = p.plan_id and place.no = t.place_no
where t.order_id = %(order)s::uuid
order by s.at
