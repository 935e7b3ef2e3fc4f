-- purpose: move an amount between two accounts of one book, once; accounts of these plain kinds are opened when missing
-- locks:   none but the new rows
-- index:   ledger_account primary key; unique key of ledger_transfer
-- budget:  0.2 ms
with opened as (
    insert into ledger_account (house_id, code, kind)
    select %(house)s::int, code, code
    from unnest(array[%(debit)s::text, %(credit)s::text]) as plain (code)
    where code in ('clearing', 'cash', 'bank', 'unallocated', 'cash_difference')
    order by code
    on conflict do nothing
    returning code
),

known as (
    select code from ledger_account
    where house_id = %(house)s::int and code in (%(debit)s::text, %(credit)s::text)
    union
    select code from opened
),

posted as (
    insert into ledger_transfer (
        house_id, debit, credit, amount_cents, currency, kind, order_id, payment_id, key, at
    )
    select
        %(house)s::int, %(debit)s::text, %(credit)s::text, %(amount_cents)s::bigint, %(currency)s::text, %(kind)s::text,
        %(order)s::uuid, %(payment)s::uuid, %(key)s::text, %(at)s::timestamptz
    where (select count(*) from known) = 2
    on conflict (key) do nothing
    returning 1
)

select exists (select 1 from posted) as posted
where (select count(*) from known) = 2 or kernel_refuse('account_missing')
