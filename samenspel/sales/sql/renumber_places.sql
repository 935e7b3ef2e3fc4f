-- purpose: give places of one performance other numbers, wherever one is named. Asked twice, by way of negative numbers: two
--          places that change with each other would otherwise meet half-way
-- locks:   the caller holds the claims of all performances against writing, so nobody waits for a row here
-- index:   primary keys of claim and allotment place; line_of_performance; ticket_of_performance
-- budget:  40 ms for 500 places
with moves as (
    select * from unnest(%(from_nos)s::int[], %(to_nos)s::int[]) as m (from_no, to_no)
),

claims as (
    update inventory_claim as claim set place_no = moves.to_no
    from moves
    where claim.performance_id = %(performance)s::bigint and claim.place_no = moves.from_no
    returning 1
),

allotted as (
    update inventory_allotmentplace as kept set place_no = moves.to_no
    from moves
    where kept.performance_id = %(performance)s::bigint and kept.place_no = moves.from_no
    returning 1
),

lines as (
    update sales_line as line set place_no = moves.to_no
    from moves
    where line.performance_id = %(performance)s::bigint and line.place_no = moves.from_no
    returning 1
),

tickets as (
    update sales_ticket as ticket set place_no = moves.to_no
    from moves
    where ticket.performance_id = %(performance)s::bigint and ticket.place_no = moves.from_no
    returning 1
)

select
    (select count(*) from claims)::int as claims,
    (select count(*) from allotted)::int as allotted,
    (select count(*) from lines)::int as lines,
    (select count(*) from tickets)::int as tickets
