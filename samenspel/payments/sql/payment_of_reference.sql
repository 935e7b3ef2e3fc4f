-- purpose: the payment that a provider names in its webhook
-- index:   payment_reference_once
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
where provider = %(provider)s::text and reference = %(reference)s::text and reference <> ''
