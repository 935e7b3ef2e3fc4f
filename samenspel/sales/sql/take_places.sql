-- purpose: hold all wished places for one cart and write its lines, or nothing
-- refuses: not_offered   some wish has no such place, price or offer in this shop (the caller asks why)
--          group_size    fewer or more places of a performance in the cart than its house sells to one order;
--                        detail: performance:places:smallest:largest, 0 where nothing is said
--          ruled         a wish has conditions, or its house has reductions or sale phases, and nobody judged them (`judged`)
--          price_changed a price is not the one the visitor saw; detail: performance:place:cents of every wish
--          places_taken  some place is claimed by somebody else
--          cart_closed   the order is no longer a cart, or not of this region and seller
--          other_wishes  `only`: the cart exists already, and holds something else than exactly these wishes
--          too_many      the cart would hold more than 40 places
-- locks:   the order's row, then claims in the order (performance, place): two carts never wait for each other in a circle
-- index:   primary keys throughout; price_once; house_once_in_region
-- budget:  two places 0.3 ms
with wished as (
    select *
    from unnest(
        %(performances)s::bigint[], %(places)s::int[], %(ticket_types)s::bigint[], %(seen_cents)s::int[], %(reasons)s::text[]
    ) as w (performance_id, place_no, ticket_type_id, seen_cents, reason)
),

shop as (
    select
        r.id,
        coalesce(%(seller)s::int, r.seller_id) as seller_id,
        r.seller_id as region_seller_id,
        case when %(seller)s::int is null then r.collector_id else %(seller)s::int end as collector_id
    from houses_region as r
    where r.id = %(region)s::int
),

offered as materialized (
    select
        w.performance_id,
        w.place_no,
        w.ticket_type_id,
        w.seen_cents,
        w.reason,
        p.house_id as presenter_id,
        shop.seller_id,
        shop.collector_id,
        price.amount_cents as price_cents,
        vat.id as vat_rule_id,
        vat.rate_bp as vat_rate_bp,
        p.group_min,
        p.group_max,
        allowed.version_id as agreement_id,
        not %(judged)s::boolean
            and exists (select 1 from catalogue_rules(p, w.ticket_type_id)) as ruled
    from wished as w
    cross join shop
    inner join programme_performance as p
        on p.id = w.performance_id
        and p.state = 'on_sale'
        and p.sale_starts_at <= %(at)s::timestamptz
        and p.sale_ends_at > %(at)s::timestamptz
    left join houses_membership as m on m.region_id = shop.id and m.house_id = p.house_id
    inner join houses_house as h on h.id = p.house_id
    inner join programme_production as work on work.id = p.production_id
    inner join venues_place as place on place.plan_id = p.plan_id and place.no = w.place_no
    inner join catalogue_offer as offer on offer.performance_id = p.id
    inner join catalogue_price as price
        on price.price_list_id = offer.price_list_id
        and price.rank = place.rank
        and price.ticket_type_id = w.ticket_type_id
    cross join lateral (
        select rule.id, rule.rate_bp
        from catalogue_vatrule as rule
        where rule.regime = h.vat_regime
            and rule.genre in (work.genre, '')
            and rule.valid @> (%(at)s::timestamptz at time zone 'Europe/Brussels')::date
        order by rule.genre desc
        limit 1
    ) as vat
    left join lateral agreements_grants(
        p, shop.seller_id, w.ticket_type_id, price.amount_cents, %(at)s::timestamptz
    ) as allowed on true
    -- A house sells its own; in the region's shop the region's seller sells its members'. Other pairs need an agreement.
    where (
            allowed.version_id is not null
            or (m.house_id is not null and shop.seller_id in (shop.region_seller_id, p.house_id))
        )
        and not exists (
            select 1
            from inventory_allotmentplace as ap
            inner join inventory_allotment as a on a.id = ap.allotment_id
            where ap.performance_id = w.performance_id
                and ap.place_no = w.place_no
                and a.release_at > %(at)s::timestamptz
                and (a.seller_id is distinct from shop.seller_id or a.entitlement <> '')
        )
),

cart as (
    insert into sales_order (
        id, region_id, seller_id, collector_id, state, language, channel, buyer_name, buyer_email, created_at, hold_until
    )
    select
        %(order)s::uuid, shop.id, shop.seller_id, shop.collector_id, 'cart', %(language)s::text, %(channel)s::text, '', '',
        %(at)s::timestamptz, %(until)s::timestamptz
    from shop
    on conflict (id) do update set hold_until = greatest(sales_order.hold_until, excluded.hold_until)
        where sales_order.state = 'cart'
            and sales_order.region_id = excluded.region_id
            and sales_order.seller_id = excluded.seller_id
    returning id, hold_until
),

claimed as (
    insert into inventory_claim as claim (performance_id, place_no, state, holder, until)
    select offered.performance_id, offered.place_no, 1, cart.id, cart.hold_until
    from offered
    cross join cart
    order by offered.performance_id, offered.place_no
    on conflict (performance_id, place_no) do update set holder = excluded.holder, until = excluded.until
        where claim.state = 1 and (claim.until <= %(at)s::timestamptz or claim.holder = excluded.holder)
    returning performance_id, place_no
),

-- What the cart holds already is held as long as the cart.
extended as (
    update inventory_claim as claim set until = cart.hold_until
    from cart
    inner join sales_line as line on line.order_id = cart.id and line.sold_at is null
    where claim.performance_id = line.performance_id
        and claim.place_no = line.place_no
        and claim.state = 1
        and claim.holder = cart.id
        and claim.until < cart.hold_until
        and not exists (
            select 1 from wished as w where w.performance_id = line.performance_id and w.place_no = line.place_no
        )
    returning 1
),

lines as (
    insert into sales_line as line (
        order_id, performance_id, place_no, ticket_type_id, presenter_id, seller_id, collector_id,
        agreement_id, price_cents, reason, vat_rule_id, vat_rate_bp, vat_cents
    )
    select
        %(order)s::uuid, performance_id, place_no, ticket_type_id, presenter_id, seller_id, collector_id,
        agreement_id, price_cents, reason, vat_rule_id, vat_rate_bp,
        -- half up, as kernel/money.py vat_in_gross
        (2 * price_cents::bigint * vat_rate_bp + 10000 + vat_rate_bp) / (2 * (10000 + vat_rate_bp))
    from offered
    order by performance_id, place_no
    on conflict (order_id, performance_id, place_no) do update
        set ticket_type_id = excluded.ticket_type_id,
            agreement_id = excluded.agreement_id,
            price_cents = excluded.price_cents,
            fee_cents = 0,
            fees = '[]',
            reason = excluded.reason,
            vat_rule_id = excluded.vat_rule_id,
            vat_rate_bp = excluded.vat_rate_bp,
            vat_cents = excluded.vat_cents
        -- A ticket of a package that is taken again keeps its part of that price.
        where line.sold_at is null and line.package_line_id is null
    returning performance_id, place_no
),

kept as (
    select line.performance_id, line.price_cents
    from sales_line as line
    where line.order_id = %(order)s::uuid
        and not exists (
            select 1 from wished as w where w.performance_id = line.performance_id and w.place_no = line.place_no
        )
),

groups as (
    select concat_ws(':', mine.performance_id, mine.places, coalesce(mine.group_min, 0), coalesce(mine.group_max, 0)) as said
    from (
        select
            offered.performance_id,
            offered.group_min,
            offered.group_max,
            count(*) + (select count(*) from kept where kept.performance_id = offered.performance_id) as places
        from offered
        where offered.group_min is not null or offered.group_max is not null
        group by offered.performance_id, offered.group_min, offered.group_max
    ) as mine
    where mine.places < mine.group_min or mine.places > mine.group_max
    order by mine.performance_id
    limit 1
),

-- As it stood before this statement. Read only when `only` asks.
stood as (
    select count(*) as lines, count(w.place_no) as same
    from sales_line as line
    left join wished as w
        on w.performance_id = line.performance_id
        and w.place_no = line.place_no
        and w.ticket_type_id = line.ticket_type_id
    where line.order_id = %(order)s::uuid
)

select
    (select cart.hold_until from cart) as hold_until,
    ((select count(*) from kept) + (select count(*) from lines))::int as lines,
    (coalesce((select sum(kept.price_cents) from kept), 0)
        + coalesce((select sum(offered.price_cents) from offered), 0))::int as total_cents
where case
    when (select count(*) from offered) <> (select count(*) from wished) then kernel_refuse('not_offered')
    when exists (select 1 from groups) then kernel_refuse('group_size', (select groups.said from groups))
    when exists (select 1 from offered where ruled) then kernel_refuse('ruled')
    when exists (select 1 from offered where seen_cents <> price_cents)
        then kernel_refuse(
            'price_changed',
            (select string_agg(concat_ws(':', performance_id, place_no, price_cents), ' ') from offered)
        )
    when not exists (select 1 from cart) then kernel_refuse('cart_closed')
    when %(only)s::boolean
        and exists (
            select 1
            from stood
            where stood.lines > 0 and (stood.lines <> stood.same or stood.same <> (select count(*) from wished))
        )
        then kernel_refuse('other_wishes')
    when (select count(*) from claimed) <> (select count(*) from wished) then kernel_refuse('places_taken')
    when (select count(*) from kept) + (select count(*) from wished) > 40 then kernel_refuse('too_many')
    else true
end
