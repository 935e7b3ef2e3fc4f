-- purpose: the money of packages reaches the houses: tickets of performances that are over go from deferred to their presenter,
--          who books revenue and VAT; each once
-- refuses: account_missing  a presenter has no such account yet (the caller opens it and asks again)
-- locks:   the lines it earns; those that another worker earns at this moment are left to it
-- index:   line_to_earn
-- budget:  20 ms for 500 tickets
with due as (
    select line.id
    from sales_line as line
    inner join programme_performance as p on p.id = line.performance_id
    where line.package_line_id is not null
        and line.sold_at is not null
        and line.cancelled_at is null
        and line.earned_at is null
        and p.ends_at <= %(at)s::timestamptz
        and p.state <> 'cancelled'
    order by line.id
    limit %(limit)s::int
    for update of line skip locked
),

earned as (
    update sales_line as line set earned_at = %(at)s::timestamptz
    from due, sales_packageline as bundle
    where line.id = due.id and bundle.id = line.package_line_id
    returning line.id, line.order_id, line.presenter_id, line.price_cents, line.vat_cents, line.vat_rate_bp,
        bundle.organiser_id, bundle.package_id
),

postings as (
    select earned.id as line_id, earned.order_id, posting.*
    from earned
    cross join lateral (
        values
        (
            1, organiser_id, 'deferred:' || package_id, 'payable:' || presenter_id,
            case when organiser_id = presenter_id then 0 else price_cents end
        ),
        (
            2, presenter_id,
            case when organiser_id = presenter_id then 'deferred:' || package_id else 'receivable:' || organiser_id end,
            'revenue:' || vat_rate_bp,
            price_cents - vat_cents
        ),
        (
            3, presenter_id,
            case when organiser_id = presenter_id then 'deferred:' || package_id else 'receivable:' || organiser_id end,
            'vat:' || vat_rate_bp,
            vat_cents
        )
    ) as posting (part, house_id, debit, credit, amount_cents)
    where posting.amount_cents > 0
),

posted as (
    insert into ledger_transfer (
        house_id, debit, credit, amount_cents, currency, kind, order_id, line_id, payment_id, key, at
    )
    select
        p.house_id, p.debit, p.credit, p.amount_cents, 'EUR', 'earned', p.order_id, p.line_id,
        (select payment.id from payments_payment as payment where payment.order_id = p.order_id and payment.state = 'paid' limit 1),
        'earned:' || p.line_id || ':' || p.part, %(at)s::timestamptz
    from postings as p
    inner join ledger_account as d on d.house_id = p.house_id and d.code = p.debit
    inner join ledger_account as c on c.house_id = p.house_id and c.code = p.credit
    returning 1
)

select (select count(*) from earned)::int as lines
where (select count(*) from posted) = (select count(*) from postings) or kernel_refuse('account_missing')
