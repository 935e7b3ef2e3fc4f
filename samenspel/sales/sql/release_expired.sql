-- purpose: close carts whose time is over and free their places; lines stay, so that the visitor can ask for them again
-- locks:   orders with `skip locked`: a cart that is being paid is left alone until the next round
-- index:   order_open (partial, hold_until)
-- budget:  one batch, at most `limit` orders
with due as (
    select id from sales_order
    where state in ('cart', 'awaiting_payment') and hold_until < %(before)s::timestamptz
    order by hold_until
    limit %(limit)s::int
    for update skip locked
),

expired as (
    update sales_order set state = 'expired'
    from due
    where sales_order.id = due.id
    returning sales_order.id
),

freed as (
    delete from inventory_claim as claim
    using sales_line as line
    inner join expired on expired.id = line.order_id
    where claim.performance_id = line.performance_id
        and claim.place_no = line.place_no
        and claim.state = 1
        and claim.holder = line.order_id
    returning 1
)

select (select count(*) from expired)::int as orders, (select count(*) from freed)::int as places
