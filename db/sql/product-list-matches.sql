-- insertMatches
-- sqlite
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "product_list_match" ("edition_id", "group_key", "older_edition_id", "older_key", "doubt", "state", "settled_at", "settled_by")
  values (?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);
insert into "product_list_match" ("edition_id", "group_key", "older_edition_id", "older_key", "doubt", "state", "settled_at", "settled_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8);

-- listMatches
-- sqlite
select "m"."group_key", "m"."older_edition_id", "m"."older_key", "m"."doubt", "m"."state", "g"."name", "g"."line"
  from "product_list_match" as "m" inner join "product_list_group" as "g" on "g"."edition_id" = "m"."older_edition_id"
  and "g"."group_key" = "m"."older_key"
  where "m"."edition_id" = ?
  order by "m"."group_key";
-- postgres
select "m"."group_key", "m"."older_edition_id", "m"."older_key", "m"."doubt", "m"."state", "g"."name", "g"."line"
  from "product_list_match" as "m" inner join "product_list_group" as "g" on "g"."edition_id" = "m"."older_edition_id"
  and "g"."group_key" = "m"."older_key"
  where "m"."edition_id" = $1
  order by "m"."group_key";

-- settleMatch
-- sqlite
update "product_list_match"
  set "state" = ?, "settled_at" = ?, "settled_by" = ?
  where "edition_id" = ?
  and "group_key" = ?
  and "state" <> ?;
-- postgres
update "product_list_match"
  set "state" = $1, "settled_at" = $2, "settled_by" = $3
  where "edition_id" = $4
  and "group_key" = $5
  and "state" <> $6;
