-- purpose: what a poster says: title, company, genre and the presenting house's accent, or which picture stands for it
--          a show of which no date is published yet has no poster: its title would announce it before its house does
-- index:   primary keys; performance_of_production
-- budget:  0.1 ms, remembered for five minutes
select
    work.id,
    work.title,
    work.company,
    work.genre,
    house.accent,
    coalesce(picture.key, '') as picture_key
from programme_production as work
inner join houses_house as house on house.id = work.house_id
left join programme_picture as picture on picture.production_id = work.id
where work.id = %(production)s::bigint
    and exists (
        select 1
        from programme_performance as performance
        where performance.production_id = work.id and performance.published_at <= now()
    )
