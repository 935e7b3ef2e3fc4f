-- purpose: the accounts of a house with what went in and out
-- index:   transfer_debit, transfer_credit (index only)
-- budget:  20 ms for 40,000 transfers
select
    account.code,
    account.kind,
    account.counterparty_id,
    counterparty.name as counterparty,
    account.rate_bp,
    coalesce(debits.cents, 0)::bigint as debit_cents,
    coalesce(credits.cents, 0)::bigint as credit_cents,
    (coalesce(debits.transfers, 0) + coalesce(credits.transfers, 0))::int as transfers
from ledger_account as account
left join houses_house as counterparty on counterparty.id = account.counterparty_id
left join lateral (
    select sum(t.amount_cents) as cents, count(*) as transfers
    from ledger_transfer as t
    where t.house_id = account.house_id and t.debit = account.code
) as debits on true
left join lateral (
    select sum(t.amount_cents) as cents, count(*) as transfers
    from ledger_transfer as t
    where t.house_id = account.house_id and t.credit = account.code
) as credits on true
where account.house_id = %(house)s::int
order by
    array_position(
        array[
            'clearing', 'bank', 'cash', 'receivable', 'payable', 'revenue', 'fees', 'vat', 'unallocated', 'cash_difference'
        ],
        account.kind::text
    ),
    counterparty.name,
    account.rate_bp,
    account.code
