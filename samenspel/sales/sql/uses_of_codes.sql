-- purpose: in how many orders each promo code of one house was used: bought, and held at this moment. Run as the product for one
--          house, because an order is seen by the houses it is of, and a code may stand in an order without a line of its house
-- index:   order_with_code
-- budget:  5 ms for 200 codes
select
    code.code,
    count(o.id) filter (where o.state = 'confirmed') as bought,
    count(o.id) filter (where o.state <> 'confirmed') as held
from catalogue_promocode as code
left join sales_order as o
    on o.codes @> array[code.id]
    and o.codes <> '{}'
    and (
        o.state = 'confirmed'
        or (o.state in ('cart', 'awaiting_payment') and o.hold_until > %(at)s::timestamptz)
    )
where code.house_id = %(house)s::int
group by code.code
