-- purpose: the service desk opens a page of a house: its open visit there, and the look written down in the same breath.
--          What cannot be written down is not shown. No path: nothing is looked at.
-- index:   houses_visit_user_id, role_given_once (user_id, ...), house_once_in_region (region, house)
-- budget:  0.3 ms
with visit as (
    select open_visit.id, open_visit.reason, open_visit.ends_at, open_visit.house_id
    from houses_visit as open_visit
    inner join houses_house as house on house.id = open_visit.house_id
    where open_visit.user_id = %(user)s::bigint
        and house.slug = %(house)s::text
        and open_visit.left_at is null
        and open_visit.ends_at > %(at)s::timestamptz
        and exists (
            select 1
            from houses_staffrole as post
            inner join houses_membership as member on member.region_id = post.region_id
            where post.user_id = open_visit.user_id and post.role = 'service_desk' and member.house_id = house.id
        )
    order by open_visit.id desc
    limit 1
),

looked as (
    insert into houses_look (visit_id, house_id, path, at)
    select visit.id, visit.house_id, %(path)s::text, %(at)s::timestamptz
    from visit
    where %(path)s::text is not null
)

select
    visit.id,
    visit.reason,
    visit.ends_at,
    house.id as house_id,
    house.slug as house_slug,
    house.name as house_name,
    house.kind as house_kind,
    house.accent as house_accent
from visit
inner join houses_house as house on house.id = visit.house_id
