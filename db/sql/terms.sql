-- insertTerms
-- sqlite
insert into "term" ("subscription_id", "term_number", "partner_id", "duration", "billing_plan", "quantity", "unit_price_minor", "currency", "availability_id", "anchor_on", "anchor_term_number", "start_at", "end_at", "window_opened_at", "order_id", "line_number", "policy_version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "term" ("subscription_id", "term_number", "partner_id", "duration", "billing_plan", "quantity", "unit_price_minor", "currency", "availability_id", "anchor_on", "anchor_term_number", "start_at", "end_at", "window_opened_at", "order_id", "line_number", "policy_version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17);

-- listTermsOfSubscription
-- sqlite
select *
  from "term"
  where "subscription_id" = ?
  and "partner_id" = ?
  order by "term_number" desc
  limit 12;
-- postgres
select *
  from "term"
  where "subscription_id" = $1
  and "partner_id" = $2
  order by "term_number" desc
  limit 12;
