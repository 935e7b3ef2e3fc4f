-- purpose: what each house of a region sold through that region's shop, in sums only: never a buyer, never an order
-- index:   line_of_presenter
-- budget:  200 ms for a region of 20 houses with 20,000 lines each; a coordinator asks it some times a day
select
    house.id as house_id,
    house.name as house,
    coalesce(sold.tickets, 0)::int as tickets,
    coalesce(sold.amount_cents, 0)::bigint as amount_cents
from houses_house as house
left join (
    select l.presenter_id, count(*) as tickets, sum(l.price_cents) as amount_cents
    from sales_line as l
    inner join sales_order as o on o.id = l.order_id and o.region_id = %(region)s::int
    where l.presenter_id = any(%(houses)s::int[])
        and l.sold_at >= %(since)s::timestamptz
        and l.cancelled_at is null
    group by l.presenter_id
) as sold on sold.presenter_id = house.id
where house.id = any(%(houses)s::int[])
order by house.name
