-- insertApiGrant
-- sqlite
insert into "user_account" ("id", "organization_kind", "partner_id", "customer_id", "email", "display_name", "password_hash", "language", "time_zone", "theme", "disabled_at", "created_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "user_role" ("user_id", "role")
  values (?, ?);
insert into "api_client" ("id", "partner_id", "name", "secret_hash", "secret_hint", "secret_made_at", "old_secret_hash", "old_secret_until", "redirect_uris", "created_at", "created_by", "last_used_at", "revoked_at", "revoked_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "api_grant" ("id", "client_id", "user_id", "token_hash", "is_mfa", "is_rotating", "created_at", "expires_at", "last_used_at", "revoked_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "user_account" ("id", "organization_kind", "partner_id", "customer_id", "email", "display_name", "password_hash", "language", "time_zone", "theme", "disabled_at", "created_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
insert into "user_role" ("user_id", "role")
  values ($1, $2);
insert into "api_client" ("id", "partner_id", "name", "secret_hash", "secret_hint", "secret_made_at", "old_secret_hash", "old_secret_until", "redirect_uris", "created_at", "created_by", "last_used_at", "revoked_at", "revoked_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);
insert into "api_grant" ("id", "client_id", "user_id", "token_hash", "is_mfa", "is_rotating", "created_at", "expires_at", "last_used_at", "revoked_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- findApiGrant
-- sqlite
select *
  from "api_grant"
  where "token_hash" = ?
  and "revoked_at" is null;
-- postgres
select *
  from "api_grant"
  where "token_hash" = $1
  and "revoked_at" is null;

-- extendApiGrant
-- sqlite
update "api_grant"
  set "last_used_at" = ?, "expires_at" = ?
  where "id" = ?;
-- postgres
update "api_grant"
  set "last_used_at" = $1, "expires_at" = $2
  where "id" = $3;

-- insertApiCode
-- sqlite
insert into "user_account" ("id", "organization_kind", "partner_id", "customer_id", "email", "display_name", "password_hash", "language", "time_zone", "theme", "disabled_at", "created_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "user_role" ("user_id", "role")
  values (?, ?);
insert into "api_client" ("id", "partner_id", "name", "secret_hash", "secret_hint", "secret_made_at", "old_secret_hash", "old_secret_until", "redirect_uris", "created_at", "created_by", "last_used_at", "revoked_at", "revoked_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "api_code" ("code_hash", "client_id", "user_id", "redirect_uri", "nonce", "is_mfa", "expires_at", "used_at", "challenge", "grant_id")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "user_account" ("id", "organization_kind", "partner_id", "customer_id", "email", "display_name", "password_hash", "language", "time_zone", "theme", "disabled_at", "created_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
insert into "user_role" ("user_id", "role")
  values ($1, $2);
insert into "api_client" ("id", "partner_id", "name", "secret_hash", "secret_hint", "secret_made_at", "old_secret_hash", "old_secret_until", "redirect_uris", "created_at", "created_by", "last_used_at", "revoked_at", "revoked_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);
insert into "api_code" ("code_hash", "client_id", "user_id", "redirect_uri", "nonce", "is_mfa", "expires_at", "used_at", "challenge", "grant_id")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- findGrantOfSpentToken
-- sqlite
insert into "user_account" ("id", "organization_kind", "partner_id", "customer_id", "email", "display_name", "password_hash", "language", "time_zone", "theme", "disabled_at", "created_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "user_role" ("user_id", "role")
  values (?, ?);
insert into "api_client" ("id", "partner_id", "name", "secret_hash", "secret_hint", "secret_made_at", "old_secret_hash", "old_secret_until", "redirect_uris", "created_at", "created_by", "last_used_at", "revoked_at", "revoked_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "api_grant" ("id", "client_id", "user_id", "token_hash", "is_mfa", "is_rotating", "created_at", "expires_at", "last_used_at", "revoked_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update "api_grant"
  set "token_hash" = ?
  where "id" = ?
  and "token_hash" = ?
  and "revoked_at" is null;
insert into "api_spent_token" ("token_hash", "grant_id", "spent_at")
  values (?, ?, ?);
select *
  from "api_spent_token"
  where "token_hash" = ?;
select *
  from "api_grant"
  where "id" = ?
  and "revoked_at" is null;
-- postgres
insert into "user_account" ("id", "organization_kind", "partner_id", "customer_id", "email", "display_name", "password_hash", "language", "time_zone", "theme", "disabled_at", "created_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
insert into "user_role" ("user_id", "role")
  values ($1, $2);
insert into "api_client" ("id", "partner_id", "name", "secret_hash", "secret_hint", "secret_made_at", "old_secret_hash", "old_secret_until", "redirect_uris", "created_at", "created_by", "last_used_at", "revoked_at", "revoked_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);
insert into "api_grant" ("id", "client_id", "user_id", "token_hash", "is_mfa", "is_rotating", "created_at", "expires_at", "last_used_at", "revoked_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);
update "api_grant"
  set "token_hash" = $1
  where "id" = $2
  and "token_hash" = $3
  and "revoked_at" is null;
insert into "api_spent_token" ("token_hash", "grant_id", "spent_at")
  values ($1, $2, $3);
select *
  from "api_spent_token"
  where "token_hash" = $1;
select *
  from "api_grant"
  where "id" = $1
  and "revoked_at" is null
  for no key update;

-- rotateApiGrant
-- sqlite
insert into "user_account" ("id", "organization_kind", "partner_id", "customer_id", "email", "display_name", "password_hash", "language", "time_zone", "theme", "disabled_at", "created_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "user_role" ("user_id", "role")
  values (?, ?);
insert into "api_client" ("id", "partner_id", "name", "secret_hash", "secret_hint", "secret_made_at", "old_secret_hash", "old_secret_until", "redirect_uris", "created_at", "created_by", "last_used_at", "revoked_at", "revoked_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "api_grant" ("id", "client_id", "user_id", "token_hash", "is_mfa", "is_rotating", "created_at", "expires_at", "last_used_at", "revoked_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update "api_grant"
  set "token_hash" = ?
  where "id" = ?
  and "token_hash" = ?
  and "revoked_at" is null;
insert into "api_spent_token" ("token_hash", "grant_id", "spent_at")
  values (?, ?, ?);
-- postgres
insert into "user_account" ("id", "organization_kind", "partner_id", "customer_id", "email", "display_name", "password_hash", "language", "time_zone", "theme", "disabled_at", "created_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
insert into "user_role" ("user_id", "role")
  values ($1, $2);
insert into "api_client" ("id", "partner_id", "name", "secret_hash", "secret_hint", "secret_made_at", "old_secret_hash", "old_secret_until", "redirect_uris", "created_at", "created_by", "last_used_at", "revoked_at", "revoked_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);
insert into "api_grant" ("id", "client_id", "user_id", "token_hash", "is_mfa", "is_rotating", "created_at", "expires_at", "last_used_at", "revoked_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);
update "api_grant"
  set "token_hash" = $1
  where "id" = $2
  and "token_hash" = $3
  and "revoked_at" is null;
insert into "api_spent_token" ("token_hash", "grant_id", "spent_at")
  values ($1, $2, $3);

-- revokeApiGrant
-- sqlite
update "api_grant"
  set "revoked_at" = ?
  where "id" = ?
  and "revoked_at" is null;
-- postgres
update "api_grant"
  set "revoked_at" = $1
  where "id" = $2
  and "revoked_at" is null;

-- listGrantsOfUser
-- sqlite
select "api_grant".*, "api_client"."name" as "client_name"
  from "api_grant" inner join "api_client" on "api_client"."id" = "api_grant"."client_id"
  where "api_grant"."user_id" = ?
  and "api_grant"."revoked_at" is null
  and "api_grant"."expires_at" > ?
  and "api_client"."revoked_at" is null
  order by "api_grant"."created_at" desc, "api_grant"."id" desc
  limit 50;
-- postgres
select "api_grant".*, "api_client"."name" as "client_name"
  from "api_grant" inner join "api_client" on "api_client"."id" = "api_grant"."client_id"
  where "api_grant"."user_id" = $1
  and "api_grant"."revoked_at" is null
  and "api_grant"."expires_at" > $2
  and "api_client"."revoked_at" is null
  order by "api_grant"."created_at" desc, "api_grant"."id" desc
  limit 50;

-- noteGrantOfCode
-- sqlite
insert into "user_account" ("id", "organization_kind", "partner_id", "customer_id", "email", "display_name", "password_hash", "language", "time_zone", "theme", "disabled_at", "created_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "user_role" ("user_id", "role")
  values (?, ?);
insert into "api_client" ("id", "partner_id", "name", "secret_hash", "secret_hint", "secret_made_at", "old_secret_hash", "old_secret_until", "redirect_uris", "created_at", "created_by", "last_used_at", "revoked_at", "revoked_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "api_code" ("code_hash", "client_id", "user_id", "redirect_uri", "nonce", "is_mfa", "expires_at", "used_at", "challenge", "grant_id")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update "api_code"
  set "grant_id" = ?
  where "code_hash" = ?;
-- postgres
insert into "user_account" ("id", "organization_kind", "partner_id", "customer_id", "email", "display_name", "password_hash", "language", "time_zone", "theme", "disabled_at", "created_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
insert into "user_role" ("user_id", "role")
  values ($1, $2);
insert into "api_client" ("id", "partner_id", "name", "secret_hash", "secret_hint", "secret_made_at", "old_secret_hash", "old_secret_until", "redirect_uris", "created_at", "created_by", "last_used_at", "revoked_at", "revoked_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);
insert into "api_code" ("code_hash", "client_id", "user_id", "redirect_uri", "nonce", "is_mfa", "expires_at", "used_at", "challenge", "grant_id")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);
update "api_code"
  set "grant_id" = $1
  where "code_hash" = $2;

-- findGrantOfCode
-- sqlite
select "grant_id"
  from "api_code"
  where "code_hash" = ?
  and "used_at" is not null;
-- postgres
select "grant_id"
  from "api_code"
  where "code_hash" = $1
  and "used_at" is not null;

-- takeApiCode
-- sqlite
insert into "user_account" ("id", "organization_kind", "partner_id", "customer_id", "email", "display_name", "password_hash", "language", "time_zone", "theme", "disabled_at", "created_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "user_role" ("user_id", "role")
  values (?, ?);
insert into "api_client" ("id", "partner_id", "name", "secret_hash", "secret_hint", "secret_made_at", "old_secret_hash", "old_secret_until", "redirect_uris", "created_at", "created_by", "last_used_at", "revoked_at", "revoked_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "api_code" ("code_hash", "client_id", "user_id", "redirect_uri", "nonce", "is_mfa", "expires_at", "used_at", "challenge", "grant_id")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update "api_code"
  set "used_at" = ?
  where "code_hash" = ?
  and "used_at" is null;
select *
  from "api_code"
  where "code_hash" = ?;
-- postgres
insert into "user_account" ("id", "organization_kind", "partner_id", "customer_id", "email", "display_name", "password_hash", "language", "time_zone", "theme", "disabled_at", "created_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
insert into "user_role" ("user_id", "role")
  values ($1, $2);
insert into "api_client" ("id", "partner_id", "name", "secret_hash", "secret_hint", "secret_made_at", "old_secret_hash", "old_secret_until", "redirect_uris", "created_at", "created_by", "last_used_at", "revoked_at", "revoked_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);
insert into "api_code" ("code_hash", "client_id", "user_id", "redirect_uri", "nonce", "is_mfa", "expires_at", "used_at", "challenge", "grant_id")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);
update "api_code"
  set "used_at" = $1
  where "code_hash" = $2
  and "used_at" is null;
select *
  from "api_code"
  where "code_hash" = $1;

-- deleteOldApiCodes
-- sqlite
delete
  from "api_code"
  where "expires_at" < ?;
-- postgres
delete
  from "api_code"
  where "expires_at" < $1;
