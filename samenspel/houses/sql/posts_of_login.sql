-- purpose: what one login may do, and where: every page behind the sign-in asks this first
-- index:   role_given_once (user_id, ...)
--          mfa_authenticator_user_id (a person has a handful)
-- budget:  0.1 ms
select
    post.role,
    house.id as house_id,
    house.slug as house_slug,
    house.name as house_name,
    house.kind as house_kind,
    house.accent as house_accent,
    house.setting_up as house_setting_up,
    house.second_factor_roles,
    region.id as region_id,
    region.slug as region_slug,
    region.name as region_name,
    exists (
        select 1 from mfa_authenticator as factor
        where factor.user_id = post.user_id and factor.type in ('totp', 'webauthn')
    ) as has_second_factor
from houses_staffrole as post
left join houses_house as house on house.id = post.house_id
left join houses_region as region on region.id = post.region_id
where post.user_id = %(user)s::bigint
order by house.name, region.name, post.role
