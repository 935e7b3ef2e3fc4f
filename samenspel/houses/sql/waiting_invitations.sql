-- purpose: invitations nobody accepted yet, newest first: of a house, of one number, of a link, or to an address
-- index:   invitation_waits_once (house, email), primary key, unique digest, invitation_of_address
-- budget:  0.2 ms
select
    invitation.id,
    house.slug as house_slug,
    house.name as house_name,
    invitation.email,
    invitation.name,
    invitation.roles,
    coalesce(nullif(person.name, ''), person.email, '') as invited_by,
    invitation.invited_at,
    invitation.expires_at
from houses_invitation as invitation
inner join houses_house as house on house.id = invitation.house_id
left join identity_user as person on person.id = invitation.invited_by_id
where invitation.accepted_at is null
    and (%(house)s::int is null or invitation.house_id = %(house)s::int)
    and (%(number)s::bigint is null or invitation.id = %(number)s::bigint)
    and (%(digest)s::bytea is null or invitation.digest = %(digest)s::bytea)
    and (%(email)s::text is null or invitation.email = %(email)s::text)
    and (%(at)s::timestamptz is null or invitation.expires_at > %(at)s::timestamptz)
order by invitation.invited_at desc, invitation.id desc
