-- insertOrders
-- sqlite
insert into "order" ("id", "partner_id", "customer_id", "kind", "currency", "ordered_at", "ordered_by", "cart_id", "alternate_id")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "order_line" ("order_id", "line_number", "partner_id", "customer_id", "order_kind", "ordered_at", "product_id", "sku_id", "kind", "term_duration", "billing_plan", "quantity", "unit_price_minor", "currency", "subscription_id", "cancelled_at", "availability_id")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "order" ("id", "partner_id", "customer_id", "kind", "currency", "ordered_at", "ordered_by", "cart_id", "alternate_id")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9);
insert into "order_line" ("order_id", "line_number", "partner_id", "customer_id", "order_kind", "ordered_at", "product_id", "sku_id", "kind", "term_duration", "billing_plan", "quantity", "unit_price_minor", "currency", "subscription_id", "cancelled_at", "availability_id")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17);

-- findOrder
-- sqlite
select *
  from "order"
  where "id" = ?
  and "partner_id" = ?;
select *
  from "order_line"
  where "order_id" in (select value
  from json_each(?))
  and +"partner_id" = ?
  order by "order_id", "line_number";
-- postgres
select *
  from "order"
  where "id" = $1
  and "partner_id" = $2;
select *
  from "order_line"
  where "order_id" = any($1::text[])
  and "partner_id" = $2
  order by "order_id", "line_number";

-- listOrdersOfCustomer
-- sqlite
select *
  from "order"
  where "partner_id" = ?
  and "customer_id" = ?
  order by "ordered_at" desc, "id" desc
  limit 51;
select *
  from "order_line"
  where "order_id" in (select value
  from json_each(?))
  and +"partner_id" = ?
  order by "order_id", "line_number";
-- postgres
select *
  from "order"
  where "partner_id" = $1
  and "customer_id" = $2
  order by "ordered_at" desc, "id" desc
  limit 51;
select *
  from "order_line"
  where "order_id" = any($1::text[])
  and "partner_id" = $2
  order by "order_id", "line_number";

-- listOrdersOfCustomer after
-- sqlite
select *
  from "order"
  where "partner_id" = ?
  and "customer_id" = ?
  and ("ordered_at", "id") < (?, ?)
  order by "ordered_at" desc, "id" desc
  limit 51;
select *
  from "order_line"
  where "order_id" in (select value
  from json_each(?))
  and +"partner_id" = ?
  order by "order_id", "line_number";
-- postgres
select *
  from "order"
  where "partner_id" = $1
  and "customer_id" = $2
  and ("ordered_at", "id") < ($3, $4)
  order by "ordered_at" desc, "id" desc
  limit 51;
select *
  from "order_line"
  where "order_id" = any($1::text[])
  and "partner_id" = $2
  order by "order_id", "line_number";

-- countOrdersUpTo
-- sqlite
select count(*) as "count"
  from (select 1 as "found"
  from "order"
  where "partner_id" = ?
  and "customer_id" = ?
  order by "ordered_at"
  limit 100) as "counted";
-- postgres
select count(*) as "count"
  from (select 1 as "found"
  from "order"
  where "partner_id" = $1
  and "customer_id" = $2
  order by "ordered_at"
  limit 100) as "counted";

-- listOrdersOfCart
-- sqlite
select *
  from "order"
  where "cart_id" = ?
  and "partner_id" = ?
  order by "id";
-- postgres
select *
  from "order"
  where "cart_id" = $1
  and "partner_id" = $2
  order by "id";

-- alternateIdsOf
-- sqlite
select "id", "alternate_id"
  from "order"
  where "id" in (select value
  from json_each(?))
  and +"partner_id" = ?
  and "alternate_id" is not null;
-- postgres
select "id", "alternate_id"
  from "order"
  where "id" = any($1::text[])
  and "partner_id" = $2
  and "alternate_id" is not null;

-- findOrderLine
-- sqlite
select *
  from "order_line"
  where "order_id" = ?
  and "line_number" = ?
  and "partner_id" = ?;
-- postgres
select *
  from "order_line"
  where "order_id" = $1
  and "line_number" = $2
  and "partner_id" = $3;

-- findOrderLine locked
-- sqlite
select *
  from "order_line"
  where "order_id" = ?
  and "line_number" = ?
  and "partner_id" = ?;
-- postgres
select *
  from "order_line"
  where "order_id" = $1
  and "line_number" = $2
  and "partner_id" = $3
  for no key update;

-- markOrderLineCancelled
-- sqlite
update "order_line"
  set "cancelled_at" = ?
  where "order_id" = ?
  and "line_number" = ?
  and "partner_id" = ?
  and "subscription_id" is null
  and "cancelled_at" is null;
-- postgres
update "order_line"
  set "cancelled_at" = $1
  where "order_id" = $2
  and "line_number" = $3
  and "partner_id" = $4
  and "subscription_id" is null
  and "cancelled_at" is null;

-- listPurchaseLines
-- sqlite
select *
  from "order_line"
  where "partner_id" = ?
  and "customer_id" = ?
  and order_kind = 'purchase'
  order by "ordered_at" desc, "order_id" desc, "line_number" desc
  limit 51;
-- postgres
select *
  from "order_line"
  where "partner_id" = $1
  and "customer_id" = $2
  and order_kind = 'purchase'
  order by "ordered_at" desc, "order_id" desc, "line_number" desc
  limit 51;

-- listPurchaseLines before
-- sqlite
select *
  from "order_line"
  where "partner_id" = ?
  and "customer_id" = ?
  and order_kind = 'purchase'
  and ("ordered_at", "order_id", "line_number") > (?, ?, ?)
  order by "ordered_at" asc, "order_id" asc, "line_number" asc
  limit 51;
-- postgres
select *
  from "order_line"
  where "partner_id" = $1
  and "customer_id" = $2
  and order_kind = 'purchase'
  and ("ordered_at", "order_id", "line_number") > ($3, $4, $5)
  order by "ordered_at" asc, "order_id" asc, "line_number" asc
  limit 51;

-- listPerpetualLinesOfProduct
-- sqlite
select *
  from "order_line"
  where "partner_id" = ?
  and "customer_id" = ?
  and "product_id" = ?
  and "subscription_id" is null
  order by "ordered_at" desc, "order_id" desc, "line_number" desc
  limit 200;
-- postgres
select *
  from "order_line"
  where "partner_id" = $1
  and "customer_id" = $2
  and "product_id" = $3
  and "subscription_id" is null
  order by "ordered_at" desc, "order_id" desc, "line_number" desc
  limit 200;

-- listPerpetualLinesSince of a partner
-- sqlite
select *
  from "order_line"
  where "partner_id" = ?
  and "ordered_at" >= ?
  and "subscription_id" is null
  and "cancelled_at" is null
  order by "ordered_at", "order_id", "line_number"
  limit 10;
-- postgres
select *
  from "order_line"
  where "partner_id" = $1
  and "ordered_at" >= $2
  and "subscription_id" is null
  and "cancelled_at" is null
  order by "ordered_at", "order_id", "line_number"
  limit 10;

-- listPerpetualLinesSince of a customer
-- sqlite
select *
  from "order_line"
  where "partner_id" = ?
  and "ordered_at" >= ?
  and "subscription_id" is null
  and "cancelled_at" is null
  and "customer_id" = ?
  order by "ordered_at", "order_id", "line_number"
  limit 10;
-- postgres
select *
  from "order_line"
  where "partner_id" = $1
  and "ordered_at" >= $2
  and "subscription_id" is null
  and "cancelled_at" is null
  and "customer_id" = $3
  order by "ordered_at", "order_id", "line_number"
  limit 10;
