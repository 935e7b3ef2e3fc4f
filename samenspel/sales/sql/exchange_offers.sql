-- purpose: the other timeslots that tickets of an order may be exchanged for: how many places are free, and whether they cost the same
-- index:   performance_of_production; primary keys
-- budget:  15 ms for 200 slots of 25 places
with held as (
    select distinct p.production_id, p.house_id, p.id as performance_id, place.rank, place.kind, l.ticket_type_id, l.price_cents - l.fee_cents as price_cents
    from sales_line as l
    inner join sales_ticket as t on t.line_id = l.id and t.state = 'valid'
    inner join programme_performance as p on p.id = l.performance_id
    inner join venues_place as place on place.plan_id = p.plan_id and place.no = l.place_no
    where l.order_id = %(order)s::uuid and l.performance_id = %(performance)s::bigint
),

ranks as (
    select distinct production_id, house_id, performance_id, rank, kind from held
)

select
    p.id,
    p.starts_at,
    p.ends_at,
    (
        select count(*)
        from venues_place as place
        inner join ranks on ranks.rank = place.rank and ranks.kind = place.kind
        where place.plan_id = p.plan_id
            and not exists (
                select 1
                from inventory_claim as c
                where c.performance_id = p.id
                    and c.place_no = place.no
                    and (c.state <> 1 or c.until > %(at)s::timestamptz)
            )
            and not exists (
                select 1
                from inventory_allotmentplace as ap
                inner join inventory_allotment as a on a.id = ap.allotment_id
                where ap.performance_id = p.id and ap.place_no = place.no and a.release_at > %(at)s::timestamptz
            )
    )::int as free,
    not exists (
        select 1
        from held
        where not exists (
            select 1
            from catalogue_offer as offer
            inner join catalogue_price as price on price.price_list_id = offer.price_list_id
            where offer.performance_id = p.id
                and price.rank = held.rank
                and price.ticket_type_id = held.ticket_type_id
                and price.amount_cents = held.price_cents
        )
        or exists (select 1 from catalogue_price_rules(p, held.ticket_type_id))
    ) as same_price
from programme_performance as p
where (p.production_id, p.house_id) in (select production_id, house_id from held)
    and p.id <> %(performance)s::bigint
    and p.is_timeslot
    and p.state = 'on_sale'
    and p.published_at <= %(at)s::timestamptz
    and p.sale_starts_at <= %(at)s::timestamptz
    and p.sale_ends_at > %(at)s::timestamptz
order by p.starts_at, p.id
limit 1000
