-- purpose: did somebody come in with a ticket of this order
-- index:   ticket_of_order
-- budget:  0.05 ms
select exists (
    select 1 from sales_ticket as t where t.order_id = %(order)s::uuid and t.admitted_at is not null
) as admitted
