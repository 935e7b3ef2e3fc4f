-- purpose: every region with its houses: who takes part in which shop, and how a house looks
-- index:   none needed: some hundreds of rows, remembered for half a minute
-- budget:  2 ms at 248 houses
select
    r.id as region_id,
    r.slug as region_slug,
    r.name as region_name,
    r.tagline,
    r.accent as region_accent,
    r.seller_id,
    r.collector_id,
    h.id as house_id,
    h.slug,
    h.name,
    h.kind,
    h.street,
    h.postcode,
    h.town,
    h.email,
    h.website,
    h.accent,
    h.poster_shape,
    h.radius,
    h.about,
    h.methods_off,
    h.languages,
    logo.key as logo_key,
    logo.alt as logo_alt,
    logo.width as logo_width,
    logo.height as logo_height,
    conditions.id as conditions_id,
    conditions.number as conditions_number
from houses_region as r
inner join houses_house as h on h.id in (
    select m.house_id from houses_membership as m where m.region_id = r.id
    union
    select r.seller_id
    union
    select r.collector_id
)
left join houses_houselogo as logo on logo.house_id = h.id
left join lateral (
    select version.id, version.number
    from houses_saleconditions as version
    where version.house_id = h.id and version.number is not null
    order by version.number desc
    limit 1
) as conditions on true
order by r.name, h.name
