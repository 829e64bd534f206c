-- listPrices
-- sqlite
select *
  from "availability"
  where "effective_from_at" <= ?
  and "effective_until_at" > ?
  order by market asc, product_id asc, sku_id asc, segment asc, coalesce(term_duration, '') asc, billing_plan asc
  limit 51;
select "sku"."product_id", "sku"."sku_id", "sku"."title", "product"."title" as "product_title", "product"."kind"
  from "sku" inner join "product" on "product"."id" = "sku"."product_id"
  where "sku"."product_id" in (select value
  from json_each(?));
-- postgres
select *
  from "availability"
  where "effective_from_at" <= $1
  and "effective_until_at" > $2
  order by market asc, product_id asc, sku_id asc, segment asc, coalesce(term_duration, '') asc, billing_plan asc
  limit 51;
select "sku"."product_id", "sku"."sku_id", "sku"."title", "product"."title" as "product_title", "product"."kind"
  from "sku" inner join "product" on "product"."id" = "sku"."product_id"
  where "sku"."product_id" = any($1::text[]);

-- listPrices of a market, after
-- sqlite
select *
  from "availability"
  where "effective_from_at" <= ?
  and "effective_until_at" > ?
  and "market" = ?
  and (market, product_id, sku_id, segment, coalesce(term_duration, ''), billing_plan) > (?, ?, ?, ?, ?, ?)
  order by market asc, product_id asc, sku_id asc, segment asc, coalesce(term_duration, '') asc, billing_plan asc
  limit 51;
select "sku"."product_id", "sku"."sku_id", "sku"."title", "product"."title" as "product_title", "product"."kind"
  from "sku" inner join "product" on "product"."id" = "sku"."product_id"
  where "sku"."product_id" in (select value
  from json_each(?));
-- postgres
select *
  from "availability"
  where "effective_from_at" <= $1
  and "effective_until_at" > $2
  and "market" = $3
  and (market, product_id, sku_id, segment, coalesce(term_duration, ''), billing_plan) > ($4, $5, $6, $7, $8, $9)
  order by market asc, product_id asc, sku_id asc, segment asc, coalesce(term_duration, '') asc, billing_plan asc
  limit 51;
select "sku"."product_id", "sku"."sku_id", "sku"."title", "product"."title" as "product_title", "product"."kind"
  from "sku" inner join "product" on "product"."id" = "sku"."product_id"
  where "sku"."product_id" = any($1::text[]);

-- listPrices of products, before
-- sqlite
select *
  from "availability"
  where "effective_from_at" <= ?
  and "effective_until_at" > ?
  and "product_id" in (select value
  from json_each(?))
  and (product_id, sku_id, market, segment, coalesce(term_duration, ''), billing_plan) < (?, ?, ?, ?, ?, ?)
  order by product_id desc, sku_id desc, market desc, segment desc, coalesce(term_duration, '') desc, billing_plan desc
  limit 51;
-- postgres
select *
  from "availability"
  where "effective_from_at" <= $1
  and "effective_until_at" > $2
  and "product_id" = any($3::text[])
  and (product_id, sku_id, market, segment, coalesce(term_duration, ''), billing_plan) < ($4, $5, $6, $7, $8, $9)
  order by product_id desc, sku_id desc, market desc, segment desc, coalesce(term_duration, '') desc, billing_plan desc
  limit 51;

-- hasPrices
-- sqlite
select "id"
  from "availability"
  limit 1;
-- postgres
select "id"
  from "availability"
  limit 1;

-- listMarketsWithPrices
-- sqlite

    with recursive found(market) as (
      select min(market)
  from availability
     
  union all
      select (select min(market)
  from availability
  where market > found.market)
  from found
  where found.market is not null
    )
    select market
  from found
  where market is not null
  ;
-- postgres

    with recursive found(market) as (
      select min(market)
  from availability
     
  union all
      select (select min(market)
  from availability
  where market > found.market)
  from found
  where found.market is not null
    )
    select market
  from found
  where market is not null
  ;
