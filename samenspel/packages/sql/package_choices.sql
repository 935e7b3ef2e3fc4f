-- purpose: the performances of a package with what each would cost apart, and whether it can still be chosen
-- index:   performance_once_in_package; primary keys; price_once
-- budget:  0.5 ms for thirty performances
select
    item.performance_id,
    p.house_id,
    house.name as house_name,
    house.slug as house_slug,
    p.production_id,
    production.title,
    production.genre,
    item.group as group_name,
    p.starts_at,
    venue.name as venue_name,
    venue.town,
    item.ticket_type_id,
    item.rank,
    price.amount_cents as list_cents,
    (
        p.state = 'on_sale' and p.sale_starts_at <= %(at)s::timestamptz and p.sale_ends_at > %(at)s::timestamptz
    ) as is_open
from packages_item as item
inner join programme_performance as p on p.id = item.performance_id
inner join programme_production as production on production.id = p.production_id
inner join houses_house as house on house.id = p.house_id
inner join venues_hall as hall on hall.id = p.hall_id
inner join venues_venue as venue on venue.id = hall.venue_id
inner join catalogue_offer as offer on offer.performance_id = p.id
inner join catalogue_price as price
    on price.price_list_id = offer.price_list_id
    and price.ticket_type_id = item.ticket_type_id
    and price.rank = item.rank
where item.package_id = %(package)s::bigint
order by p.starts_at, p.id
