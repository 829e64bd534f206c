-- findUserSetting
-- sqlite
select "value_json"
  from "user_setting"
  where "user_id" = ?
  and "name" = ?;
-- postgres
select "value_json"
  from "user_setting"
  where "user_id" = $1
  and "name" = $2;

-- putUserSetting
-- sqlite
insert into "user_setting" ("user_id", "name", "value_json", "changed_at")
  values (?, ?, ?, ?)
  on conflict ("user_id", "name") do update
  set "value_json" = ?, "changed_at" = ?;
-- postgres
insert into "user_setting" ("user_id", "name", "value_json", "changed_at")
  values ($1, $2, $3, $4)
  on conflict ("user_id", "name") do update
  set "value_json" = $5, "changed_at" = $6;
