-- listServiceAccounts
-- sqlite
select "domain"
  from "service_account_domain"
  where "partner_id" = ?
  and "domain" in (select value
  from json_each(?))
  limit 1;
insert into "service_account" ("id", "partner_id", "customer_id", "name", "name_key", "country", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "service_account_domain" ("domain", "partner_id", "account_id")
  values (?, ?, ?);
insert into "service_account_admin" ("account_id", "email", "name", "kind")
  values (?, ?, ?, ?);
select *
  from "service_account"
  where "partner_id" = ?
  and "customer_id" = ?
  order by "name_key", "id"
  limit 100;
select *
  from "service_account_domain"
  where "account_id" in (select value
  from json_each(?))
  order by "domain";
select *
  from "service_account_admin"
  where "account_id" in (select value
  from json_each(?))
  order by "email", "kind";
-- postgres
select "domain"
  from "service_account_domain"
  where "partner_id" = $1
  and "domain" = any($2::text[])
  limit 1;
insert into "service_account" ("id", "partner_id", "customer_id", "name", "name_key", "country", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "service_account_domain" ("domain", "partner_id", "account_id")
  values ($1, $2, $3);
insert into "service_account_admin" ("account_id", "email", "name", "kind")
  values ($1, $2, $3, $4);
select *
  from "service_account"
  where "partner_id" = $1
  and "customer_id" = $2
  order by "name_key", "id"
  limit 100;
select *
  from "service_account_domain"
  where "account_id" = any($1::text[])
  order by "domain";
select *
  from "service_account_admin"
  where "account_id" = any($1::text[])
  order by "email", "kind";

-- findServiceAccount
-- sqlite
select "domain"
  from "service_account_domain"
  where "partner_id" = ?
  and "domain" in (select value
  from json_each(?))
  limit 1;
insert into "service_account" ("id", "partner_id", "customer_id", "name", "name_key", "country", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "service_account_domain" ("domain", "partner_id", "account_id")
  values (?, ?, ?);
insert into "service_account_admin" ("account_id", "email", "name", "kind")
  values (?, ?, ?, ?);
select "customer_id"
  from "service_account"
  where "partner_id" = ?
  and "id" = ?;
select *
  from "service_account"
  where "partner_id" = ?
  and "customer_id" = ?
  order by "name_key", "id"
  limit 100;
select *
  from "service_account_domain"
  where "account_id" in (select value
  from json_each(?))
  order by "domain";
select *
  from "service_account_admin"
  where "account_id" in (select value
  from json_each(?))
  order by "email", "kind";
-- postgres
select "domain"
  from "service_account_domain"
  where "partner_id" = $1
  and "domain" = any($2::text[])
  limit 1;
insert into "service_account" ("id", "partner_id", "customer_id", "name", "name_key", "country", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "service_account_domain" ("domain", "partner_id", "account_id")
  values ($1, $2, $3);
insert into "service_account_admin" ("account_id", "email", "name", "kind")
  values ($1, $2, $3, $4);
select "customer_id"
  from "service_account"
  where "partner_id" = $1
  and "id" = $2;
select *
  from "service_account"
  where "partner_id" = $1
  and "customer_id" = $2
  order by "name_key", "id"
  limit 100;
select *
  from "service_account_domain"
  where "account_id" = any($1::text[])
  order by "domain";
select *
  from "service_account_admin"
  where "account_id" = any($1::text[])
  order by "email", "kind";

-- insertServiceAccount
-- sqlite
select "domain"
  from "service_account_domain"
  where "partner_id" = ?
  and "domain" in (select value
  from json_each(?))
  limit 1;
insert into "service_account" ("id", "partner_id", "customer_id", "name", "name_key", "country", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "service_account_domain" ("domain", "partner_id", "account_id")
  values (?, ?, ?);
insert into "service_account_admin" ("account_id", "email", "name", "kind")
  values (?, ?, ?, ?);
-- postgres
select "domain"
  from "service_account_domain"
  where "partner_id" = $1
  and "domain" = any($2::text[])
  limit 1;
insert into "service_account" ("id", "partner_id", "customer_id", "name", "name_key", "country", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "service_account_domain" ("domain", "partner_id", "account_id")
  values ($1, $2, $3);
insert into "service_account_admin" ("account_id", "email", "name", "kind")
  values ($1, $2, $3, $4);

-- listAccountUsers
-- sqlite
select *
  from "service_account_user"
  where "account_id" = ?
  order by "name", "id"
  limit 5000;
select "user_id", "service_id"
  from "licence_assignment"
  where "account_id" = ?
  order by "user_id", "service_id";
-- postgres
select *
  from "service_account_user"
  where "account_id" = $1
  order by "name", "id"
  limit 5000;
select "user_id", "service_id"
  from "licence_assignment"
  where "account_id" = $1
  order by "user_id", "service_id";

-- insertAccountUsers
-- sqlite
select "domain"
  from "service_account_domain"
  where "partner_id" = ?
  and "domain" in (select value
  from json_each(?))
  limit 1;
insert into "service_account" ("id", "partner_id", "customer_id", "name", "name_key", "country", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "service_account_domain" ("domain", "partner_id", "account_id")
  values (?, ?, ?);
insert into "service_account_admin" ("account_id", "email", "name", "kind")
  values (?, ?, ?, ?);
insert into "service_account_user" ("id", "account_id", "name", "email")
  values (?, ?, ?, ?)
  on conflict ("account_id", "email") do nothing;
-- postgres
select "domain"
  from "service_account_domain"
  where "partner_id" = $1
  and "domain" = any($2::text[])
  limit 1;
insert into "service_account" ("id", "partner_id", "customer_id", "name", "name_key", "country", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "service_account_domain" ("domain", "partner_id", "account_id")
  values ($1, $2, $3);
insert into "service_account_admin" ("account_id", "email", "name", "kind")
  values ($1, $2, $3, $4);
insert into "service_account_user" ("id", "account_id", "name", "email")
  values ($1, $2, $3, $4)
  on conflict ("account_id", "email") do nothing;

-- insertAssignments
-- sqlite
select "domain"
  from "service_account_domain"
  where "partner_id" = ?
  and "domain" in (select value
  from json_each(?))
  limit 1;
insert into "service_account" ("id", "partner_id", "customer_id", "name", "name_key", "country", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "service_account_domain" ("domain", "partner_id", "account_id")
  values (?, ?, ?);
insert into "service_account_admin" ("account_id", "email", "name", "kind")
  values (?, ?, ?, ?);
insert into "service_account_user" ("id", "account_id", "name", "email")
  values (?, ?, ?, ?)
  on conflict ("account_id", "email") do nothing;
insert into "licence_assignment" ("account_id", "user_id", "service_id", "assigned_at")
  values (?, ?, ?, ?)
  on conflict ("user_id", "service_id") do nothing;
-- postgres
select "domain"
  from "service_account_domain"
  where "partner_id" = $1
  and "domain" = any($2::text[])
  limit 1;
insert into "service_account" ("id", "partner_id", "customer_id", "name", "name_key", "country", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "service_account_domain" ("domain", "partner_id", "account_id")
  values ($1, $2, $3);
insert into "service_account_admin" ("account_id", "email", "name", "kind")
  values ($1, $2, $3, $4);
insert into "service_account_user" ("id", "account_id", "name", "email")
  values ($1, $2, $3, $4)
  on conflict ("account_id", "email") do nothing;
insert into "licence_assignment" ("account_id", "user_id", "service_id", "assigned_at")
  values ($1, $2, $3, $4)
  on conflict ("user_id", "service_id") do nothing;

-- deleteAssignments
-- sqlite
delete
  from "licence_assignment"
  where "account_id" = ?
  and "service_id" in (select value
  from json_each(?));
-- postgres
delete
  from "licence_assignment"
  where "account_id" = $1
  and "service_id" = any($2::text[]);
