-- purpose: what the ticket types and rules of these houses are called, and who carries a social tariff, for who explains a price
-- index:   the unique keys of ticket type, reduction, fee and sale phase begin with the house
-- budget:  0.5 ms for 50 rules
select 'type' as kind, id, name from catalogue_tickettype where house_id = any(%(houses)s::int [])
union all
select 'reduction' as kind, id, name from catalogue_reduction where house_id = any(%(houses)s::int [])
union all
select 'fee' as kind, id, name from catalogue_fee where house_id = any(%(houses)s::int [])
union all
select 'phase' as kind, id, name from catalogue_salephase where house_id = any(%(houses)s::int [])
union all
select 'carried', part.ticket_type_id,
    jsonb_build_object('visitor', part.visitor_bp::text, 'house', part.organiser_bp::text, 'municipality', part.municipality_bp::text)
from catalogue_socialtariff as part
inner join catalogue_tickettype as type on type.id = part.ticket_type_id
where type.house_id = any(%(houses)s::int [])
