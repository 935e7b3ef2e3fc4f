-- purpose: one file of a production's picture: for everybody once a date of it is published, for a house that may use it always
-- index:   primary keys; performance_of_production
-- budget:  1 ms
select case %(cut)s::text when 'whole' then picture.whole when 'wide' then picture.wide else picture.portrait end as content
from programme_picture as picture
inner join programme_production as work on work.id = picture.production_id
where picture.production_id = %(production)s::bigint
    and picture.key = %(key)s::text
    and (
        (%(house)s::int is not null and (work.shared or work.house_id = %(house)s::int))
        or exists (
            select 1
            from programme_performance as performance
            where performance.production_id = work.id and performance.published_at <= now()
        )
    )
