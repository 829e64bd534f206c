-- insertPriceListDraft
-- sqlite
insert into "price_list_draft" ("id", "status", "file_name", "sha256", "bytes_total", "bytes_read", "lines_read", "good_rows", "compared_rows", "refused_lines", "refusals", "added", "changed", "ended", "unchanged", "offers_losing_price", "lists_before", "price_list_id", "uploaded_by", "uploaded_at", "last_progress_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "price_list_draft" ("id", "status", "file_name", "sha256", "bytes_total", "bytes_read", "lines_read", "good_rows", "compared_rows", "refused_lines", "refusals", "added", "changed", "ended", "unchanged", "offers_losing_price", "lists_before", "price_list_id", "uploaded_by", "uploaded_at", "last_progress_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21);

-- findPriceListDraft
-- sqlite
select *
  from "price_list_draft"
  where "id" = ?;
-- postgres
select *
  from "price_list_draft"
  where "id" = $1;

-- findPriceListDraftForChange
-- sqlite
select *
  from "price_list_draft"
  where "id" = ?;
-- postgres
select *
  from "price_list_draft"
  where "id" = $1
  for no key update;

-- listWaitingDrafts
-- sqlite
select *
  from "price_list_draft"
  where "price_list_id" is null
  order by "uploaded_at" desc, "id" desc
  limit 20;
-- postgres
select *
  from "price_list_draft"
  where "price_list_id" is null
  order by "uploaded_at" desc, "id" desc
  limit 20;

-- updatePriceListDraft
-- sqlite
update "price_list_draft"
  set "refusals" = ?, "last_progress_at" = ?
  where "id" = ?
  and "status" = ?;
-- postgres
update "price_list_draft"
  set "refusals" = $1, "last_progress_at" = $2
  where "id" = $3
  and "status" = $4;

-- insertDraftRows
-- sqlite
insert into "price_list_draft" ("id", "status", "file_name", "sha256", "bytes_total", "bytes_read", "lines_read", "good_rows", "compared_rows", "refused_lines", "refusals", "added", "changed", "ended", "unchanged", "offers_losing_price", "lists_before", "price_list_id", "uploaded_by", "uploaded_at", "last_progress_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "price_list_draft" ("id", "status", "file_name", "sha256", "bytes_total", "bytes_read", "lines_read", "good_rows", "compared_rows", "refused_lines", "refusals", "added", "changed", "ended", "unchanged", "offers_losing_price", "lists_before", "price_list_id", "uploaded_by", "uploaded_at", "last_progress_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21);

-- listDraftRowsByOffer
-- sqlite
insert into "price_list_draft" ("id", "status", "file_name", "sha256", "bytes_total", "bytes_read", "lines_read", "good_rows", "compared_rows", "refused_lines", "refusals", "added", "changed", "ended", "unchanged", "offers_losing_price", "lists_before", "price_list_id", "uploaded_by", "uploaded_at", "last_progress_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select *
  from "price_list_draft_row"
  where "draft_id" = ?
  and "offer" > ?
  order by "offer", "line"
  limit 1;
select *
  from "price_list_draft_row"
  where "draft_id" = ?
  and "offer" = ?
  order by "offer", "line";
-- postgres
insert into "price_list_draft" ("id", "status", "file_name", "sha256", "bytes_total", "bytes_read", "lines_read", "good_rows", "compared_rows", "refused_lines", "refusals", "added", "changed", "ended", "unchanged", "offers_losing_price", "lists_before", "price_list_id", "uploaded_by", "uploaded_at", "last_progress_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21);
select *
  from "price_list_draft_row"
  where "draft_id" = $1
  and "offer" > $2
  order by "offer", "line"
  limit 1;
select *
  from "price_list_draft_row"
  where "draft_id" = $1
  and "offer" = $2
  order by "offer", "line";

-- storedPricesOfOffers
-- sqlite
select "o"."offer", "a"."id", "a"."unit_price_minor", "a"."retail_price_minor", "a"."currency", "a"."effective_from_at", "a"."effective_until_at"
  from (select distinct "offer", "market", "product_id", "sku_id", "segment", "term_duration", "billing_plan"
  from "price_list_draft_row"
  where "draft_id" = ?
  and "offer" >= ?
  and "offer" <= ?) as "o" inner join "availability" as "a" on "a"."market" = "o"."market"
  and "a"."product_id" = "o"."product_id"
  and "a"."sku_id" = "o"."sku_id"
  and "a"."segment" = "o"."segment"
  and coalesce(a.term_duration, '') = coalesce(o.term_duration, '')
  and "a"."billing_plan" = "o"."billing_plan";
-- postgres
select "o"."offer", "a"."id", "a"."unit_price_minor", "a"."retail_price_minor", "a"."currency", "a"."effective_from_at", "a"."effective_until_at"
  from (select distinct "offer", "market", "product_id", "sku_id", "segment", "term_duration", "billing_plan"
  from "price_list_draft_row"
  where "draft_id" = $1
  and "offer" >= $2
  and "offer" <= $3) as "o" inner join "availability" as "a" on "a"."market" = "o"."market"
  and "a"."product_id" = "o"."product_id"
  and "a"."sku_id" = "o"."sku_id"
  and "a"."segment" = "o"."segment"
  and coalesce(a.term_duration, '') = coalesce(o.term_duration, '')
  and "a"."billing_plan" = "o"."billing_plan";
