-- purpose: what the price of one cart is judged by: its lines outside packages, where it is bought, its codes that are still good, what is known
--          of the buyer, and how many tickets of the same types that buyer and everybody else have. Cards, age and postcode are
--          those of who signed in (`contact`) and buys: an address that anybody may type brings none of them
-- index:   place_once_in_order; order by contact; line_of_performance; order_with_code
-- budget:  0.5 ms, and 0.2 ms for each thousand tickets sold of a performance
with this as (
    select
        o.id,
        o.channel,
        o.codes,
        case
            when %(contact)s::bigint is null and %(email)s::text is null then o.contact_id else contact.id
        end as contact_id,
        case when contact.id = %(contact)s::bigint then contact.id end as proven_id
    from sales_order as o
    left join contacts_contact as contact
        on contact.email = %(email)s::text
        or contact.id = case when %(email)s::text is null then %(contact)s::bigint end
    where o.id = %(order)s::uuid
),

own as (
    select line.id, line.performance_id, line.place_no, place.rank, line.ticket_type_id, line.reason, line.fees,
        line.price_cents
    from sales_line as line
    inner join programme_performance as p on p.id = line.performance_id
    inner join venues_place as place on place.plan_id = p.plan_id and place.no = line.place_no
    where line.order_id = %(order)s::uuid and line.sold_at is null and line.package_line_id is null
),

others as (
    select
        line.performance_id,
        line.ticket_type_id,
        count(*) as sold,
        count(*) filter (where o.contact_id = this.contact_id) as bought
    from this
    inner join sales_line as line
        on line.performance_id in (select own.performance_id from own)
        and line.ticket_type_id in (select own.ticket_type_id from own)
    inner join sales_order as o on o.id = line.order_id
    where o.id <> this.id
        and line.cancelled_at is null
        and (line.sold_at is not null or (o.state in ('cart', 'awaiting_payment') and o.hold_until > %(at)s::timestamptz))
    group by line.performance_id, line.ticket_type_id
),

typed as (
    select
        code.id,
        code.house_id,
        code.campaign,
        code.most_orders,
        (
            select count(*)
            from sales_order as o
            where o.codes @> array[code.id]
                and o.codes <> '{}'
                and o.id <> this.id
                and (
                    o.state = 'confirmed'
                    or (o.state in ('cart', 'awaiting_payment') and o.hold_until > %(at)s::timestamptz)
                )
        ) as orders
    from this
    inner join catalogue_promocode as code
        on code.id = any(this.codes) and (code.ends_at is null or code.ends_at > %(at)s::timestamptz)
)

select
    this.channel,
    coalesce(
        (
            select jsonb_agg(
                jsonb_build_array(
                    own.id, own.performance_id, own.place_no, own.rank, own.ticket_type_id, own.reason, own.fees,
                    own.price_cents
                )
            )
            from own
        ),
        '[]'::jsonb
    ) as lines,
    coalesce(
        (
            select jsonb_agg(jsonb_build_array(others.performance_id, others.ticket_type_id, others.sold, others.bought))
            from others
        ),
        '[]'::jsonb
    ) as counts,
    coalesce(
        (
            select jsonb_agg(jsonb_build_array(typed.house_id, typed.campaign))
            from typed
            where typed.most_orders is null or typed.orders < typed.most_orders
        ),
        '[]'::jsonb
    ) as campaigns,
    coalesce((select array_agg(typed.id) from typed where typed.most_orders is not null), '{}') as counted_codes,
    coalesce(
        (
            select jsonb_agg(jsonb_build_array(e.kind, e.house_id, e.level))
            from contacts_entitlement as e
            where e.contact_id = this.proven_id
                and e.valid @> (%(at)s::timestamptz at time zone 'Europe/Brussels')::date
        ),
        '[]'::jsonb
    ) as held,
    contact.born_on,
    coalesce(contact.postcode, '') as postcode
from this
left join contacts_contact as contact on contact.id = this.proven_id
