-- findApiClientById
-- sqlite
select *
  from "api_client"
  where "id" = ?;
-- postgres
select *
  from "api_client"
  where "id" = $1;

-- findApiClientForChange
-- sqlite
select *
  from "api_client"
  where "partner_id" = ?
  and "id" = ?;
-- postgres
select *
  from "api_client"
  where "partner_id" = $1
  and "id" = $2
  for no key update;

-- findApiClient
-- sqlite
select *
  from "api_client"
  where "partner_id" = ?
  and "id" = ?;
-- postgres
select *
  from "api_client"
  where "partner_id" = $1
  and "id" = $2;

-- listApiClients
-- sqlite
select *
  from "api_client"
  where "partner_id" = ?
  order by "created_at" asc, "id" asc
  limit 51;
-- postgres
select *
  from "api_client"
  where "partner_id" = $1
  order by "created_at" asc, "id" asc
  limit 51;

-- listApiClients after a key
-- sqlite
select *
  from "api_client"
  where "partner_id" = ?
  and ("created_at", "id") > (?, ?)
  order by "created_at" asc, "id" asc
  limit 51;
-- postgres
select *
  from "api_client"
  where "partner_id" = $1
  and ("created_at", "id") > ($2, $3)
  order by "created_at" asc, "id" asc
  limit 51;

-- listApiClients before a key
-- sqlite
select *
  from "api_client"
  where "partner_id" = ?
  and ("created_at", "id") < (?, ?)
  order by "created_at" desc, "id" desc
  limit 51;
-- postgres
select *
  from "api_client"
  where "partner_id" = $1
  and ("created_at", "id") < ($2, $3)
  order by "created_at" desc, "id" desc
  limit 51;

-- countApiClients
-- sqlite
select count(*) as "count"
  from "api_client"
  where "partner_id" = ?
  and "revoked_at" is null;
-- postgres
select count(*) as "count"
  from "api_client"
  where "partner_id" = $1
  and "revoked_at" is null;

-- rolesOfAccounts
-- sqlite
select *
  from "user_role"
  where "user_id" in (?);
-- postgres
select *
  from "user_role"
  where "user_id" in ($1);

-- insertApiClient
-- sqlite
insert into "user_account" ("id", "organization_kind", "partner_id", "customer_id", "email", "display_name", "password_hash", "language", "time_zone", "theme", "disabled_at", "created_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "user_role" ("user_id", "role")
  values (?, ?);
insert into "api_client" ("id", "partner_id", "name", "secret_hash", "secret_hint", "secret_made_at", "old_secret_hash", "old_secret_until", "redirect_uris", "created_at", "created_by", "last_used_at", "revoked_at", "revoked_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "user_account" ("id", "organization_kind", "partner_id", "customer_id", "email", "display_name", "password_hash", "language", "time_zone", "theme", "disabled_at", "created_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
insert into "user_role" ("user_id", "role")
  values ($1, $2);
insert into "api_client" ("id", "partner_id", "name", "secret_hash", "secret_hint", "secret_made_at", "old_secret_hash", "old_secret_until", "redirect_uris", "created_at", "created_by", "last_used_at", "revoked_at", "revoked_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- updateApiSecret
-- sqlite
insert into "user_account" ("id", "organization_kind", "partner_id", "customer_id", "email", "display_name", "password_hash", "language", "time_zone", "theme", "disabled_at", "created_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "user_role" ("user_id", "role")
  values (?, ?);
insert into "api_client" ("id", "partner_id", "name", "secret_hash", "secret_hint", "secret_made_at", "old_secret_hash", "old_secret_until", "redirect_uris", "created_at", "created_by", "last_used_at", "revoked_at", "revoked_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update "api_client"
  set "secret_hash" = ?, "secret_hint" = ?, "secret_made_at" = ?, "old_secret_hash" = ?, "old_secret_until" = ?
  where "partner_id" = ?
  and "id" = ?;
-- postgres
insert into "user_account" ("id", "organization_kind", "partner_id", "customer_id", "email", "display_name", "password_hash", "language", "time_zone", "theme", "disabled_at", "created_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
insert into "user_role" ("user_id", "role")
  values ($1, $2);
insert into "api_client" ("id", "partner_id", "name", "secret_hash", "secret_hint", "secret_made_at", "old_secret_hash", "old_secret_until", "redirect_uris", "created_at", "created_by", "last_used_at", "revoked_at", "revoked_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);
update "api_client"
  set "secret_hash" = $1, "secret_hint" = $2, "secret_made_at" = $3, "old_secret_hash" = $4, "old_secret_until" = $5
  where "partner_id" = $6
  and "id" = $7;

-- updateApiClientNames
-- sqlite
update "api_client"
  set "name" = ?, "redirect_uris" = ?
  where "partner_id" = ?
  and "id" = ?;
-- postgres
update "api_client"
  set "name" = $1, "redirect_uris" = $2
  where "partner_id" = $3
  and "id" = $4;

-- revokeApiClientRow
-- sqlite
update "api_client"
  set "revoked_at" = ?, "revoked_by" = ?, "old_secret_hash" = ?, "old_secret_until" = ?
  where "partner_id" = ?
  and "id" = ?;
update "api_grant"
  set "revoked_at" = ?
  where "client_id" = ?
  and "revoked_at" is null;
-- postgres
update "api_client"
  set "revoked_at" = $1, "revoked_by" = $2, "old_secret_hash" = $3, "old_secret_until" = $4
  where "partner_id" = $5
  and "id" = $6;
update "api_grant"
  set "revoked_at" = $1
  where "client_id" = $2
  and "revoked_at" is null;

-- touchApiClient
-- sqlite
update "api_client"
  set "last_used_at" = ?
  where "id" = ?
  and ("last_used_at" is null or "last_used_at" < ?);
-- postgres
update "api_client"
  set "last_used_at" = $1
  where "id" = $2
  and ("last_used_at" is null or "last_used_at" < $3);

-- findApiCallerRow
-- sqlite
select "api_grant"."revoked_at" as "leave_revoked_at", "api_client"."partner_id" as "client_partner_id", "api_client"."revoked_at", "api_client"."last_used_at", "user_account"."organization_kind", "user_account"."partner_id", "user_account"."customer_id", "user_account"."email", "user_account"."display_name", "user_account"."disabled_at", "user_role"."role"
  from "api_client" inner join "user_account" on "user_account"."id" = ? left join "api_grant" on "api_grant"."id" = ? left join "user_role" on "user_role"."user_id" = "user_account"."id"
  where "api_client"."id" = ?;
-- postgres
select "api_grant"."revoked_at" as "leave_revoked_at", "api_client"."partner_id" as "client_partner_id", "api_client"."revoked_at", "api_client"."last_used_at", "user_account"."organization_kind", "user_account"."partner_id", "user_account"."customer_id", "user_account"."email", "user_account"."display_name", "user_account"."disabled_at", "user_role"."role"
  from "api_client" inner join "user_account" on "user_account"."id" = $1 left join "api_grant" on "api_grant"."id" = $2 left join "user_role" on "user_role"."user_id" = "user_account"."id"
  where "api_client"."id" = $3;
