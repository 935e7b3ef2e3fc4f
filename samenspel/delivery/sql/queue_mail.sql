-- purpose: put one mail about an order in the queue, once by its key; to the buyer, in the buyer's language
-- index:   primary key of the order; unique key of the mail
-- budget:  0.1 ms
insert into delivery_mail (
    key, kind, region_id, order_id, recipient, language, subject, text, html, attach_tickets, state, problem,
    context, created_at
)
select
    %(key)s::text, %(kind)s::text, o.region_id, o.id, o.buyer_email, o.language, '', '', '', %(attach)s::boolean, 'queued', '',
    %(context)s::text::jsonb, %(at)s::timestamptz
from sales_order as o
-- An order without an address was sold at a desk: its tickets are in the buyer's hand.
where o.id = %(order)s::uuid and o.buyer_email <> ''
on conflict (key) do nothing
returning id
