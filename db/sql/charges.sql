-- insertCharges
-- sqlite
insert into "order" ("id", "partner_id", "customer_id", "kind", "currency", "ordered_at", "ordered_by", "cart_id", "alternate_id")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "order_line" ("order_id", "line_number", "partner_id", "customer_id", "order_kind", "ordered_at", "product_id", "sku_id", "kind", "term_duration", "billing_plan", "quantity", "unit_price_minor", "currency", "subscription_id", "cancelled_at", "availability_id")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "subscription" ("id", "partner_id", "customer_id", "market", "product_id", "sku_id", "kind", "order_id", "line_number", "purchased_at", "is_auto_renew_on", "auto_renew_off_at", "next_term_duration", "next_billing_plan", "next_quantity", "term_number", "term_duration", "billing_plan", "quantity", "unit_price_minor", "currency", "availability_id", "anchor_on", "anchor_term_number", "term_start_at", "term_end_at", "window_opened_at", "window_ends_at", "charged_cycles", "next_charge_at", "cancelled_at", "expired_at", "hold_reason", "held_at", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "charge" ("id", "partner_id", "customer_id", "order_id", "line_number", "subscription_id", "term_number", "cycle_number", "starts_on", "ends_on", "kind", "unit_price_minor", "quantity", "amount_minor", "currency", "charged_at", "recorded_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "order" ("id", "partner_id", "customer_id", "kind", "currency", "ordered_at", "ordered_by", "cart_id", "alternate_id")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9);
insert into "order_line" ("order_id", "line_number", "partner_id", "customer_id", "order_kind", "ordered_at", "product_id", "sku_id", "kind", "term_duration", "billing_plan", "quantity", "unit_price_minor", "currency", "subscription_id", "cancelled_at", "availability_id")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17);
insert into "subscription" ("id", "partner_id", "customer_id", "market", "product_id", "sku_id", "kind", "order_id", "line_number", "purchased_at", "is_auto_renew_on", "auto_renew_off_at", "next_term_duration", "next_billing_plan", "next_quantity", "term_number", "term_duration", "billing_plan", "quantity", "unit_price_minor", "currency", "availability_id", "anchor_on", "anchor_term_number", "term_start_at", "term_end_at", "window_opened_at", "window_ends_at", "charged_cycles", "next_charge_at", "cancelled_at", "expired_at", "hold_reason", "held_at", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35);
insert into "charge" ("id", "partner_id", "customer_id", "order_id", "line_number", "subscription_id", "term_number", "cycle_number", "starts_on", "ends_on", "kind", "unit_price_minor", "quantity", "amount_minor", "currency", "charged_at", "recorded_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17);

-- insertCredits
-- sqlite
select *
  from "charge"
  where "subscription_id" = ?
  and "term_number" = ?
  and "partner_id" = ?
  order by "cycle_number";
insert into "credit" ("id", "partner_id", "customer_id", "charge_id", "charge_amount_minor", "kind", "amount_minor", "currency", "credited_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
select *
  from "charge"
  where "subscription_id" = $1
  and "term_number" = $2
  and "partner_id" = $3
  order by "cycle_number";
insert into "credit" ("id", "partner_id", "customer_id", "charge_id", "charge_amount_minor", "kind", "amount_minor", "currency", "credited_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- listChargesOfTerm
-- sqlite
select *
  from "charge"
  where "subscription_id" = ?
  and "term_number" = ?
  and "partner_id" = ?
  order by "cycle_number";
-- postgres
select *
  from "charge"
  where "subscription_id" = $1
  and "term_number" = $2
  and "partner_id" = $3
  order by "cycle_number";

-- listChargesOfSubscription
-- sqlite
select *
  from "charge"
  where "subscription_id" = ?
  and "partner_id" = ?
  order by "term_number" desc, "cycle_number" desc
  limit 60;
-- postgres
select *
  from "charge"
  where "subscription_id" = $1
  and "partner_id" = $2
  order by "term_number" desc, "cycle_number" desc
  limit 60;

-- listChargesOfOrder
-- sqlite
select *
  from "charge"
  where "order_id" = ?
  and "partner_id" = ?
  order by "line_number", "charged_at", "id"
  limit 500;
-- postgres
select *
  from "charge"
  where "order_id" = $1
  and "partner_id" = $2
  order by "line_number", "charged_at", "id"
  limit 500;

-- findChargeOfPurchase
-- sqlite
select *
  from "charge"
  where "order_id" = ?
  and "line_number" = ?
  and "subscription_id" is null
  and "partner_id" = ?;
-- postgres
select *
  from "charge"
  where "order_id" = $1
  and "line_number" = $2
  and "subscription_id" is null
  and "partner_id" = $3;

-- listCreditsOfCharges
-- sqlite
select *
  from "credit"
  where "charge_id" in (select value
  from json_each(?))
  and +"partner_id" = ?
  order by "credited_at", "id";
-- postgres
select *
  from "credit"
  where "charge_id" = any($1::text[])
  and "partner_id" = $2
  order by "credited_at", "id";

-- sumSpendingOfCustomer
-- sqlite
select "currency", cast(sum("amount_minor") as bigint) as "amount_minor"
  from (select "currency", amount_minor as "amount_minor"
  from "charge"
  where "partner_id" = ?
  and "customer_id" = ?
  and "charged_at" >= ?
  and "charged_at" < ?
  union all select "currency", -amount_minor as "amount_minor"
  from "credit"
  where "partner_id" = ?
  and "customer_id" = ?
  and "credited_at" >= ?
  and "credited_at" < ?) as "movement"
  group by "currency"
  order by "currency";
-- postgres
select "currency", cast(sum("amount_minor") as bigint) as "amount_minor"
  from (select "currency", amount_minor as "amount_minor"
  from "charge"
  where "partner_id" = $1
  and "customer_id" = $2
  and "charged_at" >= $3
  and "charged_at" < $4
  union all select "currency", -amount_minor as "amount_minor"
  from "credit"
  where "partner_id" = $5
  and "customer_id" = $6
  and "credited_at" >= $7
  and "credited_at" < $8) as "movement"
  group by "currency"
  order by "currency";
