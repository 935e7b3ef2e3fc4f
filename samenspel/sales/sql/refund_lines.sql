-- purpose: undo one performance in a confirmed order: its places free, its tickets dead, its postings reversed, its price asked
--          back, told to its house; an order that keeps no line is cancelled
-- refuses: nothing_to_refund  no sold line of it is left in this order
--          admitted           somebody came in with a ticket of it, and `admitted_too` is false
--          money_apart        less is left of the payment than these lines cost (a chargeback, an accepted difference): finance
-- locks:   the order's row first, then its claims in the order (performance, place)
-- budget:  0.6 ms for two places
with asked_order as (
    select id from sales_order
    where id = %(order)s::uuid and state = 'confirmed'
    for update
),

undone as (
    update sales_line as line set cancelled_at = %(at)s::timestamptz
    from asked_order
    where line.order_id = asked_order.id
        and line.performance_id = %(performance)s::bigint
        and line.sold_at is not null
        and line.cancelled_at is null
    returning line.id, line.performance_id, line.place_no, line.presenter_id, line.price_cents, line.vat_cents,
        line.agreement_id
),

kept as (
    select line.id
    from sales_line as line
    where line.order_id = %(order)s::uuid
        and line.cancelled_at is null
        and line.id not in (select undone.id from undone)
),

emptied as (
    update sales_order set state = 'cancelled', cancelled_at = %(at)s::timestamptz
    where id in (select asked_order.id from asked_order)
        and exists (select 1 from undone)
        and not exists (select 1 from kept)
    returning id
),

freed as (
    delete from inventory_claim as claim
    using undone
    where claim.performance_id = undone.performance_id
        and claim.place_no = undone.place_no
        and claim.state = 2
        and claim.holder = %(order)s::uuid
    returning 1
),

void as (
    update sales_ticket as ticket set state = 'void', generation = generation + 1
    from undone
    where ticket.line_id = undone.id
    returning ticket.admitted_at
),

sale as (
    select t.*
    from ledger_transfer as t
    inner join undone on undone.id = t.line_id
    left join agreements_version as version on version.id = undone.agreement_id
    where t.order_id = %(order)s::uuid
        and (t.kind in ('sale', 'earned') or (t.kind = 'commission' and version.on_refund = 'returned'))
),

-- As in cancel_order.sql: what stood apart goes with the last line of the sale.
apart as (
    select t.*
    from ledger_transfer as t
    where t.order_id = %(order)s::uuid
        and t.kind in ('difference', 'charge_back', 'refund_outside')
        and exists (select 1 from emptied)
        and t.payment_id in (select sale.payment_id from sale)
        and t.id > (select min(sale.id) from sale)
),

reversed as (
    insert into ledger_transfer (
        house_id, debit, credit, amount_cents, currency, kind, order_id, line_id, payment_id, key, at
    )
    select
        t.house_id, t.credit, t.debit, t.amount_cents, t.currency, 'refund', t.order_id, t.line_id, t.payment_id,
        'undo:' || t.key, %(at)s::timestamptz
    from (select * from sale union all select * from apart) as t
    order by t.id
    returning 1
),

rest as (
    select
        p.id,
        p.collector_id,
        p.received_cents - p.charged_back_cents - coalesce(sum(r.amount_cents), 0)::int as cents
    from payments_payment as p
    left join payments_refund as r on r.payment_id = p.id and r.state <> 'failed'
    where p.order_id = %(order)s::uuid and p.id in (select sale.payment_id from sale)
    group by p.id
),

wanted as (
    select
        rest.id,
        rest.collector_id,
        case
            when exists (select 1 from emptied) then rest.cents
            else (select sum(undone.price_cents) from undone)::int
        end as cents,
        rest.cents as left_cents
    from rest
),

asked as (
    insert into payments_refund (
        id, payment_id, order_id, collector_id, amount_cents, reason, reference, state, attempts, created_at
    )
    select
        uuidv7(), wanted.id, %(order)s::uuid, wanted.collector_id, wanted.cents, 'cancelled', '', 'requested', 0,
        %(at)s::timestamptz
    from wanted
    where wanted.cents between 1 and wanted.left_cents
    returning amount_cents
),

told as (
    insert into kernel_event (kind, house_id, subject, payload, at)
    select
        'sales.order.refunded', presenter_id, %(order)s::text,
        jsonb_build_object(
            'performance', %(performance)s::bigint, 'lines', count(*), 'price_cents', sum(price_cents),
            'vat_cents', sum(vat_cents)
        ),
        %(at)s::timestamptz
    from undone
    group by presenter_id
    returning 1
)

select
    coalesce((select sum(asked.amount_cents) from asked), 0)::int as refund_cents,
    (select count(*) from undone)::int as lines
where (exists (select 1 from undone) or kernel_refuse('nothing_to_refund'))
    and (
        %(admitted_too)s::boolean
        or not exists (select 1 from void where void.admitted_at is not null)
        or kernel_refuse('admitted')
    )
    and (not exists (select 1 from wanted where wanted.cents > wanted.left_cents) or kernel_refuse('money_apart'))
