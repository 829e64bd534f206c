-- insertSubscriptions
-- sqlite
insert into "order" ("id", "partner_id", "customer_id", "kind", "currency", "ordered_at", "ordered_by", "cart_id", "alternate_id")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "order_line" ("order_id", "line_number", "partner_id", "customer_id", "order_kind", "ordered_at", "product_id", "sku_id", "kind", "term_duration", "billing_plan", "quantity", "unit_price_minor", "currency", "subscription_id", "cancelled_at", "availability_id")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "subscription" ("id", "partner_id", "customer_id", "market", "product_id", "sku_id", "kind", "order_id", "line_number", "purchased_at", "is_auto_renew_on", "auto_renew_off_at", "next_term_duration", "next_billing_plan", "next_quantity", "term_number", "term_duration", "billing_plan", "quantity", "unit_price_minor", "currency", "availability_id", "anchor_on", "anchor_term_number", "term_start_at", "term_end_at", "window_opened_at", "window_ends_at", "charged_cycles", "next_charge_at", "cancelled_at", "expired_at", "hold_reason", "held_at", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "order" ("id", "partner_id", "customer_id", "kind", "currency", "ordered_at", "ordered_by", "cart_id", "alternate_id")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9);
insert into "order_line" ("order_id", "line_number", "partner_id", "customer_id", "order_kind", "ordered_at", "product_id", "sku_id", "kind", "term_duration", "billing_plan", "quantity", "unit_price_minor", "currency", "subscription_id", "cancelled_at", "availability_id")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17);
insert into "subscription" ("id", "partner_id", "customer_id", "market", "product_id", "sku_id", "kind", "order_id", "line_number", "purchased_at", "is_auto_renew_on", "auto_renew_off_at", "next_term_duration", "next_billing_plan", "next_quantity", "term_number", "term_duration", "billing_plan", "quantity", "unit_price_minor", "currency", "availability_id", "anchor_on", "anchor_term_number", "term_start_at", "term_end_at", "window_opened_at", "window_ends_at", "charged_cycles", "next_charge_at", "cancelled_at", "expired_at", "hold_reason", "held_at", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35);

-- findSubscription
-- sqlite
select *
  from "subscription"
  where "id" = ?
  and "partner_id" = ?;
-- postgres
select *
  from "subscription"
  where "id" = $1
  and "partner_id" = $2;

-- listSubscriptionsById
-- sqlite
select *
  from "subscription"
  where "id" in (select value
  from json_each(?))
  and +"partner_id" = ?;
-- postgres
select *
  from "subscription"
  where "id" = any($1::text[])
  and "partner_id" = $2;

-- findSubscriptionForChange
-- sqlite
select *
  from "subscription"
  where "id" = ?
  and "partner_id" = ?;
-- postgres
select *
  from "subscription"
  where "id" = $1
  and "partner_id" = $2
  for no key update;

-- findAnySubscriptionForChange
-- sqlite
select *
  from "subscription"
  where "id" = ?;
-- postgres
select *
  from "subscription"
  where "id" = $1
  for no key update;

-- updateSubscription
-- sqlite
update "subscription"
  set "customer_id" = ?, "market" = ?, "product_id" = ?, "sku_id" = ?, "kind" = ?, "order_id" = ?, "line_number" = ?, "purchased_at" = ?, "is_auto_renew_on" = ?, "auto_renew_off_at" = ?, "next_term_duration" = ?, "next_billing_plan" = ?, "next_quantity" = ?, "term_number" = ?, "term_duration" = ?, "billing_plan" = ?, "quantity" = ?, "unit_price_minor" = ?, "currency" = ?, "availability_id" = ?, "anchor_on" = ?, "anchor_term_number" = ?, "term_start_at" = ?, "term_end_at" = ?, "window_opened_at" = ?, "window_ends_at" = ?, "charged_cycles" = ?, "next_charge_at" = ?, "cancelled_at" = ?, "expired_at" = ?, "hold_reason" = ?, "held_at" = ?, "version" = ?, "will_not_renew_code" = ?, "will_not_renew_json" = ?
  where "id" = ?
  and "partner_id" = ?
  and "version" = ?;
-- postgres
update "subscription"
  set "customer_id" = $1, "market" = $2, "product_id" = $3, "sku_id" = $4, "kind" = $5, "order_id" = $6, "line_number" = $7, "purchased_at" = $8, "is_auto_renew_on" = $9, "auto_renew_off_at" = $10, "next_term_duration" = $11, "next_billing_plan" = $12, "next_quantity" = $13, "term_number" = $14, "term_duration" = $15, "billing_plan" = $16, "quantity" = $17, "unit_price_minor" = $18, "currency" = $19, "availability_id" = $20, "anchor_on" = $21, "anchor_term_number" = $22, "term_start_at" = $23, "term_end_at" = $24, "window_opened_at" = $25, "window_ends_at" = $26, "charged_cycles" = $27, "next_charge_at" = $28, "cancelled_at" = $29, "expired_at" = $30, "hold_reason" = $31, "held_at" = $32, "version" = $33, "will_not_renew_code" = $34, "will_not_renew_json" = $35
  where "id" = $36
  and "partner_id" = $37
  and "version" = $38;

-- updateFriendlyName
-- sqlite
update "subscription"
  set "friendly_name" = ?, "version" = ?
  where "id" = ?
  and "partner_id" = ?
  and "version" = ?;
-- postgres
update "subscription"
  set "friendly_name" = $1, "version" = $2
  where "id" = $3
  and "partner_id" = $4
  and "version" = $5;

-- updateSubscriptionHold
-- sqlite
update "subscription"
  set "hold_reason" = ?, "held_at" = ?, "version" = ?
  where "id" = ?
  and "partner_id" = ?
  and "version" = ?;
-- postgres
update "subscription"
  set "hold_reason" = $1, "held_at" = $2, "version" = $3
  where "id" = $4
  and "partner_id" = $5
  and "version" = $6;

-- listHeldSkus
-- sqlite
select "product_id", "sku_id"
  from "subscription"
  where "partner_id" = ?
  and "customer_id" = ?
  and "product_id" in (?)
  and "cancelled_at" is null
  and "expired_at" is null
  and "term_end_at" > ?
  union select "product_id", "sku_id"
  from "order_line"
  where "partner_id" = ?
  and "customer_id" = ?
  and "product_id" in (?)
  and "subscription_id" is null
  and "cancelled_at" is null;
-- postgres
select "product_id", "sku_id"
  from "subscription"
  where "partner_id" = $1
  and "customer_id" = $2
  and "product_id" in ($3)
  and "cancelled_at" is null
  and "expired_at" is null
  and "term_end_at" > $4
  union select "product_id", "sku_id"
  from "order_line"
  where "partner_id" = $5
  and "customer_id" = $6
  and "product_id" in ($7)
  and "subscription_id" is null
  and "cancelled_at" is null;
