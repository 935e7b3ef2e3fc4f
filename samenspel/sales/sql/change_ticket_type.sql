-- purpose: another ticket type for one line of a cart, at the price and VAT of this moment
-- refuses: cart_closed  the order is no longer a cart, or has no such line outside its packages
--          not_offered  no price of that type for this place, or the agreement leaves it out
--          ruled        the price of some line depends on rules, and nobody judges them (`judged`)
-- budget:  0.1 ms
with line as (
    select l.id, l.performance_id, l.place_no, l.vat_rate_bp, l.seller_id, l.presenter_id, region.seller_id as region_seller_id
    from sales_line as l
    inner join sales_order as o on o.id = l.order_id and o.state = 'cart'
    inner join houses_region as region on region.id = o.region_id
    where l.id = %(line)s::bigint and l.order_id = %(order)s::uuid and l.sold_at is null and l.package_line_id is null
    for update of o
),

-- Another type at one line can change a reduction at the others.
ruled as (
    select 1
    from sales_line as l
    inner join programme_performance as p on p.id = l.performance_id
    cross join lateral (
        select case when l.id = %(line)s::bigint then %(ticket_type)s::bigint else l.ticket_type_id end as ticket_type_id
    ) as w
    where not %(judged)s::boolean
        and l.order_id = %(order)s::uuid
        and l.package_line_id is null
        and exists (select 1 from catalogue_rules(p, w.ticket_type_id))
),

priced as (
    select line.id, price.amount_cents, line.vat_rate_bp, allowed.version_id as agreement_id
    from line
    inner join programme_performance as p on p.id = line.performance_id
    inner join venues_place as place on place.plan_id = p.plan_id and place.no = line.place_no
    inner join catalogue_offer as offer on offer.performance_id = p.id
    inner join catalogue_price as price
        on price.price_list_id = offer.price_list_id
        and price.rank = place.rank
        and price.ticket_type_id = %(ticket_type)s::bigint
    left join lateral agreements_grants(
        p, line.seller_id, %(ticket_type)s::bigint, price.amount_cents, %(at)s::timestamptz
    ) as allowed on true
    -- As in take_places.sql: what another house's agreement leaves out is not sold.
    where allowed.version_id is not null or line.seller_id in (line.region_seller_id, line.presenter_id)
),

changed as (
    update sales_line as l
    set ticket_type_id = %(ticket_type)s::bigint,
        agreement_id = priced.agreement_id,
        price_cents = priced.amount_cents,
        fee_cents = 0,
        fees = '[]',
        vat_cents = (2 * priced.amount_cents::bigint * priced.vat_rate_bp + 10000 + priced.vat_rate_bp)
            / (2 * (10000 + priced.vat_rate_bp))
    from priced
    where l.id = priced.id
    returning l.performance_id, l.place_no, l.price_cents
)

select changed.performance_id, changed.place_no, changed.price_cents
from (select 1) as always
left join changed on true
where case
    when not exists (select 1 from line) then kernel_refuse('cart_closed')
    when not exists (select 1 from priced) then kernel_refuse('not_offered')
    when exists (select 1 from ruled) then kernel_refuse('ruled')
    else true
end
