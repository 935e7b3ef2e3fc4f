-- purpose: may this house undo the whole order: is every line of it one that it presents
-- index:   place_once_in_order (order, ...)
-- budget:  0.1 ms
select coalesce(bool_and(l.presenter_id = %(house)s::int), false) as all_mine
from sales_line as l
where l.order_id = %(order)s::uuid and l.sold_at is not null
