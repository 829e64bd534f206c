-- insertActivationCase
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "support_request" ("id", "partner_id", "customer_id", "order_id", "line_number", "subscription_id", "topic", "severity", "severity_rank", "status", "title", "description", "asked_minor", "asked_currency", "contact_name", "contact_email", "contact_phone", "created_at", "created_by", "changed_at", "changed_by", "closed_at", "reopened_count", "answered_at", "granted_minor", "granted_currency", "granted_at", "granted_by", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "activation_case" ("request_id", "partner_id", "customer_id", "enrollment_id", "service_id", "kind", "to_account_id", "opened_at", "done_at", "done_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "support_request" ("id", "partner_id", "customer_id", "order_id", "line_number", "subscription_id", "topic", "severity", "severity_rank", "status", "title", "description", "asked_minor", "asked_currency", "contact_name", "contact_email", "contact_phone", "created_at", "created_by", "changed_at", "changed_by", "closed_at", "reopened_count", "answered_at", "granted_minor", "granted_currency", "granted_at", "granted_by", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29);
insert into "activation_case" ("request_id", "partner_id", "customer_id", "enrollment_id", "service_id", "kind", "to_account_id", "opened_at", "done_at", "done_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- findActivationCase
-- sqlite
select *, (select coalesce("support_request"."answered_at", "support_request"."closed_at") as "at"
  from "support_request"
  where "support_request"."id" = "activation_case"."request_id") as "answered_at"
  from "activation_case"
  where "request_id" = ?;
-- postgres
select *, (select coalesce("support_request"."answered_at", "support_request"."closed_at") as "at"
  from "support_request"
  where "support_request"."id" = "activation_case"."request_id") as "answered_at"
  from "activation_case"
  where "request_id" = $1;

-- findActivationCase for a change
-- sqlite
select *, (select coalesce("support_request"."answered_at", "support_request"."closed_at") as "at"
  from "support_request"
  where "support_request"."id" = "activation_case"."request_id") as "answered_at"
  from "activation_case"
  where "request_id" = ?;
-- postgres
select *, (select coalesce("support_request"."answered_at", "support_request"."closed_at") as "at"
  from "support_request"
  where "support_request"."id" = "activation_case"."request_id") as "answered_at"
  from "activation_case"
  where "request_id" = $1
  for no key update;

-- listOpenCases
-- sqlite
select *, (select coalesce("support_request"."answered_at", "support_request"."closed_at") as "at"
  from "support_request"
  where "support_request"."id" = "activation_case"."request_id") as "answered_at"
  from "activation_case"
  where "done_at" is null
  order by "opened_at", "request_id"
  limit 50;
-- postgres
select *, (select coalesce("support_request"."answered_at", "support_request"."closed_at") as "at"
  from "support_request"
  where "support_request"."id" = "activation_case"."request_id") as "answered_at"
  from "activation_case"
  where "done_at" is null
  order by "opened_at", "request_id"
  limit 50;

-- finishActivationCase
-- sqlite
update "activation_case"
  set "done_at" = ?, "done_by" = ?
  where "request_id" = ?
  and "done_at" is null;
-- postgres
update "activation_case"
  set "done_at" = $1, "done_by" = $2
  where "request_id" = $3
  and "done_at" is null;
