-- lockEditions
-- sqlite
-- postgres
select pg_advisory_xact_lock(hashtext('editions'));

-- insertEdition
-- sqlite
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);

-- listEditions
-- sqlite
select "e"."id", "e"."number", "e"."title", "e"."locale", "e"."published", "e"."published_inferred", "e"."sha256", "e"."file_name", "e"."line_count", "e"."imported_at", "e"."first_passage", "e"."last_passage", "user_account"."display_name" as "imported_by_name"
  from "product_list_edition" as "e" left join "user_account" on "user_account"."id" = "e"."imported_by"
  order by "e"."number" desc
  limit 200;
-- postgres
select "e"."id", "e"."number", "e"."title", "e"."locale", "e"."published", "e"."published_inferred", "e"."sha256", "e"."file_name", "e"."line_count", "e"."imported_at", "e"."first_passage", "e"."last_passage", "user_account"."display_name" as "imported_by_name"
  from "product_list_edition" as "e" left join "user_account" on "user_account"."id" = "e"."imported_by"
  order by "e"."number" desc
  limit 200;

-- findEdition
-- sqlite
select "e"."id", "e"."number", "e"."title", "e"."locale", "e"."published", "e"."published_inferred", "e"."sha256", "e"."file_name", "e"."line_count", "e"."imported_at", "e"."first_passage", "e"."last_passage", "user_account"."display_name" as "imported_by_name"
  from "product_list_edition" as "e" left join "user_account" on "user_account"."id" = "e"."imported_by"
  where "e"."number" = ?;
-- postgres
select "e"."id", "e"."number", "e"."title", "e"."locale", "e"."published", "e"."published_inferred", "e"."sha256", "e"."file_name", "e"."line_count", "e"."imported_at", "e"."first_passage", "e"."last_passage", "user_account"."display_name" as "imported_by_name"
  from "product_list_edition" as "e" left join "user_account" on "user_account"."id" = "e"."imported_by"
  where "e"."number" = $1;

-- findEdition newest
-- sqlite
select "e"."id", "e"."number", "e"."title", "e"."locale", "e"."published", "e"."published_inferred", "e"."sha256", "e"."file_name", "e"."line_count", "e"."imported_at", "e"."first_passage", "e"."last_passage", "user_account"."display_name" as "imported_by_name"
  from "product_list_edition" as "e" left join "user_account" on "user_account"."id" = "e"."imported_by"
  order by "e"."number" desc
  limit 1;
-- postgres
select "e"."id", "e"."number", "e"."title", "e"."locale", "e"."published", "e"."published_inferred", "e"."sha256", "e"."file_name", "e"."line_count", "e"."imported_at", "e"."first_passage", "e"."last_passage", "user_account"."display_name" as "imported_by_name"
  from "product_list_edition" as "e" left join "user_account" on "user_account"."id" = "e"."imported_by"
  order by "e"."number" desc
  limit 1;

-- findEditionBySha256
-- sqlite
select "e"."id", "e"."number", "e"."title", "e"."locale", "e"."published", "e"."published_inferred", "e"."sha256", "e"."file_name", "e"."line_count", "e"."imported_at", "e"."first_passage", "e"."last_passage", "user_account"."display_name" as "imported_by_name"
  from "product_list_edition" as "e" left join "user_account" on "user_account"."id" = "e"."imported_by"
  where "e"."sha256" = ?;
-- postgres
select "e"."id", "e"."number", "e"."title", "e"."locale", "e"."published", "e"."published_inferred", "e"."sha256", "e"."file_name", "e"."line_count", "e"."imported_at", "e"."first_passage", "e"."last_passage", "user_account"."display_name" as "imported_by_name"
  from "product_list_edition" as "e" left join "user_account" on "user_account"."id" = "e"."imported_by"
  where "e"."sha256" = $1;

-- getEditionFacts
-- sqlite
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select "facts_json"
  from "product_list_edition"
  where "id" = ?;
-- postgres
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);
select "facts_json"
  from "product_list_edition"
  where "id" = $1;

-- getEditionFigures
-- sqlite
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select "figures_json"
  from "product_list_edition"
  where "id" = ?;
-- postgres
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);
select "figures_json"
  from "product_list_edition"
  where "id" = $1;

-- insertLines
-- sqlite
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);

-- listLines
-- sqlite
select "line", "kind", "text"
  from "product_list_line"
  where "edition_id" = ?
  and "line" >= ?
  and "line" <= ?
  order by "line";
-- postgres
select "line", "kind", "text"
  from "product_list_line"
  where "edition_id" = $1
  and "line" >= $2
  and "line" <= $3
  order by "line";

-- deleteChanges
-- sqlite
delete
  from "product_list_change"
  where "edition_id" = ?;
-- postgres
delete
  from "product_list_change"
  where "edition_id" = $1;

-- insertChanges
-- sqlite
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);

-- listChanges
-- sqlite
select *
  from "product_list_change"
  where "edition_id" = ?
  order by "position"
  limit 2000;
-- postgres
select *
  from "product_list_change"
  where "edition_id" = $1
  order by "position"
  limit 2000;
