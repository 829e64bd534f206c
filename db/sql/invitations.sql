-- insertInvitation
-- sqlite
insert into "invitation" ("id", "token_hash", "organization_kind", "partner_id", "customer_id", "email", "display_name", "roles", "language", "time_zone", "created_at", "created_by", "expires_at", "accepted_at", "accepted_by", "withdrawn_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict do nothing;
-- postgres
insert into "invitation" ("id", "token_hash", "organization_kind", "partner_id", "customer_id", "email", "display_name", "roles", "language", "time_zone", "created_at", "created_by", "expires_at", "accepted_at", "accepted_by", "withdrawn_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
  on conflict do nothing;

-- findInvitationByToken
-- sqlite
select *
  from "invitation"
  where "token_hash" = ?;
-- postgres
select *
  from "invitation"
  where "token_hash" = $1;

-- findInvitationByToken locked
-- sqlite
select *
  from "invitation"
  where "token_hash" = ?;
-- postgres
select *
  from "invitation"
  where "token_hash" = $1
  for no key update;

-- findInvitationForChange
-- sqlite
select *
  from "invitation"
  where "id" = ?
  and ("invitation"."organization_kind" = ?
  and "invitation"."partner_id" = ?
  and "invitation"."customer_id" is null);
-- postgres
select *
  from "invitation"
  where "id" = $1
  and ("invitation"."organization_kind" = $2
  and "invitation"."partner_id" = $3
  and "invitation"."customer_id" is null)
  for no key update;

-- findInvitationForChange of a customer
-- sqlite
select *
  from "invitation"
  where "id" = ?
  and ("invitation"."organization_kind" = ?
  and "invitation"."partner_id" = ?
  and "invitation"."customer_id" = ?);
-- postgres
select *
  from "invitation"
  where "id" = $1
  and ("invitation"."organization_kind" = $2
  and "invitation"."partner_id" = $3
  and "invitation"."customer_id" = $4)
  for no key update;

-- findInvitationListing
-- sqlite
select "invitation".*, "inviter"."organization_kind" as "inviter_kind", "inviter"."display_name" as "inviter_name"
  from "invitation" inner join "user_account" as "inviter" on "inviter"."id" = "invitation"."created_by"
  where ("invitation"."organization_kind" = ?
  and "invitation"."partner_id" = ?
  and "invitation"."customer_id" is null)
  and "invitation"."id" = ?;
-- postgres
select "invitation".*, "inviter"."organization_kind" as "inviter_kind", "inviter"."display_name" as "inviter_name"
  from "invitation" inner join "user_account" as "inviter" on "inviter"."id" = "invitation"."created_by"
  where ("invitation"."organization_kind" = $1
  and "invitation"."partner_id" = $2
  and "invitation"."customer_id" is null)
  and "invitation"."id" = $3;

-- listOpenInvitations of a partner
-- sqlite
select "invitation".*, "inviter"."organization_kind" as "inviter_kind", "inviter"."display_name" as "inviter_name"
  from "invitation" inner join "user_account" as "inviter" on "inviter"."id" = "invitation"."created_by"
  where ("invitation"."organization_kind" = ?
  and "invitation"."partner_id" = ?
  and "invitation"."customer_id" is null)
  and "invitation"."accepted_at" is null
  and "invitation"."withdrawn_at" is null
  order by "invitation"."created_at" desc, "invitation"."id" desc
  limit 100;
-- postgres
select "invitation".*, "inviter"."organization_kind" as "inviter_kind", "inviter"."display_name" as "inviter_name"
  from "invitation" inner join "user_account" as "inviter" on "inviter"."id" = "invitation"."created_by"
  where ("invitation"."organization_kind" = $1
  and "invitation"."partner_id" = $2
  and "invitation"."customer_id" is null)
  and "invitation"."accepted_at" is null
  and "invitation"."withdrawn_at" is null
  order by "invitation"."created_at" desc, "invitation"."id" desc
  limit 100;

-- listOpenInvitations of a customer
-- sqlite
select "invitation".*, "inviter"."organization_kind" as "inviter_kind", "inviter"."display_name" as "inviter_name"
  from "invitation" inner join "user_account" as "inviter" on "inviter"."id" = "invitation"."created_by"
  where ("invitation"."organization_kind" = ?
  and "invitation"."partner_id" = ?
  and "invitation"."customer_id" = ?)
  and "invitation"."accepted_at" is null
  and "invitation"."withdrawn_at" is null
  order by "invitation"."created_at" desc, "invitation"."id" desc
  limit 100;
-- postgres
select "invitation".*, "inviter"."organization_kind" as "inviter_kind", "inviter"."display_name" as "inviter_name"
  from "invitation" inner join "user_account" as "inviter" on "inviter"."id" = "invitation"."created_by"
  where ("invitation"."organization_kind" = $1
  and "invitation"."partner_id" = $2
  and "invitation"."customer_id" = $3)
  and "invitation"."accepted_at" is null
  and "invitation"."withdrawn_at" is null
  order by "invitation"."created_at" desc, "invitation"."id" desc
  limit 100;

-- listOpenInvitations of the operator
-- sqlite
select "invitation".*, "inviter"."organization_kind" as "inviter_kind", "inviter"."display_name" as "inviter_name"
  from "invitation" inner join "user_account" as "inviter" on "inviter"."id" = "invitation"."created_by"
  where "invitation"."organization_kind" = ?
  and "invitation"."accepted_at" is null
  and "invitation"."withdrawn_at" is null
  order by "invitation"."created_at" desc, "invitation"."id" desc
  limit 100;
-- postgres
select "invitation".*, "inviter"."organization_kind" as "inviter_kind", "inviter"."display_name" as "inviter_name"
  from "invitation" inner join "user_account" as "inviter" on "inviter"."id" = "invitation"."created_by"
  where "invitation"."organization_kind" = $1
  and "invitation"."accepted_at" is null
  and "invitation"."withdrawn_at" is null
  order by "invitation"."created_at" desc, "invitation"."id" desc
  limit 100;

-- replaceInvitationToken
-- sqlite
update "invitation"
  set "token_hash" = ?, "expires_at" = ?
  where "id" = ?
  and "accepted_at" is null
  and "withdrawn_at" is null;
-- postgres
update "invitation"
  set "token_hash" = $1, "expires_at" = $2
  where "id" = $3
  and "accepted_at" is null
  and "withdrawn_at" is null;

-- markInvitationAccepted
-- sqlite
update "invitation"
  set "accepted_at" = ?, "accepted_by" = ?
  where "id" = ?
  and "accepted_at" is null
  and "withdrawn_at" is null;
-- postgres
update "invitation"
  set "accepted_at" = $1, "accepted_by" = $2
  where "id" = $3
  and "accepted_at" is null
  and "withdrawn_at" is null;

-- markInvitationWithdrawn
-- sqlite
update "invitation"
  set "withdrawn_at" = ?
  where "id" = ?
  and "accepted_at" is null
  and "withdrawn_at" is null;
-- postgres
update "invitation"
  set "withdrawn_at" = $1
  where "id" = $2
  and "accepted_at" is null
  and "withdrawn_at" is null;

-- withdrawOpenInvitationOf
-- sqlite
update "invitation"
  set "withdrawn_at" = ?
  where ("invitation"."organization_kind" = ?
  and "invitation"."partner_id" = ?
  and "invitation"."customer_id" is null)
  and "email" = ?
  and "accepted_at" is null
  and "withdrawn_at" is null;
-- postgres
update "invitation"
  set "withdrawn_at" = $1
  where ("invitation"."organization_kind" = $2
  and "invitation"."partner_id" = $3
  and "invitation"."customer_id" is null)
  and "email" = $4
  and "accepted_at" is null
  and "withdrawn_at" is null;

-- deleteOldInvitations
-- sqlite
delete
  from "invitation"
  where "id" in (select "id"
  from "invitation"
  where "expires_at" < ?
  order by "expires_at"
  limit 100);
-- postgres
delete
  from "invitation"
  where "id" in (select "id"
  from "invitation"
  where "expires_at" < $1
  order by "expires_at"
  limit 100);
