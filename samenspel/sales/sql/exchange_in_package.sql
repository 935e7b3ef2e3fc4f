-- purpose: another performance for one ticket of a package, also of another house: a new place, line and ticket at the same part of
--          the price, the old ones undone. The deferred money stays where it is; it is posted anew so that each line has its own
-- refuses: unknown      no such ticket in this order, or not of a package
--          void         it was cancelled, or its money was earned already
--          admitted     somebody came in with it
--          not_offered  the new performance is not sold now, or has no VAT rule
--          raced        somebody took the place at this very moment: ask again
-- locks:   the caller has the order's row and asked what the package allows; then claims
-- index:   primary keys; transfer_of_order
-- budget:  1 ms
with old as materialized (
    select
        t.id as ticket_id, t.state, t.admitted_at, l.id, l.order_id, l.performance_id, l.place_no, l.presenter_id, l.seller_id,
        l.collector_id, l.price_cents, l.package_line_id, l.cancelled_at, l.earned_at
    from sales_ticket as t
    inner join sales_line as l on l.id = t.line_id and l.package_line_id is not null
    where t.id = %(ticket)s::bigint and t.order_id = %(order)s::uuid
),

wanted as (
    select p.id, p.house_id, vat.id as vat_rule_id, vat.rate_bp
    from programme_performance as p
    inner join houses_house as h on h.id = p.house_id
    inner join programme_production as work on work.id = p.production_id
    cross join lateral (
        select rule.id, rule.rate_bp
        from catalogue_vatrule as rule
        where rule.regime = h.vat_regime
            and rule.genre in (work.genre, '')
            and rule.valid @> (%(at)s::timestamptz at time zone 'Europe/Brussels')::date
        order by rule.genre desc
        limit 1
    ) as vat
    where p.id = %(performance)s::bigint
        and p.state = 'on_sale'
        and p.sale_starts_at <= %(at)s::timestamptz
        and p.sale_ends_at > %(at)s::timestamptz
),

undone as (
    update sales_line as line set cancelled_at = %(at)s::timestamptz
    from old
    where line.id = old.id and line.cancelled_at is null and line.earned_at is null
    returning line.id
),

void as (
    update sales_ticket as ticket set state = 'void', generation = generation + 1
    from old
    where ticket.id = old.ticket_id and ticket.state = 'valid' and ticket.admitted_at is null
    returning 1
),

freed as (
    delete from inventory_claim as claim
    using old
    where claim.performance_id = old.performance_id
        and claim.place_no = old.place_no
        and claim.state = 2
        and claim.holder = old.order_id
    returning 1
),

claimed as (
    insert into inventory_claim as claim (performance_id, place_no, state, holder)
    select wanted.id, %(place)s::int, 2, %(order)s::uuid from wanted
    on conflict (performance_id, place_no) do update set state = 2, holder = excluded.holder, until = null
        where claim.state = 1 and claim.until <= %(at)s::timestamptz
    returning 1
),

made as (
    insert into sales_line (
        order_id, performance_id, place_no, ticket_type_id, presenter_id, seller_id, collector_id, package_line_id,
        price_cents, vat_rule_id, vat_rate_bp, vat_cents, sold_at
    )
    select
        old.order_id, wanted.id, %(place)s::int, %(ticket_type)s::bigint, wanted.house_id, old.seller_id, old.collector_id,
        old.package_line_id, old.price_cents, wanted.vat_rule_id, wanted.rate_bp,
        -- half up, as kernel/money.py vat_in_gross
        (2 * old.price_cents::bigint * wanted.rate_bp + 10000 + wanted.rate_bp) / (2 * (10000 + wanted.rate_bp)),
        %(at)s::timestamptz
    from old
    cross join wanted
    returning id, order_id, performance_id, presenter_id, place_no
),

issued as (
    insert into sales_ticket (line_id, order_id, performance_id, presenter_id, place_no, generation, state, issued_at)
    select id, order_id, performance_id, presenter_id, place_no, 1, 'valid', %(at)s::timestamptz from made
    returning id
),

posted as (
    insert into ledger_transfer (
        house_id, debit, credit, amount_cents, currency, kind, order_id, line_id, payment_id, key, at
    )
    select
        t.house_id,
        case when way.back then t.credit else t.debit end,
        case when way.back then t.debit else t.credit end,
        t.amount_cents,
        t.currency,
        case when way.back then 'exchange' else 'sale' end,
        t.order_id,
        case when way.back then t.line_id else made.id end,
        t.payment_id,
        case when way.back then 'undo:' || t.key else 'sale:' || made.id || ':' || split_part(t.key, ':', 3) end,
        %(at)s::timestamptz
    from ledger_transfer as t
    inner join old on old.id = t.line_id
    cross join made
    cross join (values (true), (false)) as way (back)
    where t.order_id = %(order)s::uuid and t.kind = 'sale'
    order by t.id, way.back desc
    returning 1
),

told as (
    insert into kernel_event (kind, house_id, subject, payload, at)
    select distinct on (house.id)
        'sales.order.exchanged', house.id, %(order)s::text,
        jsonb_build_object(
            'lines', 1, 'from', old.performance_id, 'to', made.performance_id, 'ticket', (select issued.id from issued)
        ),
        %(at)s::timestamptz
    from old
    cross join made
    cross join lateral (values (old.presenter_id), (made.presenter_id)) as house (id)
    returning 1
),

related as (
    insert into contacts_houserelation (house_id, contact_id, since)
    select made.presenter_id, o.contact_id, %(at)s::timestamptz
    from made
    inner join sales_order as o on o.id = made.order_id and o.contact_id is not null
    on conflict do nothing
    returning 1
)

select (select issued.id from issued) as ticket
where case
    when not exists (select 1 from old) then kernel_refuse('unknown')
    when exists (select 1 from old where old.admitted_at is not null) then kernel_refuse('admitted')
    when not exists (select 1 from undone) or not exists (select 1 from void) then kernel_refuse('void')
    when not exists (select 1 from wanted) then kernel_refuse('not_offered')
    when not exists (select 1 from claimed) then kernel_refuse('raced')
    else true
end
