-- purpose: let a ticket in, once over all doors; ticket and fact say so with it. No row: another door was first, or it is void now
-- locks:   the ticket's row (waits for a cancellation under way, and makes one wait), then ticket_opens_once decides between two doors
-- index:   primary key; ticket_opens_once
-- budget:  0.2 ms
with good as (
    select t.id, t.performance_id, t.presenter_id
    from sales_ticket as t
    where t.id = %(ticket)s::bigint and t.presenter_id = %(house)s::int
        and t.state = 'valid' and t.generation = %(generation)s::int
    for no key update
),

admitted as (
    insert into access_scan (house_id, performance_id, ticket_id, outcome, scanned_by_id, at, look)
    select
        good.presenter_id, good.performance_id, good.id, 'admitted', %(user)s::bigint, %(at)s::timestamptz, %(look)s::uuid
    from good
    on conflict (ticket_id) where outcome = 'admitted' do nothing
    returning id, house_id, performance_id
),

marked as (
    update sales_ticket as ticket set admitted_at = %(at)s::timestamptz
    from admitted
    where ticket.id = %(ticket)s::bigint
    returning 1
),

told as (
    insert into kernel_event (kind, house_id, subject, payload, at)
    select
        'access.ticket.admitted', admitted.house_id, %(ticket)s::text,
        jsonb_build_object('performance', admitted.performance_id), %(at)s::timestamptz
    from admitted
    returning 1
)

select admitted.id as scan_id from admitted
