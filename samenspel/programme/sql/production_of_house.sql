-- purpose: one production a house may use, its own or a shared one, with what is told of its picture
-- index:   primary keys
-- budget:  0.1 ms
select
    work.id,
    work.house_id,
    house.name as house_name,
    work.title,
    work.company,
    work.genre,
    work.texts,
    work.language,
    work.duration_min,
    work.age_from,
    work.shared,
    work.revision,
    work.saved_at,
    coalesce(nullif(saver.name, ''), saver.email, '') as saved_by,
    coalesce(picture.key, '') as picture_key,
    coalesce(picture.alt, '{}'::jsonb) as picture_alt,
    coalesce(picture.credit, '') as picture_credit,
    coalesce(picture.focal_x_bp, 5000)::int as focal_x_bp,
    coalesce(picture.focal_y_bp, 5000)::int as focal_y_bp
from programme_production as work
inner join houses_house as house on house.id = work.house_id
left join identity_user as saver on saver.id = work.saved_by_id and work.house_id = %(house)s::int
left join programme_picture as picture on picture.production_id = work.id
where work.id = %(production)s::bigint and (work.shared or work.house_id = %(house)s::int)
