-- findSku
-- sqlite
select "sku".*, "product"."title" as "product_title", "product"."kind", "product"."publisher"
  from "sku" inner join "product" on "product"."id" = "sku"."product_id"
  where "sku"."product_id" = ?
  and "sku"."sku_id" = ?;
-- postgres
select "sku".*, "product"."title" as "product_title", "product"."kind", "product"."publisher"
  from "sku" inner join "product" on "product"."id" = "sku"."product_id"
  where "sku"."product_id" = $1
  and "sku"."sku_id" = $2;

-- skusByKey
-- sqlite
select "sku".*, "product"."title" as "product_title", "product"."kind", "product"."publisher"
  from "sku" inner join "product" on "product"."id" = "sku"."product_id"
  where "sku"."product_id" in (select value
  from json_each(?))
  order by "sku"."product_id", "sku"."sku_id";
-- postgres
select "sku".*, "product"."title" as "product_title", "product"."kind", "product"."publisher"
  from "sku" inner join "product" on "product"."id" = "sku"."product_id"
  where "sku"."product_id" = any($1::text[])
  order by "sku"."product_id", "sku"."sku_id";

-- listedSkusByKey
-- sqlite
select "sku"."product_id", "sku"."sku_id", "sku"."title", "sku"."segment", "sku"."is_cancellable", "product"."title" as "product_title", "product"."publisher"
  from "sku" inner join "product" on "product"."id" = "sku"."product_id"
  where "sku"."product_id" in (select value
  from json_each(?));
-- postgres
select "sku"."product_id", "sku"."sku_id", "sku"."title", "sku"."segment", "sku"."is_cancellable", "product"."title" as "product_title", "product"."publisher"
  from "sku" inner join "product" on "product"."id" = "sku"."product_id"
  where "sku"."product_id" = any($1::text[]);

-- listSkusOfProducts
-- sqlite
select "sku".*, "product"."title" as "product_title", "product"."kind", "product"."publisher"
  from "sku" inner join "product" on "product"."id" = "sku"."product_id"
  where "sku"."product_id" in (select value
  from json_each(?))
  order by "sku"."product_id", "sku"."sku_id";
-- postgres
select "sku".*, "product"."title" as "product_title", "product"."kind", "product"."publisher"
  from "sku" inner join "product" on "product"."id" = "sku"."product_id"
  where "sku"."product_id" = any($1::text[])
  order by "sku"."product_id", "sku"."sku_id";

-- kindsOfSkus
-- sqlite
select "sku"."product_id", "sku"."sku_id", "product"."kind"
  from "sku" inner join "product" on "product"."id" = "sku"."product_id";
-- postgres
select "sku"."product_id", "sku"."sku_id", "product"."kind"
  from "sku" inner join "product" on "product"."id" = "sku"."product_id";

-- findAvailabilityRow
-- sqlite
select *
  from "availability"
  where "market" = ?
  and "product_id" = ?
  and "sku_id" = ?
  and "segment" = ?
  and coalesce(term_duration, '') = ?
  and "billing_plan" = ?
  and "effective_from_at" <= ?
  and "effective_until_at" > ?;
-- postgres
select *
  from "availability"
  where "market" = $1
  and "product_id" = $2
  and "sku_id" = $3
  and "segment" = $4
  and coalesce(term_duration, '') = $5
  and "billing_plan" = $6
  and "effective_from_at" <= $7
  and "effective_until_at" > $8;

-- listAvailabilitiesFor of a market
-- sqlite
select *
  from "availability"
  where "market" = ?
  and "effective_from_at" <= ?
  and "effective_until_at" > ?
  order by "product_id", "sku_id", "segment", coalesce(term_duration, ''), "billing_plan";
-- postgres
select *
  from "availability"
  where "market" = $1
  and "effective_from_at" <= $2
  and "effective_until_at" > $3
  order by "product_id", "sku_id", "segment", coalesce(term_duration, ''), "billing_plan";

-- listAvailabilitiesFor of editions
-- sqlite
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
select *
  from "availability"
  where "market" = $1
  and "effective_from_at" <= $2
  and "effective_until_at" > $3
  and "segment" = $4
  and "product_id" = any($5::text[])
  order by "product_id", "sku_id", "segment", coalesce(term_duration, ''), "billing_plan";

-- listOfferedPlans
-- sqlite
select "sku_id", "segment", "term_duration", "billing_plan", "market"
  from "availability"
  where "product_id" = ?
  and "effective_from_at" <= ?
  and "effective_until_at" > ?
  order by "sku_id", "market";
-- postgres
select "sku_id", "segment", "term_duration", "billing_plan", "market"
  from "availability"
  where "product_id" = $1
  and "effective_from_at" <= $2
  and "effective_until_at" > $3
  order by "sku_id", "market";

-- listInclusions
-- sqlite
select *
  from "sku_inclusion"
  where "product_id" in (select value
  from json_each(?))
  order by "product_id", "sku_id", "position";
-- postgres
select *
  from "sku_inclusion"
  where "product_id" = any($1::text[])
  order by "product_id", "sku_id", "position";

-- findProduct
-- sqlite
select *
  from "product"
  where "id" = ?;
-- postgres
select *
  from "product"
  where "id" = $1;
