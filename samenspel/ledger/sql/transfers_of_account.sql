-- purpose: the transfers of one account, newest first, with the balance after each
-- index:   transfer_debit, transfer_credit
-- budget:  30 ms for 40,000 transfers
with moved as (
    select t.*, t.amount_cents as signed_cents, t.credit as other
    from ledger_transfer as t
    where t.house_id = %(house)s::int and t.debit = %(code)s::text
    union all
    select t.*, -t.amount_cents as signed_cents, t.debit as other
    from ledger_transfer as t
    where t.house_id = %(house)s::int and t.credit = %(code)s::text
)

select
    moved.id,
    moved.at,
    moved.kind,
    moved.other,
    counterparty.name as other_counterparty,
    account.kind as other_kind,
    account.rate_bp as other_rate_bp,
    moved.signed_cents,
    (sum(moved.signed_cents) over (order by moved.id))::bigint as balance_cents,
    moved.order_id,
    moved.line_id,
    (count(*) over ())::int as total
from moved
left join ledger_account as account on account.house_id = %(house)s::int and account.code = moved.other
left join houses_house as counterparty on counterparty.id = account.counterparty_id
order by moved.id desc
limit %(limit)s::int offset %(offset)s::int
