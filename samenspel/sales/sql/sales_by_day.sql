-- purpose: tickets and amounts sold per day in Brussels, one row a day also when nothing was sold
-- index:   line_of_presenter
-- budget:  15 ms for a house with 20,000 sold lines
with days as (
    select generate_series(%(first)s::date, %(last)s::date, interval '1 day')::date as day
),

sold as (
    select
        (l.sold_at at time zone 'Europe/Brussels')::date as day,
        count(*) as tickets,
        sum(l.price_cents) as amount_cents
    from sales_line as l
    where l.presenter_id = %(house)s::int
        and l.sold_at >= (%(first)s::date)::timestamp at time zone 'Europe/Brussels'
        and l.cancelled_at is null
    group by 1
)

select
    days.day,
    coalesce(sold.tickets, 0)::int as tickets,
    coalesce(sold.amount_cents, 0)::bigint as amount_cents
from days
left join sold on sold.day = days.day
order by days.day
