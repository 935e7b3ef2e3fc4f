-- purpose: how far each follow-up of a performance is
-- index:   follow-ups by performance; order_once_in_follow_up
-- budget:  5 ms for 1,000 orders
select
    f.id,
    f.kind,
    f.reason,
    f.starts_before,
    f.refund_until,
    f.at,
    f.finished_at,
    coalesce(nullif(starter.name, ''), starter.email, '') as started_by,
    count(step.id)::int as orders,
    (count(*) filter (where step.state = 'done'))::int as done,
    (count(*) filter (where step.state = 'failed'))::int as failed,
    coalesce(sum(step.refund_cents), 0)::int as refund_cents,
    coalesce(
        jsonb_agg(jsonb_build_array(step.order_id, step.problem) order by step.id) filter (where step.state = 'failed'),
        '[]'::jsonb
    ) as failures
from sales_followup as f
left join identity_user as starter on starter.id = f.started_by_id
left join sales_followupstep as step on step.follow_up_id = f.id
where f.performance_id = %(performance)s::bigint and f.house_id = %(house)s::int
group by f.id, starter.id
order by f.id desc
