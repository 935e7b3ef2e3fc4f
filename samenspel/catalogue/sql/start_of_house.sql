-- purpose: what a new house has done of its guided start: the one question behind the checklist and its line in the menu
-- index:   the foreign keys to the house; each question ends at its first row
-- budget:  0.5 ms
select
    house.enterprise_number <> '' and house.iban <> '' as legal,
    house.about <> '{}'
    and (house.accent, house.radius, house.poster_shape) <> ('#b3261e', 'soft', 'portrait') as look,
    exists (
        select 1
        from venues_venue as venue
        inner join venues_hall as hall on venue.id = hall.venue_id
        inner join venues_seatplan as plan on hall.id = plan.hall_id
        where venue.house_id = house.id and plan.state = 'published'
    ) as hall,
    exists (select 1 from programme_production as production where production.house_id = house.id) as production,
    exists (
        select 1
        from catalogue_pricelist as list
        inner join catalogue_price as price on list.id = price.price_list_id
        where list.house_id = house.id
    ) as prices,
    exists (
        select 1
        from programme_performance as performance
        where performance.house_id = house.id and performance.published_at is not null
    ) as performance,
    house.methods_off is not null as payment,
    exists (select 1 from houses_invitation as invitation where invitation.house_id = house.id and invitation.accepted_at is null)
    or (select count(distinct post.user_id) > 1 from houses_staffrole as post where post.house_id = house.id) as people
from houses_house as house
where house.id = %(house)s::integer
