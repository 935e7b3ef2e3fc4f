-- purpose: make one copy of a package of lines of a cart, each at its part of the price, with its VAT
-- refuses: lines_gone  a line is no longer in the cart, or in a package already
-- budget:  0.3 ms
with part as (
    select * from unnest(%(lines)s::bigint[], %(cents)s::int[]) as part (line_id, cents)
),

copy as (
    insert into sales_packageline (order_id, package_id, organiser_id, price_cents, list_cents, tickets)
    select
        %(order)s::uuid, %(package)s::bigint, %(organiser)s::int, sum(part.cents), %(list_cents)s::int, count(*)
    from part
    returning id
),

changed as (
    update sales_line as line
    set package_line_id = copy.id,
        agreement_id = null,
        price_cents = part.cents,
        fee_cents = 0,
        fees = '[]',
        -- half up, as kernel/money.py vat_in_gross
        vat_cents = (2 * part.cents::bigint * line.vat_rate_bp + 10000 + line.vat_rate_bp) / (2 * (10000 + line.vat_rate_bp))
    from part
    cross join copy
    where line.id = part.line_id
        and line.order_id = %(order)s::uuid
        and line.sold_at is null
        and line.package_line_id is null
    returning 1
)

select copy.id
from copy
where (select count(*) from changed) = (select count(*) from part) or kernel_refuse('lines_gone')
