-- purpose: take lines out of a cart and free their places; `ruled` when the prices of what stays depend on rules
-- refuses: cart_closed  the order is no longer a cart
-- locks:   the order's row first, as every step of a sale
-- budget:  0.2 ms
with cart as (
    update sales_order set state = state
    where id = %(order)s::uuid and state = 'cart'
    returning id
),

gone as (
    delete from sales_line as line
    using cart
    where line.order_id = cart.id and line.id = any(%(lines)s::bigint[]) and line.sold_at is null
    returning line.performance_id, line.place_no, line.package_line_id
),

-- A package goes with its tickets.
unpacked as (
    delete from sales_packageline as bundle
    using cart
    where bundle.order_id = cart.id and bundle.id in (select gone.package_line_id from gone)
    returning 1
),

freed as (
    delete from inventory_claim as claim
    using gone
    where claim.performance_id = gone.performance_id
        and claim.place_no = gone.place_no
        and claim.state = 1
        and claim.holder = %(order)s::uuid
    returning 1
)

select
    (select count(*) from gone)::int as given_back,
    (select count(*) from freed)::int as freed,
    exists (
        select 1
        from sales_line as line
        inner join programme_performance as p on p.id = line.performance_id
        where line.order_id = %(order)s::uuid
            and line.id <> all(%(lines)s::bigint[])
            and line.package_line_id is null
            and exists (select 1 from catalogue_rules(p, line.ticket_type_id))
    ) as ruled
where exists (select 1 from cart) or kernel_refuse('cart_closed')
