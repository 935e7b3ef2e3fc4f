-- purpose: the point of no return: places sold, lines sold, tickets, payment, ledger and facts, or nothing
-- refuses: not_open         the order is not a cart, awaiting payment or expired (the caller tells a replay from a refusal)
--          empty            nothing to confirm
--          places_gone      a place was taken after this order's hold had ended, or a performance is no longer sold
--          changed          somebody changed the cart at this very moment: ask again
--          amount_mismatch  what was paid is not what the lines ask, or a rule forbids some line since the check-out
--          other_payment    the payment is another order's
--          account_missing  a house has no such account yet (the caller opens it and asks again)
-- locks:   the order's row, then claims in the order (performance, place)
-- index:   primary keys; place_once_in_order
-- budget:  two places 0.5 ms
with confirmed as (
    update sales_order set state = 'confirmed', confirmed_at = %(at)s::timestamptz
    where id = %(order)s::uuid and state in ('cart', 'awaiting_payment', 'expired')
    returning id, contact_id, collector_id, language, consents, is_refused
),

sold as (
    update sales_line as line
    set sold_at = %(at)s::timestamptz,
        commission_cents = case when line.agreement_id is null then 0 else agreements_commission(line) end
    from confirmed
    where line.order_id = confirmed.id and line.sold_at is null
    returning line.*
),

claimed as (
    insert into inventory_claim as claim (performance_id, place_no, state, holder)
    select performance_id, place_no, 2, order_id
    from sold
    order by performance_id, place_no
    on conflict (performance_id, place_no) do update set state = 2, holder = excluded.holder, until = null
        where claim.state = 1 and (claim.holder = excluded.holder or claim.until <= %(at)s::timestamptz)
    returning 1
),

bundled as (
    update sales_packageline as bundle set sold_at = %(at)s::timestamptz
    where bundle.id in (select sold.package_line_id from sold)
    returning 1
),

issued as (
    insert into sales_ticket (line_id, order_id, performance_id, presenter_id, place_no, generation, state, issued_at)
    select id, order_id, performance_id, presenter_id, place_no, 1, 'valid', %(at)s::timestamptz
    from sold
    order by id
    returning 1
),

total as (
    select count(*) as lines, coalesce(sum(price_cents), 0)::int as cents from sold
),

paid as (
    insert into payments_payment as payment (
        id, order_id, collector_id, provider, method, reference, checkout_url, amount_cents, currency,
        received_cents, received_currency, state, created_at, paid_at
    )
    select
        %(payment)s::uuid, confirmed.id, confirmed.collector_id, %(provider)s::text, %(method)s::text, '', '',
        total.cents, 'EUR', coalesce(%(received_cents)s::int, total.cents), 'EUR', 'paid', %(at)s::timestamptz,
        %(at)s::timestamptz
    from confirmed
    cross join total
    on conflict (id) do update
        set state = 'paid', paid_at = excluded.paid_at, method = excluded.method,
            received_cents = excluded.received_cents, received_currency = excluded.received_currency
        where payment.order_id = excluded.order_id
    returning payment.id, payment.amount_cents, payment.received_cents
),

-- What the collector received it owes the presenter; the presenter's claim on it is revenue, fees and VAT. One book each.
-- What the seller earns the presenter owes it, by the agreement the line was sold under.
-- The money of a package waits with its organiser: nobody has earned it before the performance was played.
postings as (
    select sold.id as line_id, posting.*
    from sold
    cross join lateral (
        -- The VAT in the fees as kernel/money.py vat_in_gross, half up.
        select fee_cents - (2 * fee_cents::bigint * vat_rate_bp + 10000 + vat_rate_bp) / (2 * (10000 + vat_rate_bp)) as fees_net
    ) as part
    cross join lateral (
        values
        (
            1, collector_id, %(money_account)s::text,
            case when collector_id = presenter_id then 'revenue:' || vat_rate_bp else 'payable:' || presenter_id end,
            case when collector_id = presenter_id then price_cents - vat_cents - part.fees_net else price_cents end
        ),
        (
            2, presenter_id,
            case when collector_id = presenter_id then %(money_account)s::text else 'receivable:' || collector_id end,
            'revenue:' || vat_rate_bp,
            case when collector_id = presenter_id then 0 else price_cents - vat_cents - part.fees_net end
        ),
        (
            3, presenter_id,
            case when collector_id = presenter_id then %(money_account)s::text else 'receivable:' || collector_id end,
            'vat:' || vat_rate_bp,
            vat_cents
        ),
        (
            4, presenter_id,
            case when collector_id = presenter_id then %(money_account)s::text else 'receivable:' || collector_id end,
            'fees:' || vat_rate_bp,
            part.fees_net
        ),
        (5, presenter_id, 'commission_cost', 'payable:' || seller_id, commission_cents),
        (6, seller_id, 'receivable:' || presenter_id, 'commission', commission_cents)
    ) as posting (part, house_id, debit, credit, amount_cents)
    where posting.amount_cents > 0 and sold.package_line_id is null
    union all
    select sold.id as line_id, posting.*
    from sold
    inner join sales_packageline as bundle on bundle.id = sold.package_line_id
    cross join lateral (
        values
        (
            1, collector_id, %(money_account)s::text,
            case when collector_id = organiser_id then 'deferred:' || package_id else 'payable:' || organiser_id end,
            sold.price_cents
        ),
        (
            2, organiser_id, 'receivable:' || collector_id, 'deferred:' || package_id,
            case when collector_id = organiser_id then 0 else sold.price_cents end
        )
    ) as posting (part, house_id, debit, credit, amount_cents)
    where posting.amount_cents > 0
),

posted as (
    insert into ledger_transfer (
        house_id, debit, credit, amount_cents, currency, kind, order_id, line_id, payment_id, key, at
    )
    select
        p.house_id, p.debit, p.credit, p.amount_cents, 'EUR', case when p.part < 5 then 'sale' else 'commission' end,
        %(order)s::uuid, p.line_id, %(payment)s::uuid, 'sale:' || p.line_id || ':' || p.part, %(at)s::timestamptz
    from postings as p
    inner join ledger_account as d on d.house_id = p.house_id and d.code = p.debit
    inner join ledger_account as c on c.house_id = p.house_id and c.code = p.credit
    returning 1
),

-- Answers count once the sale is real, and a box left empty takes nothing back that was given before.
answered as (
    insert into contacts_consent (contact_id, house_id, text_id, given, at, language, proof)
    select
        confirmed.contact_id, answer.house, answer.text, answer.given, %(at)s::timestamptz, confirmed.language,
        jsonb_build_object('order', %(order)s::text, 'where', 'checkout')
    from confirmed
    cross join lateral jsonb_to_recordset(confirmed.consents) as answer (house int, text bigint, given boolean)
    -- Only for houses in this order: nobody answers for another.
    where confirmed.contact_id is not null
        and answer.house in (select presenter_id from sold)
        and (
            answer.given
            or not exists (
                select 1 from contacts_consent as earlier
                where earlier.contact_id = confirmed.contact_id and earlier.house_id = answer.house
            )
        )
    returning 1
),

known as (
    insert into contacts_houserelation (house_id, contact_id, since)
    select distinct known.house_id, confirmed.contact_id, %(at)s::timestamptz
    from sold
    inner join confirmed on confirmed.id = sold.order_id
    left join agreements_version as version on version.id = sold.agreement_id and version.shares_buyer
    cross join lateral (
        values (sold.presenter_id), (case when version.id is not null then sold.seller_id end)
    ) as known (house_id)
    where confirmed.contact_id is not null and known.house_id is not null
    order by 1
    on conflict do nothing
    returning 1
),

told as (
    insert into kernel_event (kind, house_id, subject, payload, at)
    select
        'sales.order.confirmed', presenter_id, %(order)s::text,
        jsonb_build_object('lines', count(*), 'price_cents', sum(price_cents), 'vat_cents', sum(vat_cents)),
        %(at)s::timestamptz
    from sold
    group by presenter_id
    order by presenter_id
    returning 1
)

select total.cents as total_cents, total.lines::int as lines
from total
where case
    when not exists (select 1 from confirmed) then kernel_refuse('not_open')
    when total.lines = 0 then kernel_refuse('empty')
    when sales_lines_now(%(order)s::uuid) <> array[total.lines, total.cents] then kernel_refuse('changed')
    when (select count(*) from claimed) <> total.lines then kernel_refuse('places_gone')
    when exists (
        select 1 from sold
        inner join programme_performance as p on p.id = sold.performance_id
        where p.state <> 'on_sale'
    ) then kernel_refuse('places_gone')
    when not exists (select 1 from paid) then kernel_refuse('other_payment')
    when exists (select 1 from paid where amount_cents <> total.cents or received_cents <> total.cents)
        or exists (select 1 from confirmed where is_refused)
        then kernel_refuse('amount_mismatch')
    when (select count(*) from posted) <> (select count(*) from postings) then kernel_refuse('account_missing')
    else true
end
