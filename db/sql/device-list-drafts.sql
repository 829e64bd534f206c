-- insertDeviceListDraft
-- sqlite
insert into "device_list_draft" ("id", "partner_id", "customer_id", "status", "file_name", "lines_read", "devices", "merged_lines", "refused_lines", "uploaded_by", "uploaded_at", "imported_at", "added_devices", "changed_devices")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "device_list_draft" ("id", "partner_id", "customer_id", "status", "file_name", "lines_read", "devices", "merged_lines", "refused_lines", "uploaded_by", "uploaded_at", "imported_at", "added_devices", "changed_devices")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- insertDraftDevices
-- sqlite
insert into "device_list_draft" ("id", "partner_id", "customer_id", "status", "file_name", "lines_read", "devices", "merged_lines", "refused_lines", "uploaded_by", "uploaded_at", "imported_at", "added_devices", "changed_devices")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "device_list_draft" ("id", "partner_id", "customer_id", "status", "file_name", "lines_read", "devices", "merged_lines", "refused_lines", "uploaded_by", "uploaded_at", "imported_at", "added_devices", "changed_devices")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- insertDraftLineRefusals
-- sqlite
insert into "device_list_draft" ("id", "partner_id", "customer_id", "status", "file_name", "lines_read", "devices", "merged_lines", "refused_lines", "uploaded_by", "uploaded_at", "imported_at", "added_devices", "changed_devices")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "device_list_draft" ("id", "partner_id", "customer_id", "status", "file_name", "lines_read", "devices", "merged_lines", "refused_lines", "uploaded_by", "uploaded_at", "imported_at", "added_devices", "changed_devices")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- markDraftChecked
-- sqlite
update "device_list_draft"
  set "status" = ?
  where "id" = ?
  and "status" = ?;
-- postgres
update "device_list_draft"
  set "status" = $1
  where "id" = $2
  and "status" = $3;

-- findDeviceListDraft
-- sqlite
select *
  from "device_list_draft"
  where "id" = ?
  and "partner_id" = ?
  and "customer_id" = ?
  and "status" <> ?;
-- postgres
select *
  from "device_list_draft"
  where "id" = $1
  and "partner_id" = $2
  and "customer_id" = $3
  and "status" <> $4;

-- findDeviceListDraft locked
-- sqlite
select *
  from "device_list_draft"
  where "id" = ?
  and "partner_id" = ?
  and "customer_id" = ?
  and "status" <> ?;
-- postgres
select *
  from "device_list_draft"
  where "id" = $1
  and "partner_id" = $2
  and "customer_id" = $3
  and "status" <> $4
  for no key update;

-- effectOfDraft
-- sqlite
select coalesce(sum(case when m.name_key is null then 1 else 0 end), 0) as "added", coalesce(sum(case when d.activated_at > m.activated_at then 1 else 0 end), 0) as "moved", coalesce(sum(case when m.is_done = 1 then 1 else 0 end), 0) as "done"
  from "device_list_draft_device" as "d" left join "migration_device" as "m" on "m"."partner_id" = ?
  and "m"."customer_id" = ?
  and "m"."name_key" = "d"."name_key"
  where "d"."draft_id" = ?;
select count(*) as "devices"
  from "migration_device"
  where "partner_id" = ?
  and "customer_id" = ?;
-- postgres
select coalesce(sum(case when m.name_key is null then 1 else 0 end), 0) as "added", coalesce(sum(case when d.activated_at > m.activated_at then 1 else 0 end), 0) as "moved", coalesce(sum(case when m.is_done = 1 then 1 else 0 end), 0) as "done"
  from "device_list_draft_device" as "d" left join "migration_device" as "m" on "m"."partner_id" = $1
  and "m"."customer_id" = $2
  and "m"."name_key" = "d"."name_key"
  where "d"."draft_id" = $3;
select count(*) as "devices"
  from "migration_device"
  where "partner_id" = $1
  and "customer_id" = $2;

-- importDraftDevices
-- sqlite
insert into "migration_device" ("partner_id", "customer_id", "name_key", "name", "activated_at", "is_time_known", "group_name", "group_key", "product", "note", "is_done", "listed_at") select cast(? as text) as "partner_id", cast(? as text) as "customer_id", "d"."name_key", "d"."name", "d"."activated_at", "d"."is_time_known", "d"."group_name", "d"."group_key", "d"."product", "d"."note", 0 as "is_done", cast(? as bigint) as "listed_at"
  from "device_list_draft_device" as "d"
  where "d"."draft_id" = ?
  on conflict ("partner_id", "customer_id", "name_key") do update
  set "activated_at" = case when excluded.activated_at > migration_device.activated_at then "excluded"."activated_at" else "migration_device"."activated_at" end, "is_time_known" = case when excluded.activated_at > migration_device.activated_at then "excluded"."is_time_known" else "migration_device"."is_time_known" end, "group_name" = coalesce("excluded"."group_name", "migration_device"."group_name"), "group_key" = coalesce("excluded"."group_key", "migration_device"."group_key"), "product" = coalesce("excluded"."product", "migration_device"."product"), "note" = coalesce("excluded"."note", "migration_device"."note");
-- postgres
insert into "migration_device" ("partner_id", "customer_id", "name_key", "name", "activated_at", "is_time_known", "group_name", "group_key", "product", "note", "is_done", "listed_at") select cast($1 as text) as "partner_id", cast($2 as text) as "customer_id", "d"."name_key", "d"."name", "d"."activated_at", "d"."is_time_known", "d"."group_name", "d"."group_key", "d"."product", "d"."note", 0 as "is_done", cast($3 as bigint) as "listed_at"
  from "device_list_draft_device" as "d"
  where "d"."draft_id" = $4
  on conflict ("partner_id", "customer_id", "name_key") do update
  set "activated_at" = case when excluded.activated_at > migration_device.activated_at then "excluded"."activated_at" else "migration_device"."activated_at" end, "is_time_known" = case when excluded.activated_at > migration_device.activated_at then "excluded"."is_time_known" else "migration_device"."is_time_known" end, "group_name" = coalesce("excluded"."group_name", "migration_device"."group_name"), "group_key" = coalesce("excluded"."group_key", "migration_device"."group_key"), "product" = coalesce("excluded"."product", "migration_device"."product"), "note" = coalesce("excluded"."note", "migration_device"."note");

-- markDraftImported
-- sqlite
update "device_list_draft"
  set "status" = ?, "imported_at" = ?, "added_devices" = ?, "changed_devices" = ?
  where "id" = ?
  and "status" = ?;
-- postgres
update "device_list_draft"
  set "status" = $1, "imported_at" = $2, "added_devices" = $3, "changed_devices" = $4
  where "id" = $5
  and "status" = $6;

-- listDraftLineRefusals
-- sqlite
select "line", "code", "value"
  from "device_list_draft_refusal"
  where "draft_id" = ?
  order by "line" asc
  limit 51;
-- postgres
select "line", "code", "value"
  from "device_list_draft_refusal"
  where "draft_id" = $1
  order by "line" asc
  limit 51;

-- listDraftLineRefusals after
-- sqlite
select "line", "code", "value"
  from "device_list_draft_refusal"
  where "draft_id" = ?
  and ("line") > (?)
  order by "line" asc
  limit 51;
-- postgres
select "line", "code", "value"
  from "device_list_draft_refusal"
  where "draft_id" = $1
  and ("line") > ($2)
  order by "line" asc
  limit 51;

-- deleteDraftDevices
-- sqlite
delete
  from "device_list_draft_device"
  where "draft_id" = ?;
-- postgres
delete
  from "device_list_draft_device"
  where "draft_id" = $1;

-- deleteDeviceListDraft
-- sqlite
delete
  from "device_list_draft_device"
  where "draft_id" = ?;
delete
  from "device_list_draft_refusal"
  where "draft_id" = ?;
delete
  from "device_list_draft"
  where "id" = ?;
-- postgres
delete
  from "device_list_draft_device"
  where "draft_id" = $1;
delete
  from "device_list_draft_refusal"
  where "draft_id" = $1;
delete
  from "device_list_draft"
  where "id" = $1;

-- listDeviceListDraftsBefore
-- sqlite
select "id"
  from "device_list_draft"
  where "uploaded_at" < ?
  order by "uploaded_at", "id"
  limit 20;
-- postgres
select "id"
  from "device_list_draft"
  where "uploaded_at" < $1
  order by "uploaded_at", "id"
  limit 20;
