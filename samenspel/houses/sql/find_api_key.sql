-- purpose: whose key this is, by the digest of its secret; none when it is unknown or revoked
-- index:   unique on digest
-- budget:  0.05 ms, remembered for half a minute
select key.id, key.house_id, key.name, key.acts_for_id as acts_for
from houses_apikey as key
where key.digest = %(digest)s::bytea
    and (key.revoked_at is null or key.revoked_at > %(at)s::timestamptz)
