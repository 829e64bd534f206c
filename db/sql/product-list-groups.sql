-- insertGroups
-- sqlite
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);

-- listGroups
-- sqlite
select "g".*, "n"."name" as "hand_name", "n"."set_at", "u"."display_name" as "set_by_name"
  from "product_list_group" as "g" left join "product_list_name" as "n" on "n"."edition_id" = "g"."edition_id"
  and "n"."group_key" = "g"."group_key" left join "user_account" as "u" on "u"."id" = "n"."set_by"
  where "g"."edition_id" = ?
  order by "g"."position"
  limit 2000;
-- postgres
select "g".*, "n"."name" as "hand_name", "n"."set_at", "u"."display_name" as "set_by_name"
  from "product_list_group" as "g" left join "product_list_name" as "n" on "n"."edition_id" = "g"."edition_id"
  and "n"."group_key" = "g"."group_key" left join "user_account" as "u" on "u"."id" = "n"."set_by"
  where "g"."edition_id" = $1
  order by "g"."position"
  limit 2000;

-- findGroup
-- sqlite
select "g".*, "n"."name" as "hand_name", "n"."set_at", "u"."display_name" as "set_by_name"
  from "product_list_group" as "g" left join "product_list_name" as "n" on "n"."edition_id" = "g"."edition_id"
  and "n"."group_key" = "g"."group_key" left join "user_account" as "u" on "u"."id" = "n"."set_by"
  where "g"."edition_id" = ?
  and "g"."group_key" = ?;
-- postgres
select "g".*, "n"."name" as "hand_name", "n"."set_at", "u"."display_name" as "set_by_name"
  from "product_list_group" as "g" left join "product_list_name" as "n" on "n"."edition_id" = "g"."edition_id"
  and "n"."group_key" = "g"."group_key" left join "user_account" as "u" on "u"."id" = "n"."set_by"
  where "g"."edition_id" = $1
  and "g"."group_key" = $2;

-- insertRows
-- sqlite
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);

-- listRows
-- sqlite
select *
  from "product_list_row"
  where "edition_id" = ?
  order by "position"
  limit 5000;
-- postgres
select *
  from "product_list_row"
  where "edition_id" = $1
  order by "position"
  limit 5000;

-- listRows of kinds
-- sqlite
select *
  from "product_list_row"
  where "edition_id" = ?
  and "kind" in (?, ?)
  order by "position"
  limit 5000;
-- postgres
select *
  from "product_list_row"
  where "edition_id" = $1
  and "kind" in ($2, $3)
  order by "position"
  limit 5000;
