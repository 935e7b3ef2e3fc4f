-- purpose: one performance as a visitor may see it, with every price of it and its conditions as one value, its sale phases
--          and its fees
-- index:   primary keys; price_once; condition_once; salephase_once_in_house begins with the house
-- budget:  0.5 ms
select
    p.id,
    p.production_id,
    p.season_id,
    work.title,
    work.company,
    work.genre,
    work.texts,
    work.language,
    work.duration_min,
    work.age_from,
    coalesce(picture.alt, '{}') as picture_alt,
    coalesce(picture.credit, '') as picture_credit,
    p.house_id,
    venue.name as venue,
    venue.street,
    venue.postcode,
    venue.town,
    hall.name as hall,
    p.starts_at,
    p.ends_at,
    p.state,
    p.sale_starts_at,
    p.sale_ends_at,
    p.is_timeslot,
    p.group_min,
    p.group_max,
    p.plan_id,
    plan.capacity,
    plan.rank_names,
    coalesce(
        (
            select jsonb_agg(
                jsonb_build_array(
                    price.rank, type.id, type.name, type.note, price.amount_cents,
                    (
                        select jsonb_agg(c.terms order by c.id)
                        from catalogue_condition as c
                        where c.ticket_type_id = type.id
                            and (c.price_list_id is null or c.price_list_id = price.price_list_id)
                            and (c.rank is null or c.rank = price.rank)
                    )
                )
                order by price.rank, type.position, type.id
            )
            from catalogue_offer as offer
            inner join catalogue_price as price on price.price_list_id = offer.price_list_id
            inner join catalogue_tickettype as type on type.id = price.ticket_type_id
            where offer.performance_id = p.id
                -- A price list serves several halls: only what this plan has places for is offered.
                and exists (
                    select 1 from venues_place as place where place.plan_id = p.plan_id and place.rank = price.rank
                )
        ),
        '[]'::jsonb
    ) as prices,
    (
        select jsonb_agg(jsonb_build_array(level, ph.id, ph.position, ph.terms))
        from catalogue_salephase as ph
        cross join lateral (
            select case
                when ph.performance_id is not null then 0
                when ph.production_id is not null then 1
                when ph.season_id is not null then 2
                else 3
            end as level
        ) as nearness
        where ph.house_id = p.house_id
            and ph.active
            and (ph.performance_id is null or ph.performance_id = p.id)
            and (ph.production_id is null or ph.production_id = p.production_id)
            and (ph.season_id is null or ph.season_id = p.season_id)
    ) as phases,
    (
        select jsonb_agg(jsonb_build_array(f.id, f.name, f.per, f.amount_cents, f.terms) order by f.position, f.id)
        from catalogue_fee as f
        where f.house_id = p.house_id and f.active
    ) as fees
from programme_performance as p
inner join programme_production as work on work.id = p.production_id
left join programme_picture as picture on picture.production_id = work.id
inner join venues_hall as hall on hall.id = p.hall_id
inner join venues_venue as venue on venue.id = hall.venue_id
inner join venues_seatplan as plan on plan.id = p.plan_id
where p.id = %(performance)s::bigint and p.published_at <= %(at)s::timestamptz
