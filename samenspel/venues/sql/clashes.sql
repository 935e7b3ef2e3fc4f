-- purpose: what stands in the way of wishes for halls: options and confirmed bookings of the hall, of halls that exclude it,
--          and change-overs that meet. Wishes for halls of other houses than `houses` are not answered; a booking of another
--          house is answered without its id, title, kind and rank
-- scope:   system, because a booking of a guest in our hall stands in our way too
-- index:   venues_hallbooking (hall_id, starts_at); a booking lasts a year at most, a change-over a day
-- budget:  2 ms for one wish in a hall with ten seasons
with wish as (
    select
        asked.no, asked.hall_id, tstzrange(asked.starts_at, asked.ends_at) as period,
        tstzrange(
            asked.starts_at - make_interval(mins => hall.change_over_before_min),
            asked.ends_at + make_interval(mins => hall.change_over_after_min)
        ) as occupied
    from unnest(%(halls)s::bigint[], %(starts)s::timestamptz[], %(ends)s::timestamptz[])
        with ordinality as asked (hall_id, starts_at, ends_at, no)
    inner join venues_hall as hall on hall.id = asked.hall_id
    inner join venues_venue as venue on venue.id = hall.venue_id
    where %(everybody)s or venue.house_id = any (%(houses)s::int[])
),

rival as (
    select wish.no, wish.hall_id, wish.period, wish.occupied, wish.hall_id as rival_id
    from wish
    union all
    select
        wish.no, wish.hall_id, wish.period, wish.occupied,
        case when conflict.hall_id = wish.hall_id then conflict.other_id else conflict.hall_id end
    from wish
    inner join venues_hallconflict as conflict on wish.hall_id in (conflict.hall_id, conflict.other_id)
)

select
    rival.no::int as wish,
    lower(rival.period) as wish_starts_at,
    case when seen.ours then booking.id end as booking,
    hall.id as hall_id,
    hall.name as hall_name,
    booking.starts_at as starts_at,
    booking.ends_at as ends_at,
    booking.state,
    case when seen.ours then booking.kind else '' end as kind,
    case when seen.ours then booking.rank end as rank,
    case when seen.ours then coalesce(nullif(booking.title, ''), booking.note) else '' end as title,
    case
        when not booking.period && rival.period then 'change_over'
        when booking.hall_id = rival.hall_id then 'same_hall'
        else 'excluding_hall'
    end as reason
from rival
inner join venues_hallbooking as booking
    on booking.hall_id = rival.rival_id
        and booking.starts_at < upper(rival.occupied) + interval '1 day'
        and booking.starts_at > lower(rival.occupied) - interval '368 days'
inner join venues_hall as hall on hall.id = booking.hall_id
cross join lateral (select %(everybody)s or booking.house_id = any (%(houses)s::int[]) as ours) as seen
where booking.state in ('option', 'confirmed')
    and booking.id <> all (%(ignoring)s::bigint[])
    and tstzrange(
        booking.starts_at - make_interval(mins => hall.change_over_before_min),
        booking.ends_at + make_interval(mins => hall.change_over_after_min)
    ) && rival.occupied
order by rival.no, booking.state, booking.starts_at, booking.id
