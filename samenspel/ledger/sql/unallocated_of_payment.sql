-- purpose: how much of one payment is no sale and has not gone back
-- index:   transfer_of_order
-- budget:  0.1 ms
select
    coalesce(sum(case when t.credit = 'unallocated' then t.amount_cents else -t.amount_cents end), 0)::int as amount_cents
from ledger_transfer as t
where t.order_id = %(order)s::uuid
    and t.payment_id = %(payment)s::uuid
    and t.house_id = %(house)s::int
    and 'unallocated' in (t.debit, t.credit)
