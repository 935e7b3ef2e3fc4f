-- purpose: what a shop of these houses has to show from a moment on, with the lowest and highest price of each
-- index:   performance_house_agenda; price_once
-- budget:  15 ms at 1,000 performances, remembered for seconds
with upcoming as (
    select p.*
    from programme_performance as p
    where p.house_id = any(%(houses)s::int[])
        and p.starts_at >= %(at)s::timestamptz
        and p.published_at <= %(at)s::timestamptz
        and p.state in ('on_sale', 'confirmed', 'moved', 'cancelled')
),

prices as (
    select price.price_list_id, price.rank, min(price.amount_cents) as lowest, max(price.amount_cents) as highest
    from catalogue_price as price
    where price.price_list_id in (
        select o.price_list_id from catalogue_offer as o inner join upcoming on upcoming.id = o.performance_id
    )
    group by price.price_list_id, price.rank
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
    upcoming.plan_id,
    plan.capacity,
    asked.lowest_cents,
    asked.highest_cents
from upcoming
inner join programme_production as work on work.id = upcoming.production_id
inner join venues_hall as hall on hall.id = upcoming.hall_id
inner join venues_venue as venue on venue.id = hall.venue_id
inner join venues_seatplan as plan on plan.id = upcoming.plan_id
left join catalogue_offer as offer on offer.performance_id = upcoming.id
-- A price list serves several halls: only the ranks that this plan names are asked.
cross join lateral (
    select min(prices.lowest) as lowest_cents, max(prices.highest) as highest_cents
    from prices
    where prices.price_list_id = offer.price_list_id and plan.rank_names ? prices.rank::text
) as asked
order by upcoming.starts_at, upcoming.id
