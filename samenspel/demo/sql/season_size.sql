-- purpose: houses, halls, plans, performances and past sales of a whole season's size, for measuring; run by the owner's hand
-- budget:  20,000 performances (10 million places) and 200,000 sold orders in about a minute
-- The numbers are fixed: the same call always makes the same season.
select set_config('samenspel.system', 'on', true);

insert into houses_house (
    slug, name, legal_name, kind, street, postcode, town, enterprise_number, iban, vat_regime, email, website, accent,
    poster_shape, radius, about
)
select
    'seizoen-' || n, 'Huis ' || n, 'Huis ' || n || ' vzw',
    case when n <= 68 then 'cultuurcentrum' when n <= 179 then 'gemeenschapscentrum' else 'kunstenorganisatie' end,
    '', '', 'Gemeente ' || n, '08' || lpad(n::text, 8, '0'), 'BE00', case when n %% 3 = 0 then 'exempt' else 'taxable' end,
    'huis' || n || '@example.org', '', '#1f4e5f', 'portrait', 'soft', '{}'
from generate_series(1, %(houses)s) as n;

create temporary table season_house on commit drop as
select id, row_number() over (order by id) as n from houses_house where slug like 'seizoen-%%';

insert into houses_region (slug, name, tagline, accent, seller_id, collector_id)
select 'seizoen-regio-' || r, 'Regio ' || r, '{}', '#1f4e5f', h.id, h.id
from generate_series(1, greatest(1, %(houses)s / 12)) as r
inner join season_house as h on h.n = r;

insert into houses_membership (region_id, house_id)
select region.id, h.id
from season_house as h
inner join houses_region as region
    on region.slug = 'seizoen-regio-' || (1 + (h.n - 1) %% greatest(1, %(houses)s / 12));

insert into catalogue_vatrule (code, regime, genre, valid, rate_bp, legal_text)
select code, regime, '', '[2020-01-01,)'::daterange, rate_bp, '{}'
from (values ('seizoen-6', 'taxable', 600), ('seizoen-44', 'exempt', 0)) as rule (code, regime, rate_bp)
where not exists (select 1 from catalogue_vatrule as known where known.regime = rule.regime);

insert into venues_venue (house_id, slug, name, street, postcode, town)
select id, 'gebouw', 'Gebouw ' || n, '', '', 'Gemeente ' || n from season_house;

insert into venues_hall (venue_id, slug, name)
select venue.id, 'zaal', 'Grote zaal' from venues_venue as venue inner join season_house on season_house.id = venue.house_id;

insert into venues_seatplan (hall_id, name, version, state, capacity, focal_x, focal_y, rank_names)
select hall.id, 'Seizoen', 1, 'published', 500, 10, 0, '{"1": {"nl": "Rang 1"}, "2": {"nl": "Rang 2"}}'
from venues_hall as hall
inner join venues_venue as venue on venue.id = hall.venue_id
inner join season_house on season_house.id = venue.house_id;

-- 25 rows of 20 seats, no aisle: places 2k-1 and 2k sit side by side.
insert into venues_place (plan_id, no, section, "row", seat, x, y, rank, kind, left_no, right_no)
select
    plan.id, no, 'Parterre', (1 + (no - 1) / 20)::text, (1 + (no - 1) %% 20)::text, (no - 1) %% 20, 3 + (no - 1) / 20,
    case when no <= 200 then 1 else 2 end, 'seat',
    case when (no - 1) %% 20 > 0 then no - 1 end, case when (no - 1) %% 20 < 19 then no + 1 end
from venues_seatplan as plan
cross join generate_series(1, 500) as no
where plan.name = 'Seizoen';

insert into catalogue_tickettype (house_id, code, name, note, position)
select id, code, jsonb_build_object('nl', name, 'fr', name, 'en', name), '{}', position
from season_house
cross join (values ('basis', 'Basis', 1), ('min26', '-26', 2), ('vrij', 'Vrijkaart', 3)) as t (code, name, position);

insert into catalogue_pricelist (house_id, code, name) select id, 'seizoen', 'Seizoen' from season_house;

insert into catalogue_price (price_list_id, rank, ticket_type_id, amount_cents)
select list.id, rank, t.id, case t.code when 'basis' then 2400 when 'min26' then 1600 else 0 end / rank
from catalogue_pricelist as list
inner join catalogue_tickettype as t on t.house_id = list.house_id
cross join generate_series(1, 2) as rank
where list.code = 'seizoen';

insert into programme_production (house_id, slug, title, company, genre, texts, language, shared)
select id, 'werk-' || w, 'Werk ' || w || ' van huis ' || n, 'Gezelschap ' || w,
    (array['theatre', 'dance', 'music', 'comedy', 'circus', 'film', 'family', 'literature'])[1 + w %% 8], '{}', 'nl', true
from season_house
cross join generate_series(1, 20) as w;

insert into programme_performance (
    production_id, house_id, hall_id, plan_id, code, starts_at, ends_at, state, published_at, sale_starts_at, sale_ends_at,
    is_timeslot, allow_orphans
)
select
    work.id, h.id, hall.id, plan.id, 'seizoen-' || p,
    date_trunc('hour', %(at)s::timestamptz) + interval '7 days' + (p %% 300) * interval '1 day',
    date_trunc('hour', %(at)s::timestamptz) + interval '7 days 2 hours' + (p %% 300) * interval '1 day',
    'on_sale', %(at)s::timestamptz - interval '60 days', %(at)s::timestamptz - interval '30 days',
    %(at)s::timestamptz + interval '2 years', false, false
from generate_series(1, %(performances)s) as p
inner join season_house as h on h.n = 1 + (p - 1) %% %(houses)s
inner join programme_production as work on work.house_id = h.id and work.slug = 'werk-' || (1 + p %% 20)
inner join venues_venue as venue on venue.house_id = h.id and venue.slug = 'gebouw'
inner join venues_hall as hall on hall.venue_id = venue.id
inner join venues_seatplan as plan on plan.hall_id = hall.id
order by p;

insert into catalogue_offer (performance_id, price_list_id)
select p.id, list.id
from programme_performance as p
inner join catalogue_pricelist as list on list.house_id = p.house_id and list.code = 'seizoen'
where p.code like 'seizoen-%%';

-- Past sales: pairs from the back of the hall, so that a measurement that takes from the front always finds places.
create temporary table season_sale on commit drop as
select gen_random_uuid() as order_id, p.id as performance_id, p.house_id, 499 - 2 * k as place_no
from programme_performance as p
cross join generate_series(0, %(orders_each)s - 1) as k
where p.code like 'seizoen-%%';

insert into sales_order (
    id, region_id, seller_id, collector_id, state, language, buyer_name, buyer_email, created_at, hold_until, confirmed_at
)
select s.order_id, r.id, r.seller_id, r.collector_id, 'confirmed', 'nl', 'Koper', 'koper@example.org', %(at)s, %(at)s, %(at)s
from season_sale as s
inner join houses_membership as m on m.house_id = s.house_id
inner join houses_region as r on r.id = m.region_id and r.slug like 'seizoen-%%';

insert into inventory_claim (performance_id, place_no, state, holder)
select performance_id, place_no + side, 2, order_id from season_sale cross join generate_series(0, 1) as side
order by performance_id, place_no, side;

with line as (
    insert into sales_line (
        order_id, performance_id, place_no, ticket_type_id, presenter_id, seller_id, collector_id, price_cents, vat_rule_id,
        vat_rate_bp, vat_cents, sold_at
    )
    select
        s.order_id, s.performance_id, s.place_no + side, t.id, s.house_id, o.seller_id, o.collector_id, 1200,
        rule.id, 0, 0, %(at)s
    from season_sale as s
    inner join sales_order as o on o.id = s.order_id
    inner join catalogue_tickettype as t on t.house_id = s.house_id and t.code = 'basis'
    cross join (select min(id) as id from catalogue_vatrule) as rule
    cross join generate_series(0, 1) as side
    returning *
)

insert into sales_ticket (line_id, order_id, performance_id, presenter_id, place_no, generation, state, issued_at)
select id, order_id, performance_id, presenter_id, place_no, 1, 'valid', %(at)s from line;
