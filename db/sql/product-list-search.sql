-- findLastPassageId
-- sqlite
select max("id") as "id"
  from "product_list_passage";
-- postgres
select max("id") as "id"
  from "product_list_passage";

-- insertPassages
-- sqlite
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into product_list_search (rowid, words)
    select id, words
  from product_list_passage
  where id between ?
  and ?;
-- postgres
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);

-- insertVocabulary
-- sqlite
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);

-- listVocabulary
-- sqlite
select "word"
  from "product_list_word"
  where "edition_id" = ?;
-- postgres
select "word"
  from "product_list_word"
  where "edition_id" = $1;

-- searchPassages
-- sqlite
select p.id
  from product_list_search s
      join product_list_passage p on p.id = s.rowid
     
  where s.words match ?
  and s.rowid between ?
  and ?
     
  order by p.rank, p.id
  limit 20;
-- postgres
select p.id
  from product_list_passage p
   
  where p.lexemes @@ $1::tsquery
  and p.id between $2
  and $3
   
  order by p.rank, p.id
  limit 20;
