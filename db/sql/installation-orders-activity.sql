-- listInstallationActivity
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select *
  from "activity"
  where "customer_id" = ?
  and "action" in (select value
  from json_each(?))
  and "partner_id" = ?
  order by "at", "id"
  limit 20000;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);
select *
  from "activity"
  where "customer_id" = $1
  and "action" = any($2::text[])
  and "partner_id" = $3
  order by "at", "id"
  limit 20000;
