-- findAccountLink
-- sqlite
select *
  from "enrollment_account"
  where "enrollment_id" in (select value
  from json_each(?));
-- postgres
select *
  from "enrollment_account"
  where "enrollment_id" = any($1::text[]);

-- listAccountLinks
-- sqlite
select *
  from "enrollment_account"
  where "enrollment_id" in (select value
  from json_each(?));
-- postgres
select *
  from "enrollment_account"
  where "enrollment_id" = any($1::text[]);

-- insertAccountLink
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

-- moveAccountLink
-- sqlite
update "enrollment_account"
  set "account_id" = ?, "cause" = ?, "linked_at" = ?, "linked_by" = ?
  where "enrollment_id" = ?
  and "account_id" = ?;
-- postgres
update "enrollment_account"
  set "account_id" = $1, "cause" = $2, "linked_at" = $3, "linked_by" = $4
  where "enrollment_id" = $5
  and "account_id" = $6;

-- listEndedEnrollments
-- sqlite
select "enrollment"."id"
  from "enrollment" inner join "enrollment_account" on "enrollment_account"."enrollment_id" = "enrollment"."id" left join "enrollment_milestone" as "last" on "last"."enrollment_id" = "enrollment"."id"
  and "last"."kind" = ?
  where "enrollment"."ends_on" <= ?
  and "last"."enrollment_id" is null
  order by "enrollment"."ends_on", "enrollment"."id"
  limit 50;
-- postgres
select "enrollment"."id"
  from "enrollment" inner join "enrollment_account" on "enrollment_account"."enrollment_id" = "enrollment"."id" left join "enrollment_milestone" as "last" on "last"."enrollment_id" = "enrollment"."id"
  and "last"."kind" = $1
  where "enrollment"."ends_on" <= $2
  and "last"."enrollment_id" is null
  order by "enrollment"."ends_on", "enrollment"."id"
  limit 50;

-- listMilestones
-- sqlite
select *
  from "enrollment_milestone"
  where "enrollment_id" in (select value
  from json_each(?))
  order by "enrollment_id", "due_at";
-- postgres
select *
  from "enrollment_milestone"
  where "enrollment_id" = any($1::text[])
  order by "enrollment_id", "due_at";

-- insertMilestone
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment_milestone" ("enrollment_id", "kind", "due_at", "reached_at")
  values (?, ?, ?, ?)
  on conflict ("enrollment_id", "kind") do nothing;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment_milestone" ("enrollment_id", "kind", "due_at", "reached_at")
  values ($1, $2, $3, $4)
  on conflict ("enrollment_id", "kind") do nothing;
