-- purpose: everything the price engine asks of these performances: their prices with conditions, and the rules of their houses
-- index:   primary keys; price_once; condition_once; the unique keys of reduction, fee and sale phase begin with the house
-- budget:  0.5 ms a performance of 20 prices
select
    p.id,
    p.house_id as house,
    p.production_id as production,
    p.season_id as season,
    work.genre,
    p.starts_at,
    coalesce(
        (
            select jsonb_agg(
                jsonb_build_array(
                    price.rank, type.id, type.position, price.amount_cents,
                    coalesce(
                        (
                            select jsonb_agg(c.terms order by c.id)
                            from catalogue_condition as c
                            where c.ticket_type_id = type.id
                                and (c.price_list_id is null or c.price_list_id = price.price_list_id)
                                and (c.rank is null or c.rank = price.rank)
                        ),
                        '[]'::jsonb
                    )
                )
                order by price.rank, type.position, type.id
            )
            from catalogue_offer as offer
            inner join catalogue_price as price on price.price_list_id = offer.price_list_id
            inner join catalogue_tickettype as type on type.id = price.ticket_type_id
            where offer.performance_id = p.id
        ),
        '[]'::jsonb
    ) as options,
    coalesce(
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
        ),
        '[]'::jsonb
    ) as phases,
    coalesce(
        (
            select jsonb_agg(jsonb_build_array(r.id, r.position, r.formula, r.ticket_types, r.terms) order by r.id)
            from catalogue_reduction as r
            where r.house_id = p.house_id and r.active
        ),
        '[]'::jsonb
    ) as reductions,
    coalesce(
        (
            select jsonb_agg(jsonb_build_array(f.id, f.position, f.per, f.amount_cents, f.terms) order by f.id)
            from catalogue_fee as f
            where f.house_id = p.house_id and f.active
        ),
        '[]'::jsonb
    ) as fees
from programme_performance as p
inner join programme_production as work on work.id = p.production_id
where p.id = any(%(performances)s::bigint[])
