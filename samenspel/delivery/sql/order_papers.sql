-- purpose: everything that stands on the papers of one order: tickets, mails, calendar file; one row a line
-- index:   primary keys; place_once_in_order; ticket_of_order
-- budget:  40 lines 0.5 ms
select
    o.id as order_id,
    o.state as order_state,
    o.language,
    o.buyer_name,
    o.buyer_email,
    o.confirmed_at,
    r.id as region_id,
    r.slug as region_slug,
    r.name as region_name,
    r.accent as region_accent,
    seller.name as seller_name,
    seller.legal_name as seller_legal_name,
    seller.enterprise_number as seller_enterprise_number,
    seller.email as seller_email,
    l.id as line_id,
    l.price_cents,
    l.fee_cents,
    case when l.fee_cents = 0 then '[]'::jsonb else catalogue_named_fees(l.fees) end as fees,
    l.vat_rate_bp,
    l.vat_cents,
    l.cancelled_at is not null as cancelled,
    vat.legal_text as vat_text,
    kind.name as ticket_type,
    kind.note as door_note,
    p.id as performance_id,
    p.plan_id,
    l.place_no,
    p.starts_at,
    p.ends_at,
    work.title,
    work.company,
    hall.name as hall_name,
    venue.name as venue_name,
    venue.street as venue_street,
    venue.postcode as venue_postcode,
    venue.town as venue_town,
    h.id as house_id,
    h.name as house_name,
    h.legal_name as house_legal_name,
    h.enterprise_number as house_enterprise_number,
    h.vat_regime as house_vat_regime,
    h.accent as house_accent,
    h.email as house_email,
    h.website as house_website,
    h.sender_name as house_sender_name,
    h.reply_to as house_reply_to,
    h.slug as house_slug,
    h.languages as house_languages,
    logo.key as logo_key,
    logo.alt as logo_alt,
    logo.width as logo_width,
    logo.height as logo_height,
    (
        select version.number
        from houses_saleconditions as version
        where version.id = any (o.conditions) and version.house_id = h.id
    ) as conditions_number,
    t.id as ticket_id,
    t.generation,
    t.state as ticket_state
from sales_line as l
inner join sales_order as o on o.id = l.order_id
inner join houses_region as r on r.id = o.region_id
inner join houses_house as seller on seller.id = l.seller_id
inner join houses_house as h on h.id = l.presenter_id
left join houses_houselogo as logo on logo.house_id = h.id
inner join catalogue_tickettype as kind on kind.id = l.ticket_type_id
inner join catalogue_vatrule as vat on vat.id = l.vat_rule_id
inner join programme_performance as p on p.id = l.performance_id
inner join programme_production as work on work.id = p.production_id
inner join venues_hall as hall on hall.id = p.hall_id
inner join venues_venue as venue on venue.id = hall.venue_id
left join sales_ticket as t on t.line_id = l.id
where l.order_id = %(order)s::uuid
order by p.starts_at, p.id, l.place_no
