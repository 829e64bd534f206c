-- insertAgreement
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;

-- findAgreement
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
select *
  from "agreement"
  where "partner_id" = ?
  and "id" = ?
  and "customer_id" = ?;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
select *
  from "agreement"
  where "partner_id" = $1
  and "id" = $2
  and "customer_id" = $3;

-- listAgreements
-- sqlite
select "agreement".*, "customer"."name" as "customer_name", (select count(*) as "count"
  from "enrollment"
  where "enrollment"."agreement_id" = "agreement"."id") as "enrollment_count"
  from "agreement" inner join "customer" on "customer"."id" = "agreement"."customer_id"
  where "agreement"."partner_id" = ?
  order by "agreement"."number" asc, "agreement"."id" asc
  limit 51;
-- postgres
select "agreement".*, "customer"."name" as "customer_name", (select count(*) as "count"
  from "enrollment"
  where "enrollment"."agreement_id" = "agreement"."id") as "enrollment_count"
  from "agreement" inner join "customer" on "customer"."id" = "agreement"."customer_id"
  where "agreement"."partner_id" = $1
  order by "agreement"."number" asc, "agreement"."id" asc
  limit 51;

-- listAgreements searched, after a key
-- sqlite
select "agreement".*, "customer"."name" as "customer_name", (select count(*) as "count"
  from "enrollment"
  where "enrollment"."agreement_id" = "agreement"."id") as "enrollment_count"
  from "agreement" inner join "customer" on "customer"."id" = "agreement"."customer_id"
  where "agreement"."partner_id" = ?
  and (("agreement"."number" >= ?
  and "agreement"."number" <= ?) or "agreement"."id" in (select "agreement_id"
  from "enrollment"
  where "enrollment"."partner_id" = ?
  and "enrollment"."number" >= ?
  and "enrollment"."number" <= ?))
  and ("agreement"."number", "agreement"."id") > (?, ?)
  order by "agreement"."number" asc, "agreement"."id" asc
  limit 51;
-- postgres
select "agreement".*, "customer"."name" as "customer_name", (select count(*) as "count"
  from "enrollment"
  where "enrollment"."agreement_id" = "agreement"."id") as "enrollment_count"
  from "agreement" inner join "customer" on "customer"."id" = "agreement"."customer_id"
  where "agreement"."partner_id" = $1
  and (("agreement"."number" >= $2
  and "agreement"."number" <= $3) or "agreement"."id" in (select "agreement_id"
  from "enrollment"
  where "enrollment"."partner_id" = $4
  and "enrollment"."number" >= $5
  and "enrollment"."number" <= $6))
  and ("agreement"."number", "agreement"."id") > ($7, $8)
  order by "agreement"."number" asc, "agreement"."id" asc
  limit 51;

-- listAgreements of a customer, held by somebody, before a key
-- sqlite
select "agreement".*, "customer"."name" as "customer_name", (select count(*) as "count"
  from "enrollment"
  where "enrollment"."agreement_id" = "agreement"."id") as "enrollment_count"
  from "agreement" inner join "customer" on "customer"."id" = "agreement"."customer_id"
  where "agreement"."partner_id" = ?
  and "agreement"."customer_id" = ?
  and "agreement"."id" in (select "agreement_id"
  from "agreement_role"
  where "user_id" = ?
  and "withdrawn_at" is null)
  and ("agreement"."number", "agreement"."id") < (?, ?)
  order by "agreement"."number" desc, "agreement"."id" desc
  limit 51;
-- postgres
select "agreement".*, "customer"."name" as "customer_name", (select count(*) as "count"
  from "enrollment"
  where "enrollment"."agreement_id" = "agreement"."id") as "enrollment_count"
  from "agreement" inner join "customer" on "customer"."id" = "agreement"."customer_id"
  where "agreement"."partner_id" = $1
  and "agreement"."customer_id" = $2
  and "agreement"."id" in (select "agreement_id"
  from "agreement_role"
  where "user_id" = $3
  and "withdrawn_at" is null)
  and ("agreement"."number", "agreement"."id") < ($4, $5)
  order by "agreement"."number" desc, "agreement"."id" desc
  limit 51;

-- insertEnrollment
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;

-- findEnrollment
-- sqlite
select *
  from "enrollment"
  where "partner_id" = ?
  and "id" = ?
  and "customer_id" = ?;
-- postgres
select *
  from "enrollment"
  where "partner_id" = $1
  and "id" = $2
  and "customer_id" = $3;

-- findEnrollment for a change
-- sqlite
select *
  from "enrollment"
  where "partner_id" = ?
  and "id" = ?;
-- postgres
select *
  from "enrollment"
  where "partner_id" = $1
  and "id" = $2
  for no key update;

-- findAnyEnrollment
-- sqlite
select *
  from "enrollment"
  where "id" = ?;
-- postgres
select *
  from "enrollment"
  where "id" = $1;

-- findAnyEnrollment for a change
-- sqlite
select *
  from "enrollment"
  where "id" = ?;
-- postgres
select *
  from "enrollment"
  where "id" = $1
  for no key update;

-- listEnrollments
-- sqlite
select *
  from "enrollment"
  where "partner_id" = ?
  and "customer_id" = ?
  order by "number"
  limit 500;
-- postgres
select *
  from "enrollment"
  where "partner_id" = $1
  and "customer_id" = $2
  order by "number"
  limit 500;

-- listEnrollments of an agreement
-- sqlite
select *
  from "enrollment"
  where "partner_id" = ?
  and "customer_id" = ?
  and "agreement_id" = ?
  order by "number"
  limit 500;
-- postgres
select *
  from "enrollment"
  where "partner_id" = $1
  and "customer_id" = $2
  and "agreement_id" = $3
  order by "number"
  limit 500;

-- listEnrollmentsById
-- sqlite
select *
  from "enrollment"
  where "id" in (select value
  from json_each(?));
-- postgres
select *
  from "enrollment"
  where "id" = any($1::text[]);
