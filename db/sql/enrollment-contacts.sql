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
