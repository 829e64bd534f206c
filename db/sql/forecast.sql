-- listForecastGroups
-- sqlite
select "product_id", "sku_id", "kind", "market", "currency", "term_duration", "billing_plan", coalesce(next_term_duration, term_duration) as "next_duration", coalesce(next_billing_plan, billing_plan) as "next_plan", "is_auto_renew_on", "next_charge_at", "term_end_at", cast(sum(unit_price_minor * quantity) as bigint) as "charge_minor", cast(sum(coalesce(next_quantity, quantity)) as bigint) as "next_quantity"
  from "subscription"
  where "partner_id" = ?
  and "cancelled_at" is null
  and "expired_at" is null
  group by "product_id", "sku_id", "kind", "market", "currency", "term_duration", "billing_plan", coalesce(next_term_duration, term_duration), coalesce(next_billing_plan, billing_plan), "is_auto_renew_on", "next_charge_at", "term_end_at";
-- postgres
select "product_id", "sku_id", "kind", "market", "currency", "term_duration", "billing_plan", coalesce(next_term_duration, term_duration) as "next_duration", coalesce(next_billing_plan, billing_plan) as "next_plan", "is_auto_renew_on", "next_charge_at", "term_end_at", cast(sum(unit_price_minor * quantity) as bigint) as "charge_minor", cast(sum(coalesce(next_quantity, quantity)) as bigint) as "next_quantity"
  from "subscription"
  where "partner_id" = $1
  and "cancelled_at" is null
  and "expired_at" is null
  group by "product_id", "sku_id", "kind", "market", "currency", "term_duration", "billing_plan", coalesce(next_term_duration, term_duration), coalesce(next_billing_plan, billing_plan), "is_auto_renew_on", "next_charge_at", "term_end_at";

-- listOffersFrom
-- sqlite
select "availability".*
  from "availability" inner join "sku" on "sku"."product_id" = "availability"."product_id"
  and "sku"."sku_id" = "availability"."sku_id"
  and "sku"."segment" = "availability"."segment"
  where "availability"."market" in (select value
  from json_each(?))
  and "availability"."product_id" in (select value
  from json_each(?))
  and "availability"."effective_until_at" > ?;
-- postgres
select "availability".*
  from "availability" inner join "sku" on "sku"."product_id" = "availability"."product_id"
  and "sku"."sku_id" = "availability"."sku_id"
  and "sku"."segment" = "availability"."segment"
  where "availability"."market" = any($1::text[])
  and "availability"."product_id" = any($2::text[])
  and "availability"."effective_until_at" > $3;
