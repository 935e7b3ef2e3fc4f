-- purpose: the productions a house may use, its own and those that others share, found, one page
-- index:   production_slug_once_in_house; performance_of_production
-- budget:  10 ms over 5,000 productions
with usable as (
    select work.*, house.name as house_name
    from programme_production as work
    inner join houses_house as house on house.id = work.house_id
    where case %(whose)s::text
            when 'own' then work.house_id = %(house)s::int
            when 'shared' then work.shared and work.house_id <> %(house)s::int
            else work.house_id = %(house)s::int or work.shared
        end
        and (%(genre)s::text = '' or work.genre = %(genre)s::text)
        and (
            %(text)s::text = ''
            or strpos(lower(work.title), %(text)s::text) > 0
            or strpos(lower(work.company), %(text)s::text) > 0
        )
),

page as (
    select usable.*, count(*) over () as total
    from usable
    order by
        case when %(sort)s::text = 'title' then lower(title) end asc,
        case when %(sort)s::text = '-title' then lower(title) end desc,
        case when %(sort)s::text = 'saved' then saved_at end desc nulls last,
        id desc
    limit %(limit)s::int offset %(offset)s::int
)

select
    page.id,
    page.house_id,
    page.house_name,
    page.title,
    page.company,
    page.genre,
    page.shared,
    coalesce(picture.key, '') as picture_key,
    (
        select count(*)
        from programme_performance as p
        where p.production_id = page.id and p.house_id = %(house)s::int
    )::int as performances,
    (
        select min(p.starts_at)
        from programme_performance as p
        where p.production_id = page.id
            and p.house_id = %(house)s::int
            and p.starts_at >= %(at)s::timestamptz
            and p.state <> 'cancelled'
    ) as next_at,
    page.total::int as total
from page
left join programme_picture as picture on picture.production_id = page.id
order by
    case when %(sort)s::text = 'title' then lower(page.title) end asc,
    case when %(sort)s::text = '-title' then lower(page.title) end desc,
    case when %(sort)s::text = 'saved' then page.saved_at end desc nulls last,
    page.id desc
