-- purpose: what a shop of these houses has to show from a moment on, with the lowest and highest price anybody may have of each,
--          and the conditional prices, the fees and the sale phases of its house, which are for
--          the caller to judge by performance
-- index:   performance_house_agenda; price_once; condition_once
-- budget:  15 ms at 1,000 performances, remembered for seconds
with house as (
    select
        h.id,
        (
            select jsonb_agg(jsonb_build_array(f.id, f.name, f.per, f.amount_cents, f.terms) order by f.position, f.id)
            from catalogue_fee as f
            where f.house_id = h.id and f.active
        ) as fees,
        (
            select jsonb_agg(jsonb_build_array(ph.performance_id, ph.production_id, ph.season_id, ph.id, ph.position, ph.terms))
            from catalogue_salephase as ph
            where ph.house_id = h.id and ph.active
        ) as phases
    from unnest(%(houses)s::int[]) as h (id)
),

upcoming as (
    select p.*
    from programme_performance as p
    where p.house_id = any(%(houses)s::int[])
        and p.starts_at >= %(at)s::timestamptz
        and p.published_at <= %(at)s::timestamptz
        and p.state in ('on_sale', 'confirmed', 'moved', 'cancelled')
),

offered as (
    select upcoming.id, upcoming.plan_id, o.price_list_id
    from upcoming
    inner join catalogue_offer as o on o.performance_id = upcoming.id
),

-- A price list serves several halls: only the ranks that a plan names are asked. Few pairs serve many performances.
asked as (
    select
        pair.plan_id,
        pair.price_list_id,
        min(price.amount_cents) filter (where asks.terms is null) as lowest_cents,
        max(price.amount_cents) filter (where asks.terms is null) as highest_cents,
        jsonb_agg(jsonb_build_array(price.amount_cents, asks.terms)) filter (where asks.terms is not null) as conditional
    from (select distinct offered.plan_id, offered.price_list_id from offered) as pair
    inner join venues_seatplan as plan on plan.id = pair.plan_id
    inner join catalogue_price as price on price.price_list_id = pair.price_list_id
    cross join lateral (
        select jsonb_agg(c.terms order by c.id) as terms
        from catalogue_condition as c
        where c.ticket_type_id = price.ticket_type_id
            and (c.price_list_id is null or c.price_list_id = price.price_list_id)
            and (c.rank is null or c.rank = price.rank)
    ) as asks
    where plan.rank_names ? price.rank::text
    group by pair.plan_id, pair.price_list_id
)

select
    upcoming.id,
    upcoming.production_id,
    work.title,
    work.company,
    work.genre,
    coalesce(work.texts, '{}'::jsonb) as texts,
    upcoming.house_id,
    venue.name as venue,
    hall.name as hall,
    venue.town,
    upcoming.starts_at,
    upcoming.ends_at,
    upcoming.state,
    upcoming.sale_starts_at,
    upcoming.sale_ends_at,
    upcoming.is_timeslot,
    upcoming.group_min,
    upcoming.group_max,
    upcoming.plan_id,
    plan.capacity,
    asked.lowest_cents,
    asked.highest_cents,
    asked.conditional,
    upcoming.season_id,
    house.fees,
    house.phases,
    0 as slots,
    0 as order_fee_cents
from upcoming
inner join house on house.id = upcoming.house_id
inner join programme_production as work on work.id = upcoming.production_id
inner join venues_hall as hall on hall.id = upcoming.hall_id
inner join venues_venue as venue on venue.id = hall.venue_id
inner join venues_seatplan as plan on plan.id = upcoming.plan_id
left join offered on offered.id = upcoming.id
left join asked on asked.plan_id = offered.plan_id and asked.price_list_id = offered.price_list_id
order by upcoming.starts_at, upcoming.id
