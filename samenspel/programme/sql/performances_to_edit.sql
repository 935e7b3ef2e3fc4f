-- purpose: performances of a house with everything staff writes of them: some by their ids, or all of a production
-- index:   primary key; performance_of_production
-- budget:  1 ms for 50
select
    p.id,
    p.production_id,
    work.title,
    p.season_id,
    p.hall_id,
    hall.name as hall,
    venue.name as venue,
    p.plan_id,
    p.code,
    p.starts_at,
    p.ends_at,
    p.state,
    p.published_at,
    p.sale_starts_at,
    p.sale_ends_at,
    p.is_timeslot,
    p.allow_orphans,
    p.practical,
    p.notice,
    p.moved_from,
    p.opened_at,
    p.revision,
    p.saved_at,
    coalesce(nullif(saver.name, ''), saver.email, '') as saved_by
from programme_performance as p
inner join programme_production as work on work.id = p.production_id
inner join venues_hall as hall on hall.id = p.hall_id
inner join venues_venue as venue on venue.id = hall.venue_id
left join identity_user as saver on saver.id = p.saved_by_id
where p.house_id = %(house)s::int
    and (p.id = any(%(performances)s::bigint[]) or p.production_id = %(production)s::bigint)
order by p.starts_at, p.id
