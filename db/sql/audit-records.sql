-- findActivityEntry
-- sqlite
select *
  from "activity"
  where "id" = ?
  and +"partner_id" = ?;
-- postgres
select *
  from "activity"
  where "id" = $1
  and "partner_id" = $2;

-- signInNamesById
-- sqlite
select "id", "email"
  from "user_account"
  where "id" in (select value
  from json_each(?))
  and +"partner_id" = ?;
-- postgres
select "id", "email"
  from "user_account"
  where "id" = any($1::text[])
  and "partner_id" = $2;

-- listAuditedOrderLines
-- sqlite
select "order_line"."order_id", "order_line"."product_id", "order_line"."sku_id", "order_line"."availability_id", "sku"."title", "order_line"."billing_plan", "order_line"."quantity", "order_line"."subscription_id"
  from "order_line" inner join "sku" on "sku"."product_id" = "order_line"."product_id"
  and "sku"."sku_id" = "order_line"."sku_id"
  where "order_line"."order_id" in (select value
  from json_each(?))
  and +"order_line"."partner_id" = ?
  order by "order_line"."order_id", "order_line"."line_number";
-- postgres
select "order_line"."order_id", "order_line"."product_id", "order_line"."sku_id", "order_line"."availability_id", "sku"."title", "order_line"."billing_plan", "order_line"."quantity", "order_line"."subscription_id"
  from "order_line" inner join "sku" on "sku"."product_id" = "order_line"."product_id"
  and "sku"."sku_id" = "order_line"."sku_id"
  where "order_line"."order_id" = any($1::text[])
  and "order_line"."partner_id" = $2
  order by "order_line"."order_id", "order_line"."line_number";
