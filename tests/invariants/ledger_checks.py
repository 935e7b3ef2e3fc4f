"""The invariants as questions to the database: each answers the rows that break it, so an empty list is the proof."""

from typing import Any

from django.db import connection

from samenspel.kernel.tenancy import Scope

QUESTIONS = {
    "one_place_one_ticket": """
        select performance_id, place_no, count(*) from sales_ticket where state = 'valid'
        group by performance_id, place_no having count(*) > 1
    """,
    "sold_place_is_claimed": """
        select t.id from sales_ticket t
        left join inventory_claim c on c.performance_id = t.performance_id and c.place_no = t.place_no
            and c.state = 2 and c.holder = t.order_id
        where t.state = 'valid' and c.holder is null
    """,
    "cart_is_all_or_nothing": """
        select o.id, o.state, count(l.id), count(t.id) filter (where t.state = 'valid'), count(l.sold_at)
        from sales_order o left join sales_line l on l.order_id = o.id left join sales_ticket t on t.line_id = l.id
        group by o.id, o.state
        having (o.state = 'confirmed' and (
                count(t.id) filter (where t.state = 'valid') <> count(l.id) filter (where l.cancelled_at is null)
                or count(l.id) filter (where l.cancelled_at is null) = 0))
            or (o.state <> 'confirmed' and count(t.id) filter (where t.state = 'valid') > 0)
            or (o.state in ('cart', 'awaiting_payment', 'expired') and count(l.sold_at) > 0)
    """,
    # Payments minus refunds equal the lines, and beside them only what stands apart under its name in the ledger.
    "paid_equals_sold": """
        select o.id, o.state, paid.cents, sold.cents, apart.cents
        from sales_order o
        cross join lateral (
            select coalesce(sum(p.received_cents - p.charged_back_cents), 0) - coalesce((
                select sum(r.amount_cents) from payments_refund r where r.order_id = o.id
                    and (r.state = 'done' or r.reason = 'cancelled' and r.state <> 'failed')), 0) as cents
            from payments_payment p where p.order_id = o.id and p.received_cents is not null
        ) paid
        cross join lateral (
            select coalesce(sum(l.price_cents), 0) as cents from sales_line l
            where l.order_id = o.id and l.sold_at is not null and l.cancelled_at is null
        ) sold
        cross join lateral (
            select coalesce(sum(case when credit = account then amount_cents else -amount_cents end), 0) as cents
            from ledger_transfer, unnest(array['unallocated', 'cash_difference']) account
            where order_id = o.id and account in (debit, credit)
        ) apart
        where paid.cents <> sold.cents + apart.cents
    """,
    "what_stands_apart_has_a_reason": """
        select o.id from sales_order o
        where exists (
            select 1 from ledger_transfer t where t.order_id = o.id
            and ('unallocated' in (t.debit, t.credit) or 'cash_difference' in (t.debit, t.credit))
        ) and not exists (
            select 1 from payments_payment p where p.order_id = o.id
            and (p.state in ('mismatch', 'unplaced', 'charged_back') or p.accepted_difference_cents is not null)
        ) and not exists (
            select 1 from payments_refund r where r.order_id = o.id and (r.state = 'failed' or r.reason = 'outside')
        )
    """,
    "ledger_balances": """
        select t.house_id, t.currency, sum(case when a.code = t.debit then t.amount_cents else -t.amount_cents end)
        from ledger_transfer t
        join ledger_account a on a.house_id = t.house_id and a.code in (t.debit, t.credit)
        group by t.house_id, t.currency
        having sum(case when a.code = t.debit then t.amount_cents else -t.amount_cents end) <> 0
    """,
    "money_received_is_in_the_ledger": """
        select h.id from houses_house h
        where (
            select coalesce(sum(received_cents - charged_back_cents), 0) from payments_payment
            where collector_id = h.id and received_cents is not null
        ) - (
            select coalesce(sum(amount_cents), 0) from payments_refund
            where collector_id = h.id and (state = 'done' or reason = 'cancelled' and state <> 'failed')
        ) <> (
            select coalesce(sum(case when debit in ('clearing', 'cash') then amount_cents else -amount_cents end), 0)
            from ledger_transfer where house_id = h.id and (debit in ('clearing', 'cash') or credit in ('clearing', 'cash'))
        )
    """,
    "transfer_on_known_accounts": """
        select t.id from ledger_transfer t
        where not exists (select from ledger_account a where a.house_id = t.house_id and a.code = t.debit)
            or not exists (select from ledger_account a where a.house_id = t.house_id and a.code = t.credit)
    """,
    "owed_stands_in_both_books": """
        with owed as (
            select house_id as debtor, counterparty_id as creditor, code from ledger_account where kind = 'payable'
        )
        select owed.* from owed where (
            select coalesce(sum(case when credit = owed.code then amount_cents else -amount_cents end), 0)
            from ledger_transfer where house_id = owed.debtor and owed.code in (debit, credit)
        ) <> (
            select coalesce(sum(case when debit = 'receivable:' || owed.debtor then amount_cents else -amount_cents end), 0)
            from ledger_transfer where house_id = owed.creditor and 'receivable:' || owed.debtor in (debit, credit)
        )
    """,
    "ledger_equals_lines": """
        select l.presenter_id from sales_line l where l.sold_at is not null and l.cancelled_at is null
            and (l.package_line_id is null or l.earned_at is not null)
        group by l.presenter_id
        having sum(l.price_cents) <> (
            select coalesce(sum(case when credit ~ '^(revenue|vat|fees):' then amount_cents else 0 end
                - case when debit ~ '^(revenue|vat|fees):' then amount_cents else 0 end), 0)
            from ledger_transfer t where t.house_id = l.presenter_id
        )
    """,
    # What waits with the organiser is what was sold of its packages and not played yet.
    "deferred_is_not_played": """
        select p.id, waiting.cents, deferred.cents from packages_package p
        cross join lateral (
            select coalesce(sum(l.price_cents), 0) as cents from sales_line l
            join sales_packageline b on b.id = l.package_line_id and b.package_id = p.id
            where l.sold_at is not null and l.cancelled_at is null and l.earned_at is null
        ) waiting
        cross join lateral (
            select coalesce(sum(case when credit = 'deferred:' || p.id then amount_cents else -amount_cents end), 0) as cents
            from ledger_transfer t where t.house_id = p.organiser_id and 'deferred:' || p.id in (debit, credit)
        ) deferred
        where waiting.cents <> deferred.cents
    """,
    "package_is_whole": """
        select b.id from sales_packageline b left join sales_line l on l.package_line_id = b.id and l.order_id = b.order_id
        where b.sold_at is null
        group by b.id having count(l.id) <> b.tickets or sum(l.price_cents) is distinct from b.price_cents
    """,
    "fees_equal_lines": """
        select l.presenter_id from sales_line l where l.sold_at is not null and l.cancelled_at is null
        group by l.presenter_id
        having sum(
            l.fee_cents
            - (2 * l.fee_cents::bigint * l.vat_rate_bp + 10000 + l.vat_rate_bp) / (2 * (10000 + l.vat_rate_bp))
        ) <> (
            select coalesce(sum(case when credit like 'fees:%%' then amount_cents else 0 end
                - case when debit like 'fees:%%' then amount_cents else 0 end), 0)
            from ledger_transfer t where t.house_id = l.presenter_id
        )
    """,
    "line_names_its_fees": """
        select l.id from sales_line l
        where l.fee_cents <> (select coalesce(sum((f -> 2)::int), 0) from jsonb_array_elements(l.fees) as f)
    """,
    "vat_is_frozen": """
        select l.id from sales_line l
        where l.vat_cents <> (2 * l.price_cents::bigint * l.vat_rate_bp + 10000 + l.vat_rate_bp) / (2 * (10000 + l.vat_rate_bp))
    """,
}


def broken() -> dict[str, list[tuple[Any, ...]]]:
    """Every invariant that does not hold now, with the rows that break it."""
    with Scope.of_system().open(), connection.cursor() as cursor:
        answers = {}
        for name, question in QUESTIONS.items():
            cursor.execute(question.replace("%%", "%"))
            answers[name] = cursor.fetchall()
        return {name: rows for name, rows in answers.items() if rows}
