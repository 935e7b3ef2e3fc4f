-- purpose: an order with its lines, as far as the scope sees them: the cart, the checkout and the order page read this
-- index:   primary keys; place_once_in_order; ticket_of_order is not needed (one-to-one on the line)
-- budget:  0.2 ms for six lines
select
    o.id as order_id,
    o.state,
    o.region_id,
    o.seller_id,
    o.collector_id,
    o.language,
    o.contact_id,
    o.buyer_name,
    o.buyer_email,
    o.created_at,
    o.hold_until,
    o.confirmed_at,
    o.cancelled_at,
    l.id as line_id,
    l.performance_id,
    l.place_no,
    l.ticket_type_id,
    type.name as ticket_type_names,
    l.price_cents,
    l.fee_cents,
    case when l.fee_cents = 0 then '[]'::jsonb else catalogue_named_fees(l.fees) end as fees,
    l.vat_rate_bp,
    l.vat_cents,
    vat.legal_text as vat_texts,
    l.sold_at,
    h.id as house_id,
    h.slug as house_slug,
    h.name as house_name,
    h.accent as house_accent,
    (
        select version.number
        from houses_saleconditions as version
        where version.id = any (o.conditions) and version.house_id = h.id
    ) as conditions_number,
    p.production_id,
    production.title,
    production.genre,
    p.starts_at,
    p.ends_at,
    p.is_timeslot,
    case when p.is_timeslot then p.starts_at - make_interval(mins => p.exchange_min) end as exchange_until,
    p.sale_ends_at,
    coalesce(p.state = 'cancelled' or p.moved_from is not null, false) as has_news,
    venue.name as venue_name,
    hall.name as hall_name,
    venue.town,
    p.plan_id,
    place.section,
    place.row,
    place.seat,
    place.rank,
    place.kind as place_kind,
    ticket.id as ticket_id,
    ticket.generation,
    ticket.state as ticket_state,
    coalesce(
        (c.state = 2 or (c.state = 1 and c.until > %(at)s::timestamptz)) and c.holder = o.id, false
    ) as holds_place,
    (c.holder is distinct from o.id and c.holder is not null and (c.state <> 1 or c.until > %(at)s::timestamptz)) is true
        as place_gone
from sales_order as o
left join sales_line as l on l.order_id = o.id
left join programme_performance as p on p.id = l.performance_id
left join programme_production as production on production.id = p.production_id
left join houses_house as h on h.id = l.presenter_id
left join venues_hall as hall on hall.id = p.hall_id
left join venues_venue as venue on venue.id = hall.venue_id
left join venues_place as place on place.plan_id = p.plan_id and place.no = l.place_no
left join catalogue_tickettype as type on type.id = l.ticket_type_id
left join catalogue_vatrule as vat on vat.id = l.vat_rule_id
left join sales_ticket as ticket on ticket.line_id = l.id
left join inventory_claim as c on c.performance_id = l.performance_id and c.place_no = l.place_no
where o.id = %(order)s::uuid
order by h.name, p.starts_at, l.performance_id, l.place_no
