-- purpose: name the buyer, keep the answers on consent with the order, extend the holds and open a payment; the price is what was agreed
-- refuses: not_open     the order is neither a cart nor awaiting payment, or not of `seller` when that is given
--          empty        no lines
--          places_gone  a hold ended and its place was taken, its time is over for good, or a performance is no longer sold
--          group_size   fewer or more places of a performance than its house sells to one order; detail as in take_places.sql
--          package_broken  the tickets of a package are not all there, or not at its price: choose it again
--          ruled        the price of some line depends on rules, and nobody judged them (`judged`)
--          to_pay       there is something to pay, and the caller thought there was not
--          changed      somebody changed the cart at this very moment: ask again
-- locks:   the order's row, then its claims in the order (performance, place)
-- budget:  0.4 ms
with buyer as (
    insert into contacts_contact as contact (email, name, language, created_at)
    values (%(email)s::text, %(name)s::text, %(language)s::text, %(at)s::timestamptz)
    -- Somebody who only types an address must not change that person's record.
    on conflict (email) do update set email = excluded.email
    returning id
),

ordered as (
    update sales_order
    set state = 'awaiting_payment',
        contact_id = (select buyer.id from buyer),
        buyer_name = %(name)s::text,
        buyer_email = %(email)s::text,
        consents = %(consents)s::jsonb,
        -- The versions that the buyer saw, or else those in force of the houses in the order.
        conditions = coalesce(
            %(conditions)s::int[],
            array(
                select max(version.id)::int
                from sales_line as line
                inner join houses_saleconditions as version
                    on version.house_id = line.presenter_id and version.number is not null
                where line.order_id = %(order)s::uuid
                group by version.house_id
            )
        ),
        is_refused = false,
        -- Paying again and again does not hold a place for ever.
        hold_until = greatest(
            hold_until, least(%(until)s::timestamptz, created_at + %(limit_s)s::int * interval '1 second')
        )
    where id = %(order)s::uuid
        and state in ('cart', 'awaiting_payment')
        and (%(seller)s::int is null or seller_id = %(seller)s::int)
        -- Who takes the money himself cannot book it on another's account.
        and (%(provider)s::text <> 'seller' or collector_id = seller_id)
    returning id, collector_id, hold_until
),

total as (
    select
        count(*) as lines,
        coalesce(sum(line.price_cents), 0)::int as cents,
        count(*) filter (where p.state <> 'on_sale') as unsold,
        not %(judged)s::boolean
            and coalesce(
                bool_or(line.package_line_id is null and exists (select 1 from catalogue_rules(p, line.ticket_type_id))),
                false
            ) as ruled,
        count(line.package_line_id) as bundled
    from sales_line as line
    inner join programme_performance as p on p.id = line.performance_id
    where line.order_id = %(order)s::uuid and line.sold_at is null
),

groups as (
    select
        concat_ws(':', line.performance_id, count(*), coalesce(p.group_min, 0), coalesce(p.group_max, 0)) as said
    from sales_line as line
    inner join programme_performance as p
        on p.id = line.performance_id and (p.group_min is not null or p.group_max is not null)
    where line.order_id = %(order)s::uuid and line.sold_at is null
    group by line.performance_id, p.group_min, p.group_max
    having count(*) < p.group_min or count(*) > p.group_max
    order by line.performance_id
    limit 1
),

claimed as (
    insert into inventory_claim as claim (performance_id, place_no, state, holder, until)
    select line.performance_id, line.place_no, 1, ordered.id, ordered.hold_until
    from sales_line as line
    inner join ordered on ordered.id = line.order_id
    order by line.performance_id, line.place_no
    on conflict (performance_id, place_no) do update set holder = excluded.holder, until = excluded.until
        where claim.state = 1 and (claim.holder = excluded.holder or claim.until <= %(at)s::timestamptz)
    returning 1
),

opened as (
    insert into payments_payment (
        id, order_id, collector_id, provider, method, reference, checkout_url, amount_cents, currency,
        received_currency, state, created_at
    )
    select
        %(payment)s::uuid, ordered.id, ordered.collector_id, %(provider)s::text, %(method)s::text, '', '', total.cents,
        'EUR', '', 'created', %(at)s::timestamptz
    from ordered
    cross join total
    where total.cents > 0 and %(provider)s::text not in ('seller', 'free')
    returning collector_id
)

select total.cents as total_cents, (select opened.collector_id from opened) as collector_id
from total
left join ordered on true
where case
    when ordered.id is null then kernel_refuse('not_open')
    when total.lines = 0 then kernel_refuse('empty')
    when exists (select 1 from groups) then kernel_refuse('group_size', (select groups.said from groups))
    when total.bundled > 0
        and exists (
            select 1
            from sales_packageline as bundle
            cross join lateral (
                select count(*) as tickets, sum(line.price_cents) as cents
                from sales_line as line
                where line.order_id = bundle.order_id and line.package_line_id = bundle.id
            ) as its
            where bundle.order_id = %(order)s::uuid
                and (its.tickets <> bundle.tickets or its.cents is distinct from bundle.price_cents)
        )
        then kernel_refuse('package_broken')
    when total.ruled then kernel_refuse('ruled')
    when sales_lines_now(%(order)s::uuid) <> array[total.lines, total.cents] then kernel_refuse('changed')
    when (select count(*) from claimed) <> total.lines or total.unsold > 0 or ordered.hold_until <= %(at)s::timestamptz
        then kernel_refuse('places_gone')
    when %(provider)s::text = 'free' and total.cents > 0 then kernel_refuse('to_pay')
    else true
end
