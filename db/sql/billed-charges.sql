-- findBilledCharges of a partner
-- sqlite
select "charge".*, "customer"."name" as "customer_name", "customer"."domain" as "customer_domain", "customer"."country" as "customer_country", "order_line"."product_id", "order_line"."sku_id", "order_line"."kind" as "product_kind", "order_line"."term_duration", "order_line"."billing_plan", "order_line"."ordered_at", "product"."title" as "product_title", "product"."publisher", "sku"."title" as "sku_title", "sku"."unit", "term"."availability_id", "term"."start_at", "term"."end_at"
  from "charge" inner join "order_line" on "order_line"."order_id" = "charge"."order_id"
  and "order_line"."line_number" = "charge"."line_number" inner join "customer" on "customer"."id" = "charge"."customer_id" inner join "product" on "product"."id" = "order_line"."product_id" inner join "sku" on "sku"."product_id" = "order_line"."product_id"
  and "sku"."sku_id" = "order_line"."sku_id" left join "term" on "term"."subscription_id" = "charge"."subscription_id"
  and "term"."term_number" = "charge"."term_number"
  where "charge"."id" in (select value
  from json_each(?));
select "credit".*, "granted_credit"."request_id", "granted_credit"."reason"
  from "credit" left join "granted_credit" on "granted_credit"."credit_id" = "credit"."id"
  where "credit"."charge_id" in (select value
  from json_each(?));
-- postgres
select "charge".*, "customer"."name" as "customer_name", "customer"."domain" as "customer_domain", "customer"."country" as "customer_country", "order_line"."product_id", "order_line"."sku_id", "order_line"."kind" as "product_kind", "order_line"."term_duration", "order_line"."billing_plan", "order_line"."ordered_at", "product"."title" as "product_title", "product"."publisher", "sku"."title" as "sku_title", "sku"."unit", "term"."availability_id", "term"."start_at", "term"."end_at"
  from "charge" inner join "order_line" on "order_line"."order_id" = "charge"."order_id"
  and "order_line"."line_number" = "charge"."line_number" inner join "customer" on "customer"."id" = "charge"."customer_id" inner join "product" on "product"."id" = "order_line"."product_id" inner join "sku" on "sku"."product_id" = "order_line"."product_id"
  and "sku"."sku_id" = "order_line"."sku_id" left join "term" on "term"."subscription_id" = "charge"."subscription_id"
  and "term"."term_number" = "charge"."term_number"
  where "charge"."id" = any($1::text[]);
select "credit".*, "granted_credit"."request_id", "granted_credit"."reason"
  from "credit" left join "granted_credit" on "granted_credit"."credit_id" = "credit"."id"
  where "credit"."charge_id" = any($1::text[]);

-- findBilledCharges of anybody
-- sqlite
select "charge".*, "customer"."name" as "customer_name", "customer"."domain" as "customer_domain", "customer"."country" as "customer_country", "order_line"."product_id", "order_line"."sku_id", "order_line"."kind" as "product_kind", "order_line"."term_duration", "order_line"."billing_plan", "order_line"."ordered_at", "product"."title" as "product_title", "product"."publisher", "sku"."title" as "sku_title", "sku"."unit", "term"."availability_id", "term"."start_at", "term"."end_at"
  from "charge" inner join "order_line" on "order_line"."order_id" = "charge"."order_id"
  and "order_line"."line_number" = "charge"."line_number" inner join "customer" on "customer"."id" = "charge"."customer_id" inner join "product" on "product"."id" = "order_line"."product_id" inner join "sku" on "sku"."product_id" = "order_line"."product_id"
  and "sku"."sku_id" = "order_line"."sku_id" left join "term" on "term"."subscription_id" = "charge"."subscription_id"
  and "term"."term_number" = "charge"."term_number"
  where "charge"."id" in (select value
  from json_each(?));
select "credit".*, "granted_credit"."request_id", "granted_credit"."reason"
  from "credit" left join "granted_credit" on "granted_credit"."credit_id" = "credit"."id"
  where "credit"."charge_id" in (select value
  from json_each(?));
-- postgres
select "charge".*, "customer"."name" as "customer_name", "customer"."domain" as "customer_domain", "customer"."country" as "customer_country", "order_line"."product_id", "order_line"."sku_id", "order_line"."kind" as "product_kind", "order_line"."term_duration", "order_line"."billing_plan", "order_line"."ordered_at", "product"."title" as "product_title", "product"."publisher", "sku"."title" as "sku_title", "sku"."unit", "term"."availability_id", "term"."start_at", "term"."end_at"
  from "charge" inner join "order_line" on "order_line"."order_id" = "charge"."order_id"
  and "order_line"."line_number" = "charge"."line_number" inner join "customer" on "customer"."id" = "charge"."customer_id" inner join "product" on "product"."id" = "order_line"."product_id" inner join "sku" on "sku"."product_id" = "order_line"."product_id"
  and "sku"."sku_id" = "order_line"."sku_id" left join "term" on "term"."subscription_id" = "charge"."subscription_id"
  and "term"."term_number" = "charge"."term_number"
  where "charge"."id" = any($1::text[]);
select "credit".*, "granted_credit"."request_id", "granted_credit"."reason"
  from "credit" left join "granted_credit" on "granted_credit"."credit_id" = "credit"."id"
  where "credit"."charge_id" = any($1::text[]);

-- findChargesOfCredits
-- sqlite
select "id", "charge_id"
  from "credit"
  where "id" in (select value
  from json_each(?));
-- postgres
select "id", "charge_id"
  from "credit"
  where "id" = any($1::text[]);

-- findPriceSources
-- sqlite
select "availability"."id", "availability"."market", "availability"."effective_from_at", "price_list"."id" as "list_id", "price_list"."file_name", "price_list"."imported_at"
  from "availability" inner join "price_list" on "price_list"."id" = "availability"."price_list_id"
  where "availability"."id" in (select value
  from json_each(?));
-- postgres
select "availability"."id", "availability"."market", "availability"."effective_from_at", "price_list"."id" as "list_id", "price_list"."file_name", "price_list"."imported_at"
  from "availability" inner join "price_list" on "price_list"."id" = "availability"."price_list_id"
  where "availability"."id" = any($1::text[]);
