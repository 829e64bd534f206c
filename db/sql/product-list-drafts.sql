-- insertProductListDraft
-- sqlite
insert into "product_list_draft" ("id", "file_name", "sha256", "document", "uploaded_at", "uploaded_by")
  values (?, ?, ?, ?, ?, ?);
-- postgres
insert into "product_list_draft" ("id", "file_name", "sha256", "document", "uploaded_at", "uploaded_by")
  values ($1, $2, $3, $4, $5, $6);

-- findProductListDraft
-- sqlite
select *
  from "product_list_draft"
  where "id" = ?;
-- postgres
select *
  from "product_list_draft"
  where "id" = $1;

-- deleteProductListDraft
-- sqlite
delete
  from "product_list_draft"
  where "id" = ?;
-- postgres
delete
  from "product_list_draft"
  where "id" = $1;

-- deleteOldProductListDrafts
-- sqlite
delete
  from "product_list_draft"
  where "id" in (select "id"
  from "product_list_draft"
  where "uploaded_at" < ?
  order by "uploaded_at"
  limit 20) returning "id";
-- postgres
delete
  from "product_list_draft"
  where "id" in (select "id"
  from "product_list_draft"
  where "uploaded_at" < $1
  order by "uploaded_at"
  limit 20) returning "id";
