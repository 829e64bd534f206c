-- insertSupportRequest
-- sqlite
insert into "support_request" ("id", "partner_id", "customer_id", "order_id", "line_number", "subscription_id", "topic", "severity", "severity_rank", "status", "title", "description", "asked_minor", "asked_currency", "contact_name", "contact_email", "contact_phone", "created_at", "created_by", "changed_at", "changed_by", "closed_at", "reopened_count", "answered_at", "granted_minor", "granted_currency", "granted_at", "granted_by", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "support_request" ("id", "partner_id", "customer_id", "order_id", "line_number", "subscription_id", "topic", "severity", "severity_rank", "status", "title", "description", "asked_minor", "asked_currency", "contact_name", "contact_email", "contact_phone", "created_at", "created_by", "changed_at", "changed_by", "closed_at", "reopened_count", "answered_at", "granted_minor", "granted_currency", "granted_at", "granted_by", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29);

-- findSupportRequest
-- sqlite
select *
  from "support_request"
  where "id" = ?
  and "partner_id" = ?;
-- postgres
select *
  from "support_request"
  where "id" = $1
  and "partner_id" = $2;

-- findSupportRequest of anybody, for a change
-- sqlite
select *
  from "support_request"
  where "id" = ?;
-- postgres
select *
  from "support_request"
  where "id" = $1
  for no key update;

-- updateSupportRequest
-- sqlite
update "support_request"
  set "customer_id" = ?, "order_id" = ?, "line_number" = ?, "subscription_id" = ?, "topic" = ?, "severity" = ?, "severity_rank" = ?, "status" = ?, "title" = ?, "description" = ?, "asked_minor" = ?, "asked_currency" = ?, "contact_name" = ?, "contact_email" = ?, "contact_phone" = ?, "created_at" = ?, "created_by" = ?, "changed_at" = ?, "changed_by" = ?, "closed_at" = ?, "reopened_count" = ?, "answered_at" = ?, "granted_minor" = ?, "granted_currency" = ?, "granted_at" = ?, "granted_by" = ?, "version" = ?
  where "id" = ?
  and "partner_id" = ?
  and "version" = ?;
-- postgres
update "support_request"
  set "customer_id" = $1, "order_id" = $2, "line_number" = $3, "subscription_id" = $4, "topic" = $5, "severity" = $6, "severity_rank" = $7, "status" = $8, "title" = $9, "description" = $10, "asked_minor" = $11, "asked_currency" = $12, "contact_name" = $13, "contact_email" = $14, "contact_phone" = $15, "created_at" = $16, "created_by" = $17, "changed_at" = $18, "changed_by" = $19, "closed_at" = $20, "reopened_count" = $21, "answered_at" = $22, "granted_minor" = $23, "granted_currency" = $24, "granted_at" = $25, "granted_by" = $26, "version" = $27
  where "id" = $28
  and "partner_id" = $29
  and "version" = $30;

-- insertSupportEntries
-- sqlite
insert into "support_request" ("id", "partner_id", "customer_id", "order_id", "line_number", "subscription_id", "topic", "severity", "severity_rank", "status", "title", "description", "asked_minor", "asked_currency", "contact_name", "contact_email", "contact_phone", "created_at", "created_by", "changed_at", "changed_by", "closed_at", "reopened_count", "answered_at", "granted_minor", "granted_currency", "granted_at", "granted_by", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "support_entry" ("id", "request_id", "partner_id", "kind", "side", "user_id", "text", "severity", "granted_minor", "granted_currency", "at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "support_request" ("id", "partner_id", "customer_id", "order_id", "line_number", "subscription_id", "topic", "severity", "severity_rank", "status", "title", "description", "asked_minor", "asked_currency", "contact_name", "contact_email", "contact_phone", "created_at", "created_by", "changed_at", "changed_by", "closed_at", "reopened_count", "answered_at", "granted_minor", "granted_currency", "granted_at", "granted_by", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29);
insert into "support_entry" ("id", "request_id", "partner_id", "kind", "side", "user_id", "text", "severity", "granted_minor", "granted_currency", "at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- listSupportEntries
-- sqlite
select *
  from "support_entry"
  where "request_id" = ?
  and "partner_id" = ?
  order by "at" desc, "id" desc
  limit 201;
-- postgres
select *
  from "support_entry"
  where "request_id" = $1
  and "partner_id" = $2
  order by "at" desc, "id" desc
  limit 201;

-- insertSupportAttachments
-- sqlite
insert into "support_request" ("id", "partner_id", "customer_id", "order_id", "line_number", "subscription_id", "topic", "severity", "severity_rank", "status", "title", "description", "asked_minor", "asked_currency", "contact_name", "contact_email", "contact_phone", "created_at", "created_by", "changed_at", "changed_by", "closed_at", "reopened_count", "answered_at", "granted_minor", "granted_currency", "granted_at", "granted_by", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "support_attachment" ("id", "request_id", "partner_id", "entry_id", "file_name", "kind", "sha256", "size_bytes", "uploaded_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "support_request" ("id", "partner_id", "customer_id", "order_id", "line_number", "subscription_id", "topic", "severity", "severity_rank", "status", "title", "description", "asked_minor", "asked_currency", "contact_name", "contact_email", "contact_phone", "created_at", "created_by", "changed_at", "changed_by", "closed_at", "reopened_count", "answered_at", "granted_minor", "granted_currency", "granted_at", "granted_by", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29);
insert into "support_attachment" ("id", "request_id", "partner_id", "entry_id", "file_name", "kind", "sha256", "size_bytes", "uploaded_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- listSupportAttachments
-- sqlite
select *
  from "support_attachment"
  where "request_id" = ?
  and "partner_id" = ?
  order by "id";
-- postgres
select *
  from "support_attachment"
  where "request_id" = $1
  and "partner_id" = $2
  order by "id";

-- countSupportAttachments
-- sqlite
select count(*) as "count"
  from "support_attachment"
  where "request_id" = ?
  and "partner_id" = ?;
-- postgres
select count(*) as "count"
  from "support_attachment"
  where "request_id" = $1
  and "partner_id" = $2;

-- findSupportAttachment
-- sqlite
select *
  from "support_attachment"
  where "id" = ?
  and "request_id" = ?
  and "partner_id" = ?;
-- postgres
select *
  from "support_attachment"
  where "id" = $1
  and "request_id" = $2
  and "partner_id" = $3;

-- findSupportAttachment of anybody
-- sqlite
select *
  from "support_attachment"
  where "id" = ?
  and "request_id" = ?;
-- postgres
select *
  from "support_attachment"
  where "id" = $1
  and "request_id" = $2;

-- insertGrantedCredits
-- sqlite
-- postgres
