-- purpose: the people who work in a house, one row a role
-- index:   small: some tens of roles a house
-- budget:  1 ms
select
    person.id as user_id,
    person.email,
    person.name,
    person.last_login as seen_at,
    exists (
        select 1 from mfa_authenticator as factor
        where factor.user_id = person.id and factor.type in ('totp', 'webauthn')
    ) as has_second_factor,
    post.role,
    post.since
from houses_staffrole as post
inner join identity_user as person on person.id = post.user_id
where post.house_id = %(house)s::int
order by coalesce(nullif(person.name, ''), person.email), person.id, post.role
