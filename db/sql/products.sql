-- listProducts
-- sqlite
select *
  from "product"
  order by "title" asc, "id" asc
  limit 51;
-- postgres
select *
  from "product"
  order by "title" asc, "id" asc
  limit 51;

-- listProducts after
-- sqlite
select *
  from "product"
  where ("title", "id") > (?, ?)
  order by "title" asc, "id" asc
  limit 51;
-- postgres
select *
  from "product"
  where ("title", "id") > ($1, $2)
  order by "title" asc, "id" asc
  limit 51;

-- listProducts of a kind, before
-- sqlite
select *
  from "product"
  where "kind" = ?
  and ("kind", "title", "id") < (?, ?, ?)
  order by "kind" desc, "title" desc, "id" desc
  limit 51;
-- postgres
select *
  from "product"
  where "kind" = $1
  and ("kind", "title", "id") < ($2, $3, $4)
  order by "kind" desc, "title" desc, "id" desc
  limit 51;

-- listProducts searched
-- sqlite
select *
  from "product"
  where "id" in (select "product_id"
  from "product_word"
  where "word" >= ?
  and "word" < ?)
  and "id" in (select "product_id"
  from "product_word"
  where "word" >= ?
  and "word" < ?)
  order by "title" asc, "id" asc
  limit 51;
-- postgres
select *
  from "product"
  where "id" in (select "product_id"
  from "product_word"
  where "word" >= $1
  and "word" < $2)
  and "id" in (select "product_id"
  from "product_word"
  where "word" >= $3
  and "word" < $4)
  order by "title" asc, "id" asc
  limit 51;

-- countProductsByKind
-- sqlite
select "kind", count(*) as "count"
  from "product"
  group by "kind";
-- postgres
select "kind", count(*) as "count"
  from "product"
  group by "kind";

-- countProductsByKind searched
-- sqlite
select "kind", count(*) as "count"
  from "product"
  where "id" in (select "product_id"
  from "product_word"
  where "word" >= ?
  and "word" < ?)
  group by "kind";
-- postgres
select "kind", count(*) as "count"
  from "product"
  where "id" in (select "product_id"
  from "product_word"
  where "word" >= $1
  and "word" < $2)
  group by "kind";

-- findProductIds
-- sqlite
select "id"
  from "product"
  where "id" in (select "product_id"
  from "product_word"
  where "word" >= ?
  and "word" < ?)
  order by "id"
  limit 10;
-- postgres
select "id"
  from "product"
  where "id" in (select "product_id"
  from "product_word"
  where "word" >= $1
  and "word" < $2)
  order by "id"
  limit 10;

-- upsertProduct
-- sqlite
select "sku".*, "product"."title" as "product_title", "product"."kind", "product"."publisher"
  from "sku" inner join "product" on "product"."id" = "sku"."product_id"
  where "sku"."product_id" in (select value
  from json_each(?))
  order by "sku"."product_id", "sku"."sku_id";
select *
  from "product"
  where "id" = ?;
insert into "product" ("id", "title", "publisher", "kind")
  values (?, ?, ?, ?)
  on conflict ("id") do update
  set "title" = ?, "publisher" = ?, "kind" = ?;
insert into "sku" ("product_id", "sku_id", "title", "description", "unit", "segment", "quantity_min", "quantity_max", "needs_key", "needs_download", "is_cancellable", "needs_review", "has_hybrid_benefit", "prerequisites_json", "download_options_json", "install_instructions_json")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("product_id", "sku_id") do update
  set "title" = "excluded"."title", "description" = "excluded"."description", "unit" = "excluded"."unit", "segment" = "excluded"."segment", "quantity_min" = "excluded"."quantity_min", "quantity_max" = "excluded"."quantity_max", "needs_key" = "excluded"."needs_key", "needs_download" = "excluded"."needs_download", "is_cancellable" = "excluded"."is_cancellable", "has_hybrid_benefit" = "excluded"."has_hybrid_benefit", "prerequisites_json" = "excluded"."prerequisites_json", "download_options_json" = "excluded"."download_options_json", "install_instructions_json" = "excluded"."install_instructions_json";
delete
  from "product_word"
  where "product_id" = ?;
insert into "product_word" ("word", "product_id")
  values (?, ?), (?, ?), (?, ?), (?, ?), (?, ?);
-- postgres
select "sku".*, "product"."title" as "product_title", "product"."kind", "product"."publisher"
  from "sku" inner join "product" on "product"."id" = "sku"."product_id"
  where "sku"."product_id" = any($1::text[])
  order by "sku"."product_id", "sku"."sku_id";
select *
  from "product"
  where "id" = $1;
insert into "product" ("id", "title", "publisher", "kind")
  values ($1, $2, $3, $4)
  on conflict ("id") do update
  set "title" = $5, "publisher" = $6, "kind" = $7;
insert into "sku" ("product_id", "sku_id", "title", "description", "unit", "segment", "quantity_min", "quantity_max", "needs_key", "needs_download", "is_cancellable", "needs_review", "has_hybrid_benefit", "prerequisites_json", "download_options_json", "install_instructions_json")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
  on conflict ("product_id", "sku_id") do update
  set "title" = "excluded"."title", "description" = "excluded"."description", "unit" = "excluded"."unit", "segment" = "excluded"."segment", "quantity_min" = "excluded"."quantity_min", "quantity_max" = "excluded"."quantity_max", "needs_key" = "excluded"."needs_key", "needs_download" = "excluded"."needs_download", "is_cancellable" = "excluded"."is_cancellable", "has_hybrid_benefit" = "excluded"."has_hybrid_benefit", "prerequisites_json" = "excluded"."prerequisites_json", "download_options_json" = "excluded"."download_options_json", "install_instructions_json" = "excluded"."install_instructions_json";
delete
  from "product_word"
  where "product_id" = $1;
insert into "product_word" ("word", "product_id")
  values ($1, $2), ($3, $4), ($5, $6), ($7, $8), ($9, $10);

-- updateNeedsReview
-- sqlite
update "sku"
  set "needs_review" = ?
  where "product_id" = ?
  and "sku_id" = ?
  and "needs_review" != ?;
-- postgres
update "sku"
  set "needs_review" = $1
  where "product_id" = $2
  and "sku_id" = $3
  and "needs_review" != $4;

-- isCatalogueEmpty
-- sqlite
select 1 as "one"
  from "product"
  limit 1;
-- postgres
select 1 as "one"
  from "product"
  limit 1;
