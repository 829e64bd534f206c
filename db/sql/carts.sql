-- findCart
-- sqlite
select *
  from "cart"
  where "id" = ?
  and "partner_id" = ?;
select *
  from "cart_line"
  where "cart_id" = ?
  and "partner_id" = ?
  order by "line_number";
-- postgres
select *
  from "cart"
  where "id" = $1
  and "partner_id" = $2;
select *
  from "cart_line"
  where "cart_id" = $1
  and "partner_id" = $2
  order by "line_number";

-- findCart locked
-- sqlite
select *
  from "cart"
  where "id" = ?
  and "partner_id" = ?;
select *
  from "cart_line"
  where "cart_id" = ?
  and "partner_id" = ?
  order by "line_number";
-- postgres
select *
  from "cart"
  where "id" = $1
  and "partner_id" = $2
  for no key update;
select *
  from "cart_line"
  where "cart_id" = $1
  and "partner_id" = $2
  order by "line_number";

-- findOpenCart
-- sqlite
select *
  from "cart"
  where "partner_id" = ?
  and "customer_id" = ?
  and "created_by" = ?
  and "order_id" is null
  and "expires_at" > ?
  order by "created_at" desc, "id" desc
  limit 1;
select *
  from "cart_line"
  where "cart_id" = ?
  and "partner_id" = ?
  order by "line_number";
-- postgres
select *
  from "cart"
  where "partner_id" = $1
  and "customer_id" = $2
  and "created_by" = $3
  and "order_id" is null
  and "expires_at" > $4
  order by "created_at" desc, "id" desc
  limit 1;
select *
  from "cart_line"
  where "cart_id" = $1
  and "partner_id" = $2
  order by "line_number";

-- findNewestCart
-- sqlite
select *
  from "cart"
  where "partner_id" = ?
  and "customer_id" = ?
  and "created_by" = ?
  order by "created_at" desc
  limit 1;
select *
  from "cart_line"
  where "cart_id" = ?
  and "partner_id" = ?
  order by "line_number";
-- postgres
select *
  from "cart"
  where "partner_id" = $1
  and "customer_id" = $2
  and "created_by" = $3
  order by "created_at" desc
  limit 1;
select *
  from "cart_line"
  where "cart_id" = $1
  and "partner_id" = $2
  order by "line_number";

-- listOpenCarts
-- sqlite
select *, (select count(*) as "count"
  from "cart_line"
  where "cart_line"."cart_id" = "cart"."id") as "line_count"
  from "cart"
  where "partner_id" = ?
  and "customer_id" = ?
  and "order_id" is null
  and "expires_at" > ?
  order by "created_at" desc, "id" desc
  limit 10;
-- postgres
select *, (select count(*) as "count"
  from "cart_line"
  where "cart_line"."cart_id" = "cart"."id") as "line_count"
  from "cart"
  where "partner_id" = $1
  and "customer_id" = $2
  and "order_id" is null
  and "expires_at" > $3
  order by "created_at" desc, "id" desc
  limit 10;

-- insertCart
-- sqlite
insert into "cart" ("id", "partner_id", "customer_id", "currency", "created_by", "created_at", "expires_at", "order_id", "version", "modified_at", "modified_by", "rejected_json")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "cart" ("id", "partner_id", "customer_id", "currency", "created_by", "created_at", "expires_at", "order_id", "version", "modified_at", "modified_by", "rejected_json")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- updateCartLines
-- sqlite
update "cart"
  set "version" = ?, "order_id" = ?, "modified_at" = ?, "modified_by" = ?, "rejected_json" = ?
  where "id" = ?
  and "partner_id" = ?
  and "version" = ?
  and "order_id" is null;
delete
  from "cart_line"
  where "cart_id" = ?
  and "partner_id" = ?;
insert into "cart_line" ("cart_id", "line_number", "partner_id", "product_id", "sku_id", "term_duration", "billing_plan", "quantity", "unit_price_minor", "currency")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
update "cart"
  set "version" = $1, "order_id" = $2, "modified_at" = $3, "modified_by" = $4, "rejected_json" = $5
  where "id" = $6
  and "partner_id" = $7
  and "version" = $8
  and "order_id" is null;
delete
  from "cart_line"
  where "cart_id" = $1
  and "partner_id" = $2;
insert into "cart_line" ("cart_id", "line_number", "partner_id", "product_id", "sku_id", "term_duration", "billing_plan", "quantity", "unit_price_minor", "currency")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- markCartCheckedOut
-- sqlite
update "cart"
  set "version" = ?, "order_id" = ?
  where "id" = ?
  and "partner_id" = ?
  and "version" = ?
  and "order_id" is null;
-- postgres
update "cart"
  set "version" = $1, "order_id" = $2
  where "id" = $3
  and "partner_id" = $4
  and "version" = $5
  and "order_id" is null;
