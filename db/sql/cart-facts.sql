-- readCartFacts
-- sqlite
select "sku".*, "product"."title" as "product_title", "product"."kind", "product"."publisher"
  from "sku" inner join "product" on "product"."id" = "sku"."product_id"
  where "sku"."product_id" in (select value
  from json_each(?))
  order by "sku"."product_id", "sku"."sku_id";
select *
  from "availability"
  where "market" = ?
  and "effective_from_at" <= ?
  and "effective_until_at" > ?
  and "segment" = ?
  and "product_id" in (select value
  from json_each(?))
  order by "product_id", "sku_id", "segment", coalesce(term_duration, ''), "billing_plan";
-- postgres
select "sku".*, "product"."title" as "product_title", "product"."kind", "product"."publisher"
  from "sku" inner join "product" on "product"."id" = "sku"."product_id"
  where "sku"."product_id" = any($1::text[])
  order by "sku"."product_id", "sku"."sku_id";
select *
  from "availability"
  where "market" = $1
  and "effective_from_at" <= $2
  and "effective_until_at" > $3
  and "segment" = $4
  and "product_id" = any($5::text[])
  order by "product_id", "sku_id", "segment", coalesce(term_duration, ''), "billing_plan";

-- readCartFacts of perpetual software
-- sqlite
select "sku".*, "product"."title" as "product_title", "product"."kind", "product"."publisher"
  from "sku" inner join "product" on "product"."id" = "sku"."product_id"
  where "sku"."product_id" in (select value
  from json_each(?))
  order by "sku"."product_id", "sku"."sku_id";
select *
  from "availability"
  where "market" = ?
  and "effective_from_at" <= ?
  and "effective_until_at" > ?
  and "segment" = ?
  and "product_id" in (select value
  from json_each(?))
  order by "product_id", "sku_id", "segment", coalesce(term_duration, ''), "billing_plan";
select "id", "name", "country", "sells_perpetual"
  from "partner"
  where "id" = ?;
-- postgres
select "sku".*, "product"."title" as "product_title", "product"."kind", "product"."publisher"
  from "sku" inner join "product" on "product"."id" = "sku"."product_id"
  where "sku"."product_id" = any($1::text[])
  order by "sku"."product_id", "sku"."sku_id";
select *
  from "availability"
  where "market" = $1
  and "effective_from_at" <= $2
  and "effective_until_at" > $3
  and "segment" = $4
  and "product_id" = any($5::text[])
  order by "product_id", "sku_id", "segment", coalesce(term_duration, ''), "billing_plan";
select "id", "name", "country", "sells_perpetual"
  from "partner"
  where "id" = $1;
