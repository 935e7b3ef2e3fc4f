-- purpose: houses of a region that were just made and where nobody works yet, with the newest invitation of a first admin
-- index:   house_once_in_region (region, house), houses_staffrole_house_id, invitation_waits_once (house, email)
-- budget:  0.5 ms
select
    house.id,
    house.slug,
    house.name,
    coalesce(invitation.email, '') as admin_email,
    coalesce(invitation.name, '') as admin_name,
    invitation.expires_at
from houses_membership as member
inner join houses_house as house on house.id = member.house_id
left join lateral (
    select offer.email, offer.name, offer.expires_at
    from houses_invitation as offer
    where offer.house_id = house.id and offer.accepted_at is null and 'house_admin' = any(offer.roles)
    order by offer.invited_at desc, offer.id desc
    limit 1
) as invitation on true
where member.region_id = %(region)s::int
    and house.setting_up
    and not exists (select 1 from houses_staffrole as post where post.house_id = house.id)
order by house.name
