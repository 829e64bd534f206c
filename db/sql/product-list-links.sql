-- putGroupName
-- sqlite
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "product_list_name" ("edition_id", "group_key", "name", "set_at", "set_by")
  values (?, ?, ?, ?, ?)
  on conflict ("edition_id", "group_key") do update
  set "name" = ?, "set_at" = ?, "set_by" = ?
  where "product_list_name"."name" <> ? returning "group_key";
-- postgres
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);
insert into "product_list_name" ("edition_id", "group_key", "name", "set_at", "set_by")
  values ($1, $2, $3, $4, $5)
  on conflict ("edition_id", "group_key") do update
  set "name" = $6, "set_at" = $7, "set_by" = $8
  where "product_list_name"."name" <> $9 returning "group_key";

-- deleteGroupName
-- sqlite
delete
  from "product_list_name"
  where "edition_id" = ?
  and "group_key" = ? returning "group_key";
-- postgres
delete
  from "product_list_name"
  where "edition_id" = $1
  and "group_key" = $2 returning "group_key";

-- insertGroupLink
-- sqlite
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "product_list_link" ("edition_id", "group_key", "product_id", "linked_at", "linked_by")
  values (?, ?, ?, ?, ?)
  on conflict do nothing returning "product_id";
-- postgres
insert into "product_list_edition" ("id", "number", "title", "locale", "published", "published_inferred", "sha256", "file_name", "line_count", "imported_at", "imported_by", "first_passage", "last_passage", "facts_json", "figures_json")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);
insert into "product_list_link" ("edition_id", "group_key", "product_id", "linked_at", "linked_by")
  values ($1, $2, $3, $4, $5)
  on conflict do nothing returning "product_id";

-- deleteGroupLink
-- sqlite
delete
  from "product_list_link"
  where "edition_id" = ?
  and "group_key" = ?
  and "product_id" = ? returning "product_id";
-- postgres
delete
  from "product_list_link"
  where "edition_id" = $1
  and "group_key" = $2
  and "product_id" = $3 returning "product_id";

-- listLinkedProducts
-- sqlite
select "product"."id" as "productId", "product"."title", "product"."publisher"
  from "product_list_link" inner join "product" on "product"."id" = "product_list_link"."product_id"
  where "product_list_link"."edition_id" = ?
  and "product_list_link"."group_key" = ?
  order by "product_list_link"."product_id"
  limit 200;
-- postgres
select "product"."id" as "productId", "product"."title", "product"."publisher"
  from "product_list_link" inner join "product" on "product"."id" = "product_list_link"."product_id"
  where "product_list_link"."edition_id" = $1
  and "product_list_link"."group_key" = $2
  order by "product_list_link"."product_id"
  limit 200;

-- listGroupsOfProduct
-- sqlite
select "g"."group_key" as "groupKey", "g"."line", coalesce("n"."name", "g"."name") as "name"
  from "product_list_link" as "l" inner join "product_list_group" as "g" on "g"."edition_id" = "l"."edition_id"
  and "g"."group_key" = "l"."group_key" left join "product_list_name" as "n" on "n"."edition_id" = "g"."edition_id"
  and "n"."group_key" = "g"."group_key"
  where "l"."product_id" = ?
  and "l"."edition_id" = ?
  order by "g"."position";
-- postgres
select "g"."group_key" as "groupKey", "g"."line", coalesce("n"."name", "g"."name") as "name"
  from "product_list_link" as "l" inner join "product_list_group" as "g" on "g"."edition_id" = "l"."edition_id"
  and "g"."group_key" = "l"."group_key" left join "product_list_name" as "n" on "n"."edition_id" = "g"."edition_id"
  and "n"."group_key" = "g"."group_key"
  where "l"."product_id" = $1
  and "l"."edition_id" = $2
  order by "g"."position";

-- listLinkableProducts
-- sqlite
select "id" as "productId", "title", "publisher"
  from "product"
  order by "title", "id"
  limit 1000;
-- postgres
select "id" as "productId", "title", "publisher"
  from "product"
  order by "title", "id"
  limit 1000;

-- listHandWork
-- sqlite
select *
  from "product_list_name"
  where "edition_id" = ?;
select *
  from "product_list_link"
  where "edition_id" = ?;
-- postgres
select *
  from "product_list_name"
  where "edition_id" = $1;
select *
  from "product_list_link"
  where "edition_id" = $1;
