-- purpose: what happened to one payment and its refunds, oldest first, with the login that decided
-- index:   primary keys, refunds by payment, kernel_event_subject
-- budget:  0.3 ms
with payment as (
    select p.id, p.order_id, p.collector_id, p.amount_cents, p.received_cents, p.method, p.created_at, p.paid_at
    from payments_payment as p
    where p.id = %(payment)s::uuid and p.collector_id = %(house)s::int
),

fact as (
    select e.kind, e.at, e.payload
    from payment
    inner join kernel_event as e on e.subject = payment.order_id::text and e.house_id = payment.collector_id
    where e.payload ->> 'payment' = payment.id::text and e.kind like 'payments.%%'
),

step as (
    select 'created' as what, payment.created_at as at, payment.amount_cents, '' as note, null::bigint as by
    from payment
    union all
    select 'received', payment.paid_at, payment.received_cents, payment.method, null
    from payment
    where payment.paid_at is not null
    union all
    select 'accepted', fact.at, (fact.payload ->> 'difference_cents')::int, '', (fact.payload ->> 'by')::bigint
    from fact
    where fact.kind = 'payments.payment.accepted'
    union all
    select 'charged_back', fact.at, (fact.payload ->> 'charged_back_cents')::int, '', null
    from fact
    where fact.kind = 'payments.payment.charged_back'
    union all
    select
        case fact.kind when 'payments.refund.stuck' then 'refund_stuck' else 'refund_failed' end,
        fact.at,
        (fact.payload ->> 'amount_cents')::int,
        fact.payload ->> 'problem',
        null
    from fact
    where fact.kind in ('payments.refund.stuck', 'payments.refund.failed')
    union all
    select
        case r.reason when 'outside' then 'refunded_outside' else 'refund_asked' end,
        r.created_at,
        r.amount_cents,
        r.reason,
        (select (fact.payload ->> 'by')::bigint from fact where fact.payload ->> 'refund' = r.id::text and fact.payload ? 'by')
    from payments_refund as r
    inner join payment on payment.id = r.payment_id
    union all
    select 'refunded', r.done_at, r.amount_cents, '', null
    from payments_refund as r
    inner join payment on payment.id = r.payment_id
    where r.state = 'done' and r.reason <> 'outside'
)

select step.what, step.at, coalesce(step.amount_cents, 0) as amount_cents, step.note, coalesce(nullif(u.name, ''), u.email, '') as by
from step
left join identity_user as u on u.id = step.by
order by step.at
