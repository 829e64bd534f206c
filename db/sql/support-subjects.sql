-- findNamedCustomer
-- sqlite
select "id"
  from "customer"
  where "id" = ?
  and "partner_id" = ?;
select "id"
  from "customer"
  where "partner_id" = ?
  and "domain" = ?;
-- postgres
select "id"
  from "customer"
  where "id" = $1
  and "partner_id" = $2;
select "id"
  from "customer"
  where "partner_id" = $1
  and "domain" = $2;

-- listLinesToGrant
-- sqlite
select "line_number", "customer_id", "product_id", "sku_id", "subscription_id", "currency"
  from "order_line"
  where "order_id" = ?
  and "partner_id" = ?
  order by "line_number";
-- postgres
select "line_number", "customer_id", "product_id", "sku_id", "subscription_id", "currency"
  from "order_line"
  where "order_id" = $1
  and "partner_id" = $2
  order by "line_number";
