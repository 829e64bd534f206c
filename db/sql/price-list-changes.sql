-- insertDraftChanges
-- sqlite
insert into "price_list_draft" ("id", "status", "file_name", "sha256", "bytes_total", "bytes_read", "lines_read", "good_rows", "compared_rows", "refused_lines", "refusals", "added", "changed", "ended", "unchanged", "offers_losing_price", "lists_before", "price_list_id", "uploaded_by", "uploaded_at", "last_progress_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "price_list_draft" ("id", "status", "file_name", "sha256", "bytes_total", "bytes_read", "lines_read", "good_rows", "compared_rows", "refused_lines", "refusals", "added", "changed", "ended", "unchanged", "offers_losing_price", "lists_before", "price_list_id", "uploaded_by", "uploaded_at", "last_progress_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21);

-- applyDraftChanges
-- sqlite

    update availability
  set effective_until_at = c.effective_until_at
   
  from "price_list_draft_change" as c
   
  where c.draft_id = ?
  and c.kind in ('superseded', 'ended')
  and availability.id = c.availability_id
  ;

    update availability set
      unit_price_minor = r.unit_price_minor,
      retail_price_minor = r.retail_price_minor,
      currency = r.currency,
      effective_until_at = r.effective_until_at,
      price_list_id = ?
   
  from "price_list_draft_change" as c join "price_list_draft_row" as r on r.draft_id = c.draft_id
  and r.line = c.line
   
  where c.draft_id = ?
  and c.kind = 'changed'
  and availability.id = c.availability_id
  ;

    insert into availability (
      id, product_id, sku_id, market, segment, term_duration, billing_plan,
      unit_price_minor, retail_price_minor, currency, effective_from_at, effective_until_at, price_list_id
    )
    select
      c.availability_id, r.product_id, r.sku_id, r.market, r.segment, r.term_duration, r.billing_plan,
      r.unit_price_minor, r.retail_price_minor, r.currency, r.effective_from_at, r.effective_until_at, ?
   
  from "price_list_draft_change" as c join "price_list_draft_row" as r on r.draft_id = c.draft_id
  and r.line = c.line
   
  where c.draft_id = ?
  and c.kind = 'added'
   
  order by c.line
  ;
-- postgres

    update availability
  set effective_until_at = c.effective_until_at
   
  from "price_list_draft_change" as c
   
  where c.draft_id = $1
  and c.kind in ('superseded', 'ended')
  and availability.id = c.availability_id
  ;

    update availability set
      unit_price_minor = r.unit_price_minor,
      retail_price_minor = r.retail_price_minor,
      currency = r.currency,
      effective_until_at = r.effective_until_at,
      price_list_id = $1
   
  from "price_list_draft_change" as c join "price_list_draft_row" as r on r.draft_id = c.draft_id
  and r.line = c.line
   
  where c.draft_id = $2
  and c.kind = 'changed'
  and availability.id = c.availability_id
  ;

    insert into availability (
      id, product_id, sku_id, market, segment, term_duration, billing_plan,
      unit_price_minor, retail_price_minor, currency, effective_from_at, effective_until_at, price_list_id
    )
    select
      c.availability_id, r.product_id, r.sku_id, r.market, r.segment, r.term_duration, r.billing_plan,
      r.unit_price_minor, r.retail_price_minor, r.currency, r.effective_from_at, r.effective_until_at, $1
   
  from "price_list_draft_change" as c join "price_list_draft_row" as r on r.draft_id = c.draft_id
  and r.line = c.line
   
  where c.draft_id = $2
  and c.kind = 'added'
   
  order by c.line
  ;

-- deleteDraftChanges
-- sqlite
delete
  from "price_list_draft_change"
  where "draft_id" = ?;
-- postgres
delete
  from "price_list_draft_change"
  where "draft_id" = $1;

-- deleteSomeDraftRows
-- sqlite
delete
  from "price_list_draft_change"
  where "draft_id" = ?;
delete
  from "price_list_draft_row"
  where "draft_id" = ?
  and "line" in (select "line"
  from "price_list_draft_row"
  where "draft_id" = ?
  limit 5000);
-- postgres
delete
  from "price_list_draft_change"
  where "draft_id" = $1;
delete
  from "price_list_draft_row"
  where "draft_id" = $1
  and "line" in (select "line"
  from "price_list_draft_row"
  where "draft_id" = $2
  limit 5000);

-- deletePriceListDraft
-- sqlite
delete
  from "price_list_draft_refusal"
  where "draft_id" = ?;
delete
  from "price_list_draft"
  where "id" = ?;
-- postgres
delete
  from "price_list_draft_refusal"
  where "draft_id" = $1;
delete
  from "price_list_draft"
  where "id" = $1;

-- listDraftIdsBefore
-- sqlite
select "id"
  from "price_list_draft"
  where "uploaded_at" < ?
  order by "uploaded_at"
  limit 20;
-- postgres
select "id"
  from "price_list_draft"
  where "uploaded_at" < $1
  order by "uploaded_at"
  limit 20;
