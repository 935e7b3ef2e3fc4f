-- purpose: the accounts of a package: its deferred money at the organiser, and what is due between collector, organiser and presenters
-- locks:   none but the new rows
-- index:   primary key (house, code)
-- budget:  1 ms
with due (debtor_id, creditor_id) as (
    select %(collector)s::int, %(organiser)s::int
    union
    select %(organiser)s::int, presenter_id from unnest(%(presenters)s::int[]) as presenter_id
),

wanted (house_id, code, kind, counterparty_id) as (
    select %(organiser)s::int, 'deferred:' || %(package)s::bigint, 'deferred', null::int
    union all
    select debtor_id, 'payable:' || creditor_id, 'payable', creditor_id from due where debtor_id <> creditor_id
    union all
    select creditor_id, 'receivable:' || debtor_id, 'receivable', debtor_id from due where debtor_id <> creditor_id
),

opened as (
    insert into ledger_account (house_id, code, kind, counterparty_id)
    select house_id, code, kind, counterparty_id from wanted
    order by house_id, code
    on conflict do nothing
    returning 1
)

select count(*)::int as opened from opened
