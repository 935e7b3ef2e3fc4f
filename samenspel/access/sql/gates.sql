-- purpose: the performances of a house between two moments, with how many are expected and how many are in
-- index:   performance_house_agenda; ticket_of_performance; scan_of_performance
-- budget:  one evening of 1000 visitors 1 ms
select
    p.id as performance_id,
    p.house_id,
    work.title,
    p.starts_at,
    p.ends_at,
    hall.name as hall_name,
    venue.name as venue_name,
    (
        select count(*) from sales_ticket as t where t.performance_id = p.id and t.state = 'valid'
    )::int as expected,
    (
        select count(*) from access_scan as s where s.performance_id = p.id and s.outcome = 'admitted'
    )::int as admitted
from programme_performance as p
inner join programme_production as work on work.id = p.production_id
inner join venues_hall as hall on hall.id = p.hall_id
inner join venues_venue as venue on venue.id = hall.venue_id
where p.house_id = %(house)s::int
    and p.state in ('on_sale', 'confirmed', 'moved')
    and p.ends_at >= %(since)s::timestamptz
    and p.starts_at < %(until)s::timestamptz
    and (%(performance)s::bigint is null or p.id = %(performance)s::bigint)
order by p.starts_at, p.id
limit 100
