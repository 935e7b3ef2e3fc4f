-- purpose: what a house sold of its own, by ticket type, rank and price without fees
-- index:   line_of_presenter
-- budget:  40 ms for a house with 20,000 sold lines
select
    l.ticket_type_id as ticket_type,
    place.rank::int as rank,
    l.price_cents - l.fee_cents as price_cents,
    count(*)::int as tickets
from sales_line as l
inner join programme_performance as p on p.id = l.performance_id
inner join venues_place as place on place.plan_id = p.plan_id and place.no = l.place_no
where l.presenter_id = %(house)s::int
    and l.sold_at >= %(since)s::timestamptz
    and l.sold_at < %(until)s::timestamptz
    and l.cancelled_at is null
    and (%(productions)s::bigint[] = '{}' or p.production_id = any (%(productions)s::bigint[]))
group by l.ticket_type_id, place.rank, l.price_cents - l.fee_cents
order by count(*) desc, l.ticket_type_id, place.rank, l.price_cents - l.fee_cents
limit 200
