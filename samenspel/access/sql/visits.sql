-- purpose: who was expected at each performance of a house between two moments, who came, and who is in: by scans and by counts at
--          the door; cancelled ones without a soul left out
-- index:   performance_house_agenda; ticket_of_performance; scan_of_performance; passages by performance; primary key of claim
-- budget:  5 ms for a day of 20 slots
with shown as (
    select p.*, work.title, hall.name as hall_name, plan.capacity
    from programme_performance as p
    inner join programme_production as work on work.id = p.production_id
    inner join venues_hall as hall on hall.id = p.hall_id
    inner join venues_seatplan as plan on plan.id = p.plan_id
    where p.house_id = %(house)s::int
        and p.starts_at >= %(since)s::timestamptz
        and p.starts_at < %(until)s::timestamptz
        and (%(performance)s::bigint is null or p.id = %(performance)s::bigint)
        and p.state <> 'option'
    order by p.starts_at, p.id
    limit %(limit)s::int
)

select
    shown.id as performance_id,
    shown.title,
    shown.starts_at,
    shown.ends_at,
    shown.hall_name,
    shown.capacity,
    shown.walk_ins_take_places as takes_places,
    tickets.sold,
    scans.scanned,
    doors.walked_in,
    doors.went_out,
    case when shown.walk_ins_take_places then (
        select count(*)
        from venues_place as place
        where place.plan_id = shown.plan_id
            and place.kind not in ('wheelchair', 'companion')
            and not exists (
                select 1
                from inventory_claim as c
                where c.performance_id = shown.id
                    and c.place_no = place.no
                    and (c.state <> 1 or c.until > %(at)s::timestamptz)
            )
            and not exists (
                select 1
                from inventory_allotmentplace as ap
                inner join inventory_allotment as a on a.id = ap.allotment_id
                where ap.performance_id = shown.id and ap.place_no = place.no and a.release_at > %(at)s::timestamptz
            )
    )::int end as free
from shown
cross join lateral (
    select count(*)::int as sold from sales_ticket as t where t.performance_id = shown.id and t.state = 'valid'
) as tickets
cross join lateral (
    select count(*)::int as scanned from access_scan as s where s.performance_id = shown.id and s.outcome = 'admitted'
) as scans
cross join lateral (
    select
        count(*) filter (where passage.kind = 'in')::int as walked_in,
        count(*) filter (where passage.kind = 'out')::int as went_out
    from access_passage as passage
    where passage.performance_id = shown.id
        and not exists (select 1 from access_passage as again where again.undoes_id = passage.id)
) as doors
where shown.state <> 'cancelled' or scans.scanned + doors.walked_in > 0
order by shown.starts_at, shown.id
