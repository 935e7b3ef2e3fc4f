-- purpose: write the prices that rules give the lines of a cart, their fees included, with their VAT
-- budget:  0.2 ms
with priced as (
    select *
    from unnest(
        %(lines)s::bigint[], %(cents)s::int[], %(fee_cents)s::int[], %(fees)s::jsonb[]
    ) as priced (id, cents, fee_cents, fees)
),

changed as (
    update sales_line as line
    set price_cents = priced.cents,
        fee_cents = priced.fee_cents,
        fees = priced.fees,
        -- half up, as kernel/money.py vat_in_gross
        vat_cents = (2 * priced.cents::bigint * line.vat_rate_bp + 10000 + line.vat_rate_bp) / (2 * (10000 + line.vat_rate_bp))
    from priced
    where line.id = priced.id and line.order_id = %(order)s::uuid and line.sold_at is null
    returning 1
)

select count(*)::int as changed from changed
