-- insertDraftRefusals
-- sqlite
insert into "price_list_draft" ("id", "status", "file_name", "sha256", "bytes_total", "bytes_read", "lines_read", "good_rows", "compared_rows", "refused_lines", "refusals", "added", "changed", "ended", "unchanged", "offers_losing_price", "lists_before", "price_list_id", "uploaded_by", "uploaded_at", "last_progress_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "price_list_draft" ("id", "status", "file_name", "sha256", "bytes_total", "bytes_read", "lines_read", "good_rows", "compared_rows", "refused_lines", "refusals", "added", "changed", "ended", "unchanged", "offers_losing_price", "lists_before", "price_list_id", "uploaded_by", "uploaded_at", "last_progress_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21);

-- listDraftRefusals
-- sqlite
select *
  from "price_list_draft_refusal"
  where "draft_id" = ?
  order by "line" asc, "ordinal" asc
  limit 51;
-- postgres
select *
  from "price_list_draft_refusal"
  where "draft_id" = $1
  order by "line" asc, "ordinal" asc
  limit 51;

-- listDraftRefusals after
-- sqlite
select *
  from "price_list_draft_refusal"
  where "draft_id" = ?
  and ("line", "ordinal") > (?, ?)
  order by "line" asc, "ordinal" asc
  limit 51;
-- postgres
select *
  from "price_list_draft_refusal"
  where "draft_id" = $1
  and ("line", "ordinal") > ($2, $3)
  order by "line" asc, "ordinal" asc
  limit 51;
