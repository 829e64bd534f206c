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
