-- insertActivity
-- sqlite
insert into "activity" ("id", "actor_kind", "actor_user_id", "actor_job", "actor_roles", "address", "partner_id", "at", "action", "outcome", "refusal_code", "customer_id", "order_id", "subscription_id", "product_id", "old_json", "new_json")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "activity" ("id", "actor_kind", "actor_user_id", "actor_job", "actor_roles", "address", "partner_id", "at", "action", "outcome", "refusal_code", "customer_id", "order_id", "subscription_id", "product_id", "old_json", "new_json")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17);

-- listActivityOfSubscription
-- sqlite
select *
  from "activity"
  where "subscription_id" = ?
  and "partner_id" = ?
  order by "at" desc, "id" desc
  limit ?;
-- postgres
select *
  from "activity"
  where "subscription_id" = $1
  and "partner_id" = $2
  order by "at" desc, "id" desc
  limit $3;
