-- insertSession
-- sqlite
insert into "session" ("id_hash", "user_id", "created_at", "last_seen_at", "expires_at", "authenticated_at", "data_json", "browser", "operating_system")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "session" ("id_hash", "user_id", "created_at", "last_seen_at", "expires_at", "authenticated_at", "data_json", "browser", "operating_system")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- findSession
-- sqlite
select *
  from "session"
  where "id_hash" = ?;
-- postgres
select *
  from "session"
  where "id_hash" = $1;

-- updateSession
-- sqlite
insert into "session" ("id_hash", "user_id", "created_at", "last_seen_at", "expires_at", "authenticated_at", "data_json", "browser", "operating_system")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?);
update "session"
  set "id_hash" = ?, "user_id" = ?, "created_at" = ?, "last_seen_at" = ?, "expires_at" = ?, "authenticated_at" = ?, "data_json" = ?, "browser" = ?, "operating_system" = ?
  where "id_hash" = ?;
-- postgres
insert into "session" ("id_hash", "user_id", "created_at", "last_seen_at", "expires_at", "authenticated_at", "data_json", "browser", "operating_system")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9);
update "session"
  set "id_hash" = $1, "user_id" = $2, "created_at" = $3, "last_seen_at" = $4, "expires_at" = $5, "authenticated_at" = $6, "data_json" = $7, "browser" = $8, "operating_system" = $9
  where "id_hash" = $10;

-- deleteSession
-- sqlite
delete
  from "session"
  where "id_hash" = ?;
-- postgres
delete
  from "session"
  where "id_hash" = $1;

-- deleteSessionsOfUser
-- sqlite
delete
  from "session"
  where "user_id" = ?;
-- postgres
delete
  from "session"
  where "user_id" = $1;

-- deleteSessionsOfUser but one
-- sqlite
delete
  from "session"
  where "user_id" = ?
  and "id_hash" <> ?;
-- postgres
delete
  from "session"
  where "user_id" = $1
  and "id_hash" <> $2;

-- findOpenSession
-- sqlite
select "id_hash", "browser", "operating_system", "created_at", "last_seen_at"
  from "session"
  where "id_hash" = ?
  and "user_id" = ?
  and "expires_at" > ?;
-- postgres
select "id_hash", "browser", "operating_system", "created_at", "last_seen_at"
  from "session"
  where "id_hash" = $1
  and "user_id" = $2
  and "expires_at" > $3;

-- listOtherSessions
-- sqlite
select "id_hash", "browser", "operating_system", "created_at", "last_seen_at"
  from "session"
  where "user_id" = ?
  and "id_hash" <> ?
  and "expires_at" > ?
  order by "created_at" desc, "id_hash" desc
  limit 51;
-- postgres
select "id_hash", "browser", "operating_system", "created_at", "last_seen_at"
  from "session"
  where "user_id" = $1
  and "id_hash" <> $2
  and "expires_at" > $3
  order by "created_at" desc, "id_hash" desc
  limit 51;

-- deleteOpenSession
-- sqlite
delete
  from "session"
  where "id_hash" = ?
  and "user_id" = ?
  and "expires_at" > ? returning "id_hash", "browser", "operating_system", "created_at", "last_seen_at";
-- postgres
delete
  from "session"
  where "id_hash" = $1
  and "user_id" = $2
  and "expires_at" > $3 returning "id_hash", "browser", "operating_system", "created_at", "last_seen_at";

-- touchSession
-- sqlite
update "session"
  set "last_seen_at" = ?, "expires_at" = ?
  where "id_hash" = ?
  and "last_seen_at" < ?;
-- postgres
update "session"
  set "last_seen_at" = $1, "expires_at" = $2
  where "id_hash" = $3
  and "last_seen_at" < $4;

-- shiftSessions
-- sqlite
update "session"
  set "created_at" = created_at + ?, "last_seen_at" = last_seen_at + ?, "expires_at" = expires_at + ?, "authenticated_at" = authenticated_at + ?;
-- postgres
update "session"
  set "created_at" = created_at + $1, "last_seen_at" = last_seen_at + $2, "expires_at" = expires_at + $3, "authenticated_at" = authenticated_at + $4;

-- deleteExpiredSessions
-- sqlite
delete
  from "session"
  where "id_hash" in (select "id_hash"
  from "session"
  where "expires_at" < ?
  order by "expires_at"
  limit 500);
-- postgres
delete
  from "session"
  where "id_hash" in (select "id_hash"
  from "session"
  where "expires_at" < $1
  order by "expires_at"
  limit 500);

-- findSessionWithUser
-- sqlite
select "session"."created_at", "session"."last_seen_at", "session"."expires_at", "session"."authenticated_at", "user_account"."id" as "user_id", "user_account"."email", "user_account"."display_name", "user_account"."disabled_at", "user_account"."organization_kind", "user_account"."partner_id", "user_account"."customer_id", "user_account"."language", "user_account"."time_zone", "user_account"."theme", "partner"."name" as "partner_name", "customer"."name" as "customer_name", "user_role"."role"
  from "session" inner join "user_account" on "user_account"."id" = "session"."user_id" left join "partner" on "partner"."id" = "user_account"."partner_id" left join "customer" on "customer"."id" = "user_account"."customer_id" left join "user_role" on "user_role"."user_id" = "user_account"."id"
  where "session"."id_hash" = ?;
-- postgres
select "session"."created_at", "session"."last_seen_at", "session"."expires_at", "session"."authenticated_at", "user_account"."id" as "user_id", "user_account"."email", "user_account"."display_name", "user_account"."disabled_at", "user_account"."organization_kind", "user_account"."partner_id", "user_account"."customer_id", "user_account"."language", "user_account"."time_zone", "user_account"."theme", "partner"."name" as "partner_name", "customer"."name" as "customer_name", "user_role"."role"
  from "session" inner join "user_account" on "user_account"."id" = "session"."user_id" left join "partner" on "partner"."id" = "user_account"."partner_id" left join "customer" on "customer"."id" = "user_account"."customer_id" left join "user_role" on "user_role"."user_id" = "user_account"."id"
  where "session"."id_hash" = $1;
