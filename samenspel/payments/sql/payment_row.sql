-- purpose: one payment as its provider is asked about it
-- index:   primary key
-- budget:  0.05 ms
select
    id,
    order_id,
    collector_id,
    provider,
    method,
    reference,
    checkout_url,
    amount_cents,
    currency,
    state
from payments_payment
where id = %(payment)s::uuid
