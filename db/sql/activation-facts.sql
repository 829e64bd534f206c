-- readActivationFacts
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
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
insert into "enrollment_account" ("enrollment_id", "partner_id", "customer_id", "account_id", "cause", "linked_at", "linked_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("enrollment_id") do nothing;
select *
  from "enrollment"
  where "partner_id" = ?
  and "customer_id" = ?
  order by "number"
  limit 500;
select *
  from "enrollment_account"
  where "enrollment_id" in (select value
  from json_each(?));
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
select *
  from "service_order"
  where "enrollment_id" in (select value
  from json_each(?))
  and "ended_at" is null
  order by "placed_at", "id";
select *
  from "enrollment_contact"
  where "enrollment_id" = ?
  and "to_at" is null;
select *
  from "letter"
  where "enrollment_id" = ?
  order by "queued_at", "id"
  limit 500;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
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
insert into "enrollment_account" ("enrollment_id", "partner_id", "customer_id", "account_id", "cause", "linked_at", "linked_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("enrollment_id") do nothing;
select *
  from "enrollment"
  where "partner_id" = $1
  and "customer_id" = $2
  order by "number"
  limit 500;
select *
  from "enrollment_account"
  where "enrollment_id" = any($1::text[]);
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
select *
  from "service_order"
  where "enrollment_id" = any($1::text[])
  and "ended_at" is null
  order by "placed_at", "id";
select *
  from "enrollment_contact"
  where "enrollment_id" = $1
  and "to_at" is null;
select *
  from "letter"
  where "enrollment_id" = $1
  order by "queued_at", "id"
  limit 500;
