-- purpose: what a poster says: title, company, genre and the presenting house's accent
-- index:   primary keys
-- budget:  0.1 ms, remembered for five minutes
select
    work.id,
    work.title,
    work.company,
    work.genre,
    house.accent
from programme_production as work
inner join houses_house as house on house.id = work.house_id
where work.id = %(production)s::bigint
