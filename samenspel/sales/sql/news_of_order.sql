-- purpose: the last news of each performance of an order that was moved or cancelled after it was bought
-- index:   order_once_in_follow_up by way of follow_ups of its performances; place_once_in_order
-- budget:  0.2 ms
select distinct on (f.performance_id)
    f.id as follow_up,
    f.performance_id,
    f.kind,
    f.reason,
    f.starts_before,
    hall_before.name as hall_before,
    f.refund_until,
    work.title,
    p.starts_at,
    hall.name as hall,
    venue.name as venue,
    venue.town,
    house.name as house,
    exists (
        select 1 from sales_line as l
        where l.order_id = %(order)s::uuid
            and l.performance_id = f.performance_id
            and l.sold_at is not null
            and l.cancelled_at is null
    ) as holds_tickets
from (select distinct performance_id from sales_line where order_id = %(order)s::uuid) as bought
inner join sales_followup as f on f.performance_id = bought.performance_id
inner join sales_followupstep as step on step.follow_up_id = f.id and step.order_id = %(order)s::uuid
inner join programme_performance as p on p.id = f.performance_id
inner join programme_production as work on work.id = p.production_id
inner join venues_hall as hall on hall.id = p.hall_id
inner join venues_venue as venue on venue.id = hall.venue_id
inner join venues_hall as hall_before on hall_before.id = f.hall_before_id
inner join houses_house as house on house.id = f.house_id
order by f.performance_id, f.id desc
