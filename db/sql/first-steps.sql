-- hasSeenKey
-- sqlite
select "id"
  from "activity"
  where coalesce(partner_id, '') = ?
  and "action" = ?
  and "outcome" = ?
  limit 1;
-- postgres
select "id"
  from "activity"
  where coalesce(partner_id, '') = $1
  and "action" = $2
  and "outcome" = $3
  limit 1;

-- findOutermostCustomer
-- sqlite
select "id", "name", "created_at"
  from "customer"
  where "partner_id" = ?
  order by "created_at" asc, "id" asc
  limit 1;
-- postgres
select "id", "name", "created_at"
  from "customer"
  where "partner_id" = $1
  order by "created_at" asc, "id" asc
  limit 1;

-- findOutermostCustomer, the newest
-- sqlite
select "id", "name", "created_at"
  from "customer"
  where "partner_id" = ?
  order by "created_at" desc, "id" desc
  limit 1;
-- postgres
select "id", "name", "created_at"
  from "customer"
  where "partner_id" = $1
  order by "created_at" desc, "id" desc
  limit 1;

-- listFirstPurchases
-- sqlite
select "order_line"."customer_id", "order_line"."order_id", "order_line"."line_number", "sku"."needs_key"
  from "order_line" inner join "sku" on "sku"."product_id" = "order_line"."product_id"
  and "sku"."sku_id" = "order_line"."sku_id"
  where "order_line"."partner_id" = ?
  and order_line.order_kind = 'purchase'
  and "order_line"."cancelled_at" is null
  order by "order_line"."customer_id", "order_line"."ordered_at", "order_line"."order_id", "order_line"."line_number"
  limit 50;
-- postgres
select "order_line"."customer_id", "order_line"."order_id", "order_line"."line_number", "sku"."needs_key"
  from "order_line" inner join "sku" on "sku"."product_id" = "order_line"."product_id"
  and "sku"."sku_id" = "order_line"."sku_id"
  where "order_line"."partner_id" = $1
  and order_line.order_kind = 'purchase'
  and "order_line"."cancelled_at" is null
  order by "order_line"."customer_id", "order_line"."ordered_at", "order_line"."order_id", "order_line"."line_number"
  limit 50;
