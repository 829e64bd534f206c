-- insertNotices
-- sqlite
insert into "notice" ("id", "partner_id", "customer_id", "subscription_id", "term_number", "order_id", "kind", "dedupe_key", "facts_json", "queued_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("dedupe_key") do nothing;
-- postgres
insert into "notice" ("id", "partner_id", "customer_id", "subscription_id", "term_number", "order_id", "kind", "dedupe_key", "facts_json", "queued_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  on conflict ("dedupe_key") do nothing;
