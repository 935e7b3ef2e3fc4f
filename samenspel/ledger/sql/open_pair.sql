-- purpose: the accounts two houses need when one sells what the other presents, in both books; known ones stay
-- locks:   none but the new rows
-- index:   primary key (house, code)
-- budget:  1 ms
with pair (house_id, other_id) as (
    values (%(presenter)s::int, %(seller)s::int), (%(seller)s::int, %(presenter)s::int)
),

wanted (house_id, code, kind, counterparty_id) as (
    select house_id, kind || ':' || other_id, kind, other_id
    from pair
    cross join unnest(array['payable', 'receivable']) as due (kind)
    union all
    select house_id, money.kind, money.kind, null::int
    from pair
    cross join unnest(array['clearing', 'cash', 'bank', 'unallocated']) as money (kind)
    union all
    select %(presenter)s::int, 'commission_cost', 'commission_cost', null::int
    union all
    select %(seller)s::int, 'commission', 'commission', null::int
),

opened as (
    insert into ledger_account (house_id, code, kind, counterparty_id)
    select house_id, code, kind, counterparty_id from wanted
    order by house_id, code
    on conflict do nothing
    returning 1
)

select count(*)::int as opened from opened
