-- listDevicesActivatedBetween
-- sqlite
select "plan"."customer_id", count(*) as "count", min(device.activated_at) as "first"
  from (select "partner_id", "customer_id"
  from "migration_plan"
  where "partner_id" = ?
  order by "customer_id"
  limit 100) as "plan" inner join "migration_device" as "device" on "device"."partner_id" = "plan"."partner_id"
  and "device"."customer_id" = "plan"."customer_id"
  and "device"."is_done" = ?
  and "device"."activated_at" > ?
  and "device"."activated_at" <= ?
  group by "plan"."customer_id";
-- postgres
select "plan"."customer_id", count(*) as "count", min(device.activated_at) as "first"
  from (select "partner_id", "customer_id"
  from "migration_plan"
  where "partner_id" = $1
  order by "customer_id"
  limit 100) as "plan" inner join "migration_device" as "device" on "device"."partner_id" = "plan"."partner_id"
  and "device"."customer_id" = "plan"."customer_id"
  and "device"."is_done" = $2
  and "device"."activated_at" > $3
  and "device"."activated_at" <= $4
  group by "plan"."customer_id";
