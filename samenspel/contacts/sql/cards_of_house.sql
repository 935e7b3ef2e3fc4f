-- purpose: what one house wrote down of its visitors, the newest first. Of the visitor only the address, which the house typed
--          itself: the wall of contacts hides who never bought there, so the statement runs as the product, for one house
-- index:   entitlement_once, contacts_contact_pkey; a house has some thousands at most
-- budget:  10 ms for a house with 5,000 cards
select
    e.id,
    contact.email,
    e.kind,
    e.level,
    lower(e.valid) as first,
    (upper(e.valid) - 1) as last,
    e.note
from contacts_entitlement as e
inner join contacts_contact as contact on contact.id = e.contact_id
where e.house_id = %(house)s::int
    and strpos(contact.email, %(part)s::text) > 0
order by e.checked_at desc, e.id desc
limit %(most)s::int
