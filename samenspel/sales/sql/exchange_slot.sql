-- purpose: move tickets of an order to another timeslot: new places taken, old ones free, old codes dead, or nothing
-- refuses: unknown      not all of them are tickets of this order
--          void         one of them was cancelled
--          admitted     somebody came in with one of them
--          closed       their house exchanges none of these slots, or the moment is past
--          not_offered  the slot is not one of the same production and house that is sold now
--          other_price  a ticket costs another amount there, or its price depends on rules that nobody judged for that moment
--          group_size   the order would have fewer or more places of a slot than its house sells to one order
--          full         too few free places
--          raced        a sale took one of these places at this very moment: ask again
-- locks:   the caller has the order's row and the slot's; then claims in the order (performance, place)
-- index:   primary keys; place_once_in_order; price_once
-- budget:  1 ms for two tickets and a slot of 25 places
with moving as materialized (
    select
        t.id as ticket_id,
        t.line_id,
        t.performance_id,
        t.place_no,
        t.presenter_id,
        t.state,
        t.admitted_at,
        l.ticket_type_id,
        l.price_cents - l.fee_cents as price_cents,
        old.production_id,
        place.rank,
        place.kind,
        old.is_timeslot
            and coalesce(%(at)s::timestamptz < old.starts_at - make_interval(mins => old.exchange_min), false) as is_open,
        row_number() over (partition by place.rank, place.kind order by t.id) as nth
    from sales_ticket as t
    inner join sales_line as l on l.id = t.line_id
    inner join programme_performance as old on old.id = t.performance_id
    inner join venues_place as place on place.plan_id = old.plan_id and place.no = t.place_no
    where t.order_id = %(order)s::uuid and t.id = any(%(tickets)s::bigint[])
),

slot as (
    select p.id, p.plan_id
    from programme_performance as p
    where p.id = %(performance)s::bigint
        and p.is_timeslot
        and p.state = 'on_sale'
        and p.published_at <= %(at)s::timestamptz
        and p.sale_starts_at <= %(at)s::timestamptz
        and p.sale_ends_at > %(at)s::timestamptz
        and not exists (
            select 1 from moving where moving.production_id <> p.production_id or moving.presenter_id <> p.house_id
        )
),

same_price as (
    select moving.ticket_id
    from moving
    cross join slot
    inner join programme_performance as p on p.id = slot.id
    inner join catalogue_offer as offer on offer.performance_id = p.id
    inner join catalogue_price as price
        on price.price_list_id = offer.price_list_id
        and price.rank = moving.rank
        and price.ticket_type_id = moving.ticket_type_id
        and price.amount_cents = moving.price_cents
    where not exists (select 1 from catalogue_price_rules(p, moving.ticket_type_id))
),

-- What the order would have of the slots it leaves and of the one it comes to.
groups as (
    select p.id
    from programme_performance as p
    cross join lateral (
        select count(*) as places
        from sales_ticket as t
        where t.order_id = %(order)s::uuid
            and t.state = 'valid'
            and p.id = case when t.id = any(%(tickets)s::bigint[]) then %(performance)s::bigint else t.performance_id end
    ) as after
    where (p.id = %(performance)s::bigint or p.id in (select moving.performance_id from moving))
        and after.places > 0
        and (after.places < p.group_min or after.places > p.group_max)
),

free as (
    select place.no, place.rank, place.kind, row_number() over (partition by place.rank, place.kind order by place.no) as nth
    from slot
    inner join venues_place as place on place.plan_id = slot.plan_id
    where not exists (
        select 1
        from inventory_claim as c
        where c.performance_id = slot.id
            and c.place_no = place.no
            and (c.state <> 1 or c.until > %(at)s::timestamptz)
    )
    and not exists (
        select 1
        from inventory_allotmentplace as ap
        inner join inventory_allotment as a on a.id = ap.allotment_id
        where ap.performance_id = slot.id and ap.place_no = place.no and a.release_at > %(at)s::timestamptz
    )
    -- A line of this order that was cancelled keeps the name of its place.
    and not exists (
        select 1
        from sales_line as l
        where l.order_id = %(order)s::uuid and l.performance_id = slot.id and l.place_no = place.no
    )
),

moved as (
    select moving.*, free.no as new_no
    from moving
    inner join free on free.rank = moving.rank and free.kind = moving.kind and free.nth = moving.nth
),

claimed as (
    insert into inventory_claim as claim (performance_id, place_no, state, holder)
    select %(performance)s::bigint, new_no, 2, %(order)s::uuid
    from moved
    order by new_no
    on conflict (performance_id, place_no) do update set state = 2, holder = excluded.holder, until = null
        where claim.state = 1 and claim.until <= %(at)s::timestamptz
    returning 1
),

freed as (
    delete from inventory_claim as claim
    using moved
    where claim.performance_id = moved.performance_id
        and claim.place_no = moved.place_no
        and claim.state = 2
        and claim.holder = %(order)s::uuid
    returning 1
),

lines as (
    update sales_line as line set performance_id = %(performance)s::bigint, place_no = moved.new_no
    from moved
    where line.id = moved.line_id and line.cancelled_at is null
    returning 1
),

tickets as (
    update sales_ticket as ticket
    set performance_id = %(performance)s::bigint, place_no = moved.new_no, generation = generation + 1,
        issued_at = %(at)s::timestamptz
    from moved
    where ticket.id = moved.ticket_id and ticket.state = 'valid' and ticket.admitted_at is null
    returning 1
),

told as (
    insert into kernel_event (kind, house_id, subject, payload, at)
    select
        'sales.order.exchanged', presenter_id, %(order)s::text,
        jsonb_build_object('lines', count(*), 'from', performance_id, 'to', %(performance)s::bigint), %(at)s::timestamptz
    from moved
    group by presenter_id, performance_id
    order by performance_id
    returning 1
)

select count(*)::int as tickets
from moving
having case
    when count(*) <> cardinality(%(tickets)s::bigint[]) then kernel_refuse('unknown')
    when bool_or(moving.state <> 'valid') then kernel_refuse('void')
    when bool_or(moving.admitted_at is not null) then kernel_refuse('admitted')
    when not bool_and(moving.is_open) then kernel_refuse('closed')
    when not exists (select 1 from slot) then kernel_refuse('not_offered')
    when (select count(*) from same_price) <> count(*) then kernel_refuse('other_price')
    when exists (select 1 from groups) then kernel_refuse('group_size')
    when (select count(*) from moved) <> count(*) then kernel_refuse('full')
    when (select count(*) from claimed) <> count(*) then kernel_refuse('raced')
    when (select count(*) from tickets) <> count(*) then kernel_refuse('admitted')
    when (select count(*) from freed) <> count(*) or (select count(*) from lines) <> count(*) then kernel_refuse('void')
    else true
end
