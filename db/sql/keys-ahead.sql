-- countDrawnSince
-- sqlite
select count(*) as "count"
  from "software_key"
  where "pool_id" = ?
  and issued_at is not null
  and "issued_at" >= ?;
-- postgres
select count(*) as "count"
  from "software_key"
  where "pool_id" = $1
  and issued_at is not null
  and "issued_at" >= $2;

-- countOpenForKey
-- sqlite
select count(*) as "count"
  from "order_line" left join "subscription" on "subscription"."id" = "order_line"."subscription_id"
  where "order_line"."product_id" = ?
  and "order_line"."sku_id" = ?
  and order_line.order_kind = 'purchase'
  and "order_line"."cancelled_at" is null
  and "subscription"."cancelled_at" is null
  and "subscription"."expired_at" is null
  and not exists (select "software_key"."id"
  from "software_key"
  where "software_key"."order_id" = "order_line"."order_id"
  and "software_key"."line_number" = "order_line"."line_number"
  and software_key.order_id is not null);
-- postgres
select count(*) as "count"
  from "order_line" left join "subscription" on "subscription"."id" = "order_line"."subscription_id"
  where "order_line"."product_id" = $1
  and "order_line"."sku_id" = $2
  and order_line.order_kind = 'purchase'
  and "order_line"."cancelled_at" is null
  and "subscription"."cancelled_at" is null
  and "subscription"."expired_at" is null
  and not exists (select "software_key"."id"
  from "software_key"
  where "software_key"."order_id" = "order_line"."order_id"
  and "software_key"."line_number" = "order_line"."line_number"
  and software_key.order_id is not null);
