-- purpose: which mails about an order left, without their words
-- index:   a mail by order; a handful of rows
-- budget:  1 ms
select m.kind, m.state, m.recipient, m.created_at, m.sent_at
from delivery_mail as m
where m.order_id = %(order)s::uuid
order by m.created_at
