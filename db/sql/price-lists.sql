-- insertPriceList
-- sqlite
insert into "price_list" ("id", "file_name", "sha256", "imported_at", "imported_by", "added", "changed", "ended", "unchanged")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "price_list" ("id", "file_name", "sha256", "imported_at", "imported_by", "added", "changed", "ended", "unchanged")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- findPriceList
-- sqlite
select "price_list".*, "user_account"."display_name" as "imported_by_name"
  from "price_list" left join "user_account" on "user_account"."id" = "price_list"."imported_by"
  where "price_list"."id" = ?;
-- postgres
select "price_list".*, "user_account"."display_name" as "imported_by_name"
  from "price_list" left join "user_account" on "user_account"."id" = "price_list"."imported_by"
  where "price_list"."id" = $1;

-- findPriceListBySha256
-- sqlite
select "price_list".*, "user_account"."display_name" as "imported_by_name"
  from "price_list" left join "user_account" on "user_account"."id" = "price_list"."imported_by"
  where "price_list"."sha256" = ?
  order by "price_list"."imported_at" desc
  limit 1;
-- postgres
select "price_list".*, "user_account"."display_name" as "imported_by_name"
  from "price_list" left join "user_account" on "user_account"."id" = "price_list"."imported_by"
  where "price_list"."sha256" = $1
  order by "price_list"."imported_at" desc
  limit 1;

-- countPriceLists
-- sqlite
select count(*) as "count"
  from "price_list";
-- postgres
select count(*) as "count"
  from "price_list";

-- listPriceLists
-- sqlite
select "price_list".*, "user_account"."display_name" as "imported_by_name"
  from "price_list" left join "user_account" on "user_account"."id" = "price_list"."imported_by"
  order by "imported_at" desc, "price_list"."id" desc
  limit 51;
-- postgres
select "price_list".*, "user_account"."display_name" as "imported_by_name"
  from "price_list" left join "user_account" on "user_account"."id" = "price_list"."imported_by"
  order by "imported_at" desc, "price_list"."id" desc
  limit 51;

-- listPriceLists after
-- sqlite
select "price_list".*, "user_account"."display_name" as "imported_by_name"
  from "price_list" left join "user_account" on "user_account"."id" = "price_list"."imported_by"
  where ("imported_at", "price_list"."id") < (?, ?)
  order by "imported_at" desc, "price_list"."id" desc
  limit 51;
-- postgres
select "price_list".*, "user_account"."display_name" as "imported_by_name"
  from "price_list" left join "user_account" on "user_account"."id" = "price_list"."imported_by"
  where ("imported_at", "price_list"."id") < ($1, $2)
  order by "imported_at" desc, "price_list"."id" desc
  limit 51;
