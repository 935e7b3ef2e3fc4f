-- purpose: the places of a cart, to give some of them back
-- index:   place_once_in_order
-- budget:  0.1 ms
select line.id as line_id, line.performance_id, line.place_no, line.ticket_type_id, line.package_line_id
from sales_line as line
where line.order_id = %(order)s::uuid and line.sold_at is null
order by line.performance_id, line.place_no
