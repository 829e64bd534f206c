-- listEndedInstallations
-- sqlite
select "id", "done_at", "changed_at", "held_at"
  from "installation_order"
  where "state" = ?
  and "done_at" <= ?
  and "held_at" is null
  order by "done_at", "id"
  limit 50;
select "id", "done_at", "changed_at", "held_at"
  from "installation_order"
  where "state" = ?
  and "changed_at" <= ?
  and "held_at" is null
  order by "changed_at", "id"
  limit 50;
-- postgres
select "id", "done_at", "changed_at", "held_at"
  from "installation_order"
  where "state" = $1
  and "done_at" <= $2
  and "held_at" is null
  order by "done_at", "id"
  limit 50;
select "id", "done_at", "changed_at", "held_at"
  from "installation_order"
  where "state" = $1
  and "changed_at" <= $2
  and "held_at" is null
  order by "changed_at", "id"
  limit 50;

-- clearInstallation
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
insert into "installation_cleared" ("order_id", "partner_id", "customer_id", "ended_at", "kept_until", "devices", "cleared_at")
  values (?, ?, ?, ?, ?, ?, ?);
delete
  from "imaging_record"
  where "order_id" = ?
  and "partner_id" = ?;
delete
  from "evidence_export"
  where "order_id" = ?
  and "partner_id" = ?;
delete
  from "license_investigation"
  where "order_id" = ?
  and "partner_id" = ?;
delete
  from "license_verification_device"
  where "order_id" = ?
  and "partner_id" = ?;
delete
  from "license_verification"
  where "order_id" = ?
  and "partner_id" = ?;
delete
  from "installation_device"
  where "order_id" = ?
  and "partner_id" = ?;
delete
  from "installation_order"
  where "id" = ?
  and "partner_id" = ?;
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
insert into "installation_cleared" ("order_id", "partner_id", "customer_id", "ended_at", "kept_until", "devices", "cleared_at")
  values ($1, $2, $3, $4, $5, $6, $7);
delete
  from "imaging_record"
  where "order_id" = $1
  and "partner_id" = $2;
delete
  from "evidence_export"
  where "order_id" = $1
  and "partner_id" = $2;
delete
  from "license_investigation"
  where "order_id" = $1
  and "partner_id" = $2;
delete
  from "license_verification_device"
  where "order_id" = $1
  and "partner_id" = $2;
delete
  from "license_verification"
  where "order_id" = $1
  and "partner_id" = $2;
delete
  from "installation_device"
  where "order_id" = $1
  and "partner_id" = $2;
delete
  from "installation_order"
  where "id" = $1
  and "partner_id" = $2;
