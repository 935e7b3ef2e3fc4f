-- purpose: keep where a payment is paid; one that a webhook settled in the meantime only learns its reference
-- index:   primary key
-- budget:  0.1 ms
update payments_payment
set reference = %(reference)s::text,
    checkout_url = %(checkout_url)s::text,
    state = case when state = 'created' then 'open' else state end
where id = %(payment)s::uuid and reference = ''
returning state
