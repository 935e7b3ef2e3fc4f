-- purpose: put every order in a follow-up that is not in it yet, once: those that hold tickets, and after a move only those that
--          were begun before it (who bought later, bought the new date)
-- index:   line_of_performance; primary key of the order; order_once_in_follow_up
-- budget:  10 ms for a hall of 2,500
with added as (
    insert into sales_followupstep (follow_up_id, order_id, house_id, state, refund_cents, attempts, problem)
    select distinct f.id, o.id, f.house_id, 'waiting', 0, 0, ''
    from sales_followup as f
    inner join sales_line as l on l.performance_id = f.performance_id
    inner join sales_order as o on o.id = l.order_id
    where f.id = %(follow_up)s::bigint
        and l.sold_at is not null
        and l.cancelled_at is null
        and (f.kind = 'cancelled' or o.created_at <= f.at)
    on conflict (follow_up_id, order_id) do nothing
    returning 1
)

select count(*)::int as added from added
