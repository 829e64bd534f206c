-- lockPlan
-- sqlite
insert into "migration_plan" ("partner_id", "customer_id", "created_at", "changed_at")
  values (?, ?, ?, ?)
  on conflict ("partner_id", "customer_id") do nothing;
select "changed_at"
  from "migration_plan"
  where "partner_id" = ?
  and "customer_id" = ?;
-- postgres
insert into "migration_plan" ("partner_id", "customer_id", "created_at", "changed_at")
  values ($1, $2, $3, $4)
  on conflict ("partner_id", "customer_id") do nothing;
select "changed_at"
  from "migration_plan"
  where "partner_id" = $1
  and "customer_id" = $2
  for no key update;

-- touchPlan
-- sqlite
update "migration_plan"
  set "changed_at" = ?
  where "partner_id" = ?
  and "customer_id" = ?;
-- postgres
update "migration_plan"
  set "changed_at" = $1
  where "partner_id" = $2
  and "customer_id" = $3;

-- listMigrationDevices
-- sqlite
select *
  from "migration_device"
  where ("partner_id" = ?
  and "customer_id" = ?)
  order by "is_done" asc, "activated_at" asc, "name_key" asc
  limit 51;
-- postgres
select *
  from "migration_device"
  where ("partner_id" = $1
  and "customer_id" = $2)
  order by "is_done" asc, "activated_at" asc, "name_key" asc
  limit 51;

-- listMigrationDevices ran-out
-- sqlite
select *
  from "migration_device"
  where (("partner_id" = ?
  and "customer_id" = ?)
  and "is_done" = ?
  and "activated_at" <= ?)
  order by "is_done" asc, "activated_at" asc, "name_key" asc
  limit 51;
-- postgres
select *
  from "migration_device"
  where (("partner_id" = $1
  and "customer_id" = $2)
  and "is_done" = $3
  and "activated_at" <= $4)
  order by "is_done" asc, "activated_at" asc, "name_key" asc
  limit 51;

-- listMigrationDevices running-out
-- sqlite
select *
  from "migration_device"
  where (("partner_id" = ?
  and "customer_id" = ?)
  and "is_done" = ?
  and "activated_at" > ?
  and "activated_at" <= ?)
  order by "is_done" asc, "activated_at" asc, "name_key" asc
  limit 51;
-- postgres
select *
  from "migration_device"
  where (("partner_id" = $1
  and "customer_id" = $2)
  and "is_done" = $3
  and "activated_at" > $4
  and "activated_at" <= $5)
  order by "is_done" asc, "activated_at" asc, "name_key" asc
  limit 51;

-- listMigrationDevices due-next
-- sqlite
select *
  from "migration_device"
  where (("partner_id" = ?
  and "customer_id" = ?)
  and "is_done" = ?
  and "activated_at" > ?
  and "activated_at" <= ?)
  order by "is_done" asc, "activated_at" asc, "name_key" asc
  limit 51;
-- postgres
select *
  from "migration_device"
  where (("partner_id" = $1
  and "customer_id" = $2)
  and "is_done" = $3
  and "activated_at" > $4
  and "activated_at" <= $5)
  order by "is_done" asc, "activated_at" asc, "name_key" asc
  limit 51;

-- listMigrationDevices later
-- sqlite
select *
  from "migration_device"
  where (("partner_id" = ?
  and "customer_id" = ?)
  and "is_done" = ?
  and "activated_at" > ?)
  order by "is_done" asc, "activated_at" asc, "name_key" asc
  limit 51;
-- postgres
select *
  from "migration_device"
  where (("partner_id" = $1
  and "customer_id" = $2)
  and "is_done" = $3
  and "activated_at" > $4)
  order by "is_done" asc, "activated_at" asc, "name_key" asc
  limit 51;

-- listMigrationDevices done
-- sqlite
select *
  from "migration_device"
  where (("partner_id" = ?
  and "customer_id" = ?)
  and "is_done" = ?)
  order by "is_done" asc, "activated_at" asc, "name_key" asc
  limit 51;
-- postgres
select *
  from "migration_device"
  where (("partner_id" = $1
  and "customer_id" = $2)
  and "is_done" = $3)
  order by "is_done" asc, "activated_at" asc, "name_key" asc
  limit 51;

-- listMigrationDevices searched, after
-- sqlite
select *
  from "migration_device"
  where (("partner_id" = ?
  and "customer_id" = ?)
  and ("name_key" like ? escape '!' or "group_key" like ? escape '!'))
  and ("is_done", "activated_at", "name_key") > (?, ?, ?)
  order by "is_done" asc, "activated_at" asc, "name_key" asc
  limit 51;
-- postgres
select *
  from "migration_device"
  where (("partner_id" = $1
  and "customer_id" = $2)
  and ("name_key" like $3 escape '!' or "group_key" like $4 escape '!'))
  and ("is_done", "activated_at", "name_key") > ($5, $6, $7)
  order by "is_done" asc, "activated_at" asc, "name_key" asc
  limit 51;

-- listMigrationDevices before
-- sqlite
select *
  from "migration_device"
  where ("partner_id" = ?
  and "customer_id" = ?)
  and ("is_done", "activated_at", "name_key") < (?, ?, ?)
  order by "is_done" desc, "activated_at" desc, "name_key" desc
  limit 51;
-- postgres
select *
  from "migration_device"
  where ("partner_id" = $1
  and "customer_id" = $2)
  and ("is_done", "activated_at", "name_key") < ($3, $4, $5)
  order by "is_done" desc, "activated_at" desc, "name_key" desc
  limit 51;

-- countMigrationDevices
-- sqlite
select count(*) as "devices"
  from "migration_device"
  where ("partner_id" = ?
  and "customer_id" = ?);
-- postgres
select count(*) as "devices"
  from "migration_device"
  where ("partner_id" = $1
  and "customer_id" = $2);

-- countMigrationDevices searched
-- sqlite
select count(*) as "devices"
  from "migration_device"
  where (("partner_id" = ?
  and "customer_id" = ?)
  and "is_done" = ?
  and "activated_at" > ?
  and "activated_at" <= ?
  and ("name_key" like ? escape '!' or "group_key" like ? escape '!'));
-- postgres
select count(*) as "devices"
  from "migration_device"
  where (("partner_id" = $1
  and "customer_id" = $2)
  and "is_done" = $3
  and "activated_at" > $4
  and "activated_at" <= $5
  and ("name_key" like $6 escape '!' or "group_key" like $7 escape '!'));

-- countDevicesByState
-- sqlite
select coalesce(sum(case when is_done = 0
  and activated_at <= ? then 1 else 0 end), 0) as "ran-out", coalesce(sum(case when is_done = 0
  and activated_at <= ? then 1 else 0 end), 0) as "running-out", coalesce(sum(case when is_done = 0
  and activated_at <= ? then 1 else 0 end), 0) as "due-next", coalesce(sum(case when is_done = 0 then 1 else 0 end), 0) as "later", coalesce(sum(case when is_done = 1 then 1 else 0 end), 0) as "done"
  from "migration_device"
  where "partner_id" = ?
  and "customer_id" = ?;
-- postgres
select coalesce(sum(case when is_done = 0
  and activated_at <= $1 then 1 else 0 end), 0) as "ran-out", coalesce(sum(case when is_done = 0
  and activated_at <= $2 then 1 else 0 end), 0) as "running-out", coalesce(sum(case when is_done = 0
  and activated_at <= $3 then 1 else 0 end), 0) as "due-next", coalesce(sum(case when is_done = 0 then 1 else 0 end), 0) as "later", coalesce(sum(case when is_done = 1 then 1 else 0 end), 0) as "done"
  from "migration_device"
  where "partner_id" = $4
  and "customer_id" = $5;

-- countDevicesByWeek
-- sqlite
select (activated_at + 15811200000) / 604800000 as "week", coalesce(sum(case when is_done = 0 then 1 else 0 end), 0) as "open", coalesce(sum(case when is_done = 1 then 1 else 0 end), 0) as "done"
  from "migration_device"
  where "partner_id" = ?
  and "customer_id" = ?
  group by (activated_at + 15811200000) / 604800000;
-- postgres
select (activated_at + 15811200000) / 604800000 as "week", coalesce(sum(case when is_done = 0 then 1 else 0 end), 0) as "open", coalesce(sum(case when is_done = 1 then 1 else 0 end), 0) as "done"
  from "migration_device"
  where "partner_id" = $1
  and "customer_id" = $2
  group by (activated_at + 15811200000) / 604800000;

-- markDevicesDone named
-- sqlite
update "migration_device"
  set "is_done" = ?, "done_at" = ?, "done_by" = ?
  where (("partner_id" = ?
  and "customer_id" = ?)
  and "name_key" in (select value
  from json_each(?)))
  and "is_done" = ? returning "name";
-- postgres
update "migration_device"
  set "is_done" = $1, "done_at" = $2, "done_by" = $3
  where (("partner_id" = $4
  and "customer_id" = $5)
  and "name_key" = any($6::text[]))
  and "is_done" = $7 returning "name";

-- markDevicesDone filtered
-- sqlite
update "migration_device"
  set "is_done" = ?, "done_at" = ?, "done_by" = ?
  where (("partner_id" = ?
  and "customer_id" = ?)
  and ("name_key" like ? escape '!' or "group_key" like ? escape '!'))
  and "is_done" = ? returning "name";
-- postgres
update "migration_device"
  set "is_done" = $1, "done_at" = $2, "done_by" = $3
  where (("partner_id" = $4
  and "customer_id" = $5)
  and ("name_key" like $6 escape '!' or "group_key" like $7 escape '!'))
  and "is_done" = $8 returning "name";

-- reopenDevices named
-- sqlite
update "migration_device"
  set "is_done" = ?, "done_at" = ?, "done_by" = ?
  where (("partner_id" = ?
  and "customer_id" = ?)
  and "name_key" in (select value
  from json_each(?)))
  and "is_done" = ? returning "name";
-- postgres
update "migration_device"
  set "is_done" = $1, "done_at" = $2, "done_by" = $3
  where (("partner_id" = $4
  and "customer_id" = $5)
  and "name_key" = any($6::text[]))
  and "is_done" = $7 returning "name";

-- reopenDevices filtered
-- sqlite
update "migration_device"
  set "is_done" = ?, "done_at" = ?, "done_by" = ?
  where (("partner_id" = ?
  and "customer_id" = ?)
  and "is_done" = ?)
  and "is_done" = ? returning "name";
-- postgres
update "migration_device"
  set "is_done" = $1, "done_at" = $2, "done_by" = $3
  where (("partner_id" = $4
  and "customer_id" = $5)
  and "is_done" = $6)
  and "is_done" = $7 returning "name";

-- deleteDevices named
-- sqlite
delete
  from "migration_device"
  where (("partner_id" = ?
  and "customer_id" = ?)
  and "name_key" in (select value
  from json_each(?))) returning "name";
-- postgres
delete
  from "migration_device"
  where (("partner_id" = $1
  and "customer_id" = $2)
  and "name_key" = any($3::text[])) returning "name";

-- deleteDevices filtered
-- sqlite
delete
  from "migration_device"
  where (("partner_id" = ?
  and "customer_id" = ?)
  and ("name_key" like ? escape '!' or "group_key" like ? escape '!')) returning "name";
-- postgres
delete
  from "migration_device"
  where (("partner_id" = $1
  and "customer_id" = $2)
  and ("name_key" like $3 escape '!' or "group_key" like $4 escape '!')) returning "name";
