-- purpose: how many free places the buyer of an order has by now of its performances, this order with them, where that is too many
-- index:   order by contact; place_once_in_order
-- budget:  0.1 ms
select line.performance_id, count(*)::int as places
from sales_order as this
inner join sales_order as o
    on o.contact_id = this.contact_id
    and (o.state = 'confirmed' or (o.state = 'awaiting_payment' and o.hold_until > %(at)s::timestamptz))
inner join sales_line as line on line.order_id = o.id and line.price_cents = 0 and line.cancelled_at is null
where this.id = %(order)s::uuid
    and line.performance_id in (select l.performance_id from sales_line as l where l.order_id = this.id)
group by line.performance_id
having count(*) > %(limit)s::int
