-- purpose: whose feed this is, by the digest of its token; none when it is unknown or revoked
-- scope:   system, because the token is all that a calendar program has
-- index:   unique on digest
-- budget:  0.05 ms
select feed.id, feed.house_id, feed.hall_id, house.name as house_name, coalesce(hall.name, '') as hall_name
from venues_calendarfeed as feed
inner join houses_house as house on house.id = feed.house_id
left join venues_hall as hall on hall.id = feed.hall_id
where feed.digest = %(digest)s::bytea
    and (feed.revoked_at is null or feed.revoked_at > %(at)s::timestamptz)
