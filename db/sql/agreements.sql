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
  limit ?;
-- postgres
select "agreement".*, "customer"."name" as "customer_name", (select count(*) as "count"
  from "enrollment"
  where "enrollment"."agreement_id" = "agreement"."id") as "enrollment_count"
  from "agreement" inner join "customer" on "customer"."id" = "agreement"."customer_id"
  where "agreement"."partner_id" = $1
  order by "agreement"."number" asc, "agreement"."id" asc
  limit $2;

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
  limit ?;
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
  limit $9;

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
  limit ?;
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
  limit $6;

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
  limit ?;
-- postgres
select *
  from "enrollment"
  where "partner_id" = $1
  and "customer_id" = $2
  order by "number"
  limit $3;

-- listEnrollments of an agreement
-- sqlite
select *
  from "enrollment"
  where "partner_id" = ?
  and "customer_id" = ?
  and "agreement_id" = ?
  order by "number"
  limit ?;
-- postgres
select *
  from "enrollment"
  where "partner_id" = $1
  and "customer_id" = $2
  and "agreement_id" = $3
  order by "number"
  limit $4;

-- listRolesAtAgreement
-- sqlite
select "role"
  from "agreement_role"
  where "agreement_id" = ?
  and "user_id" = ?
  and "withdrawn_at" is null
  order by "role";
-- postgres
select "role"
  from "agreement_role"
  where "agreement_id" = $1
  and "user_id" = $2
  and "withdrawn_at" is null
  order by "role";

-- listAgreementPeople
-- sqlite
select "agreement_role"."user_id", "agreement_role"."role", "agreement_role"."granted_at", "user_account"."display_name", "user_account"."email", "user_account"."organization_kind"
  from "agreement_role" inner join "user_account" on "user_account"."id" = "agreement_role"."user_id"
  where "agreement_role"."agreement_id" = ?
  and "agreement_role"."withdrawn_at" is null
  order by "user_account"."display_name", "agreement_role"."role";
-- postgres
select "agreement_role"."user_id", "agreement_role"."role", "agreement_role"."granted_at", "user_account"."display_name", "user_account"."email", "user_account"."organization_kind"
  from "agreement_role" inner join "user_account" on "user_account"."id" = "agreement_role"."user_id"
  where "agreement_role"."agreement_id" = $1
  and "agreement_role"."withdrawn_at" is null
  order by "user_account"."display_name", "agreement_role"."role";

-- insertAgreementRole
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "agreement_role" ("id", "agreement_id", "partner_id", "customer_id", "user_id", "role", "granted_at", "granted_by", "withdrawn_at", "withdrawn_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict do nothing;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "agreement_role" ("id", "agreement_id", "partner_id", "customer_id", "user_id", "role", "granted_at", "granted_by", "withdrawn_at", "withdrawn_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  on conflict do nothing;

-- withdrawAgreementRole
-- sqlite
update "agreement_role"
  set "withdrawn_at" = ?, "withdrawn_by" = ?
  where "agreement_id" = ?
  and "user_id" = ?
  and "role" = ?
  and "withdrawn_at" is null;
-- postgres
update "agreement_role"
  set "withdrawn_at" = $1, "withdrawn_by" = $2
  where "agreement_id" = $3
  and "user_id" = $4
  and "role" = $5
  and "withdrawn_at" is null;

-- listContacts
-- sqlite
select *
  from "enrollment_contact"
  where "enrollment_id" = ?
  order by "from_at", "id";
-- postgres
select *
  from "enrollment_contact"
  where "enrollment_id" = $1
  order by "from_at", "id";

-- findContact
-- sqlite
select *
  from "enrollment_contact"
  where "enrollment_id" = ?
  and "to_at" is null;
-- postgres
select *
  from "enrollment_contact"
  where "enrollment_id" = $1
  and "to_at" is null;

-- replaceContact
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
update "enrollment_contact"
  set "to_at" = ?
  where "enrollment_id" = ?
  and "to_at" is null;
insert into "enrollment_contact" ("id", "enrollment_id", "partner_id", "name", "email", "language", "from_at", "to_at", "entered_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
update "enrollment_contact"
  set "to_at" = $1
  where "enrollment_id" = $2
  and "to_at" is null;
insert into "enrollment_contact" ("id", "enrollment_id", "partner_id", "name", "email", "language", "from_at", "to_at", "entered_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- hasReservationGrant
-- sqlite
select "id"
  from "reservation_grant"
  where "enrollment_id" = ?
  and "user_id" = ?
  and "withdrawn_at" is null;
-- postgres
select "id"
  from "reservation_grant"
  where "enrollment_id" = $1
  and "user_id" = $2
  and "withdrawn_at" is null;

-- listReservationGrants
-- sqlite
select "reservation_grant"."user_id", "reservation_grant"."granted_at", "user_account"."display_name", "user_account"."email"
  from "reservation_grant" inner join "user_account" on "user_account"."id" = "reservation_grant"."user_id"
  where "reservation_grant"."enrollment_id" = ?
  and "reservation_grant"."withdrawn_at" is null
  order by "user_account"."display_name";
-- postgres
select "reservation_grant"."user_id", "reservation_grant"."granted_at", "user_account"."display_name", "user_account"."email"
  from "reservation_grant" inner join "user_account" on "user_account"."id" = "reservation_grant"."user_id"
  where "reservation_grant"."enrollment_id" = $1
  and "reservation_grant"."withdrawn_at" is null
  order by "user_account"."display_name";

-- insertReservationGrant
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "reservation_grant" ("id", "enrollment_id", "partner_id", "user_id", "granted_at", "granted_by", "withdrawn_at", "withdrawn_by")
  values (?, ?, ?, ?, ?, ?, ?, ?)
  on conflict do nothing;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "reservation_grant" ("id", "enrollment_id", "partner_id", "user_id", "granted_at", "granted_by", "withdrawn_at", "withdrawn_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict do nothing;

-- withdrawReservationGrant
-- sqlite
update "reservation_grant"
  set "withdrawn_at" = ?, "withdrawn_by" = ?
  where "enrollment_id" = ?
  and "user_id" = ?
  and "withdrawn_at" is null;
-- postgres
update "reservation_grant"
  set "withdrawn_at" = $1, "withdrawn_by" = $2
  where "enrollment_id" = $3
  and "user_id" = $4
  and "withdrawn_at" is null;

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
