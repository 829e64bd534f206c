-- listPlannedSwitches
-- sqlite
select *
  from "subscription"
  where auto_renew_off_at is not null
  and cancelled_at is null
  and expired_at is null
  and "auto_renew_off_at" <= ?
  and "term_end_at" > ?
  order by "auto_renew_off_at", "id"
  limit 100;
-- postgres
select *
  from "subscription"
  where auto_renew_off_at is not null
  and cancelled_at is null
  and expired_at is null
  and "auto_renew_off_at" <= $1
  and "term_end_at" > $2
  order by "auto_renew_off_at", "id"
  limit 100;

-- listPlannedSwitches, after
-- sqlite
select *
  from "subscription"
  where auto_renew_off_at is not null
  and cancelled_at is null
  and expired_at is null
  and "auto_renew_off_at" <= ?
  and "term_end_at" > ?
  and ("auto_renew_off_at", "id") > (?, ?)
  order by "auto_renew_off_at", "id"
  limit 100;
-- postgres
select *
  from "subscription"
  where auto_renew_off_at is not null
  and cancelled_at is null
  and expired_at is null
  and "auto_renew_off_at" <= $1
  and "term_end_at" > $2
  and ("auto_renew_off_at", "id") > ($3, $4)
  order by "auto_renew_off_at", "id"
  limit 100;

-- countPlannedSwitches
-- sqlite
select count(*) as "count"
  from "subscription"
  where auto_renew_off_at is not null
  and cancelled_at is null
  and expired_at is null
  and "auto_renew_off_at" <= ?
  and "term_end_at" > ?;
-- postgres
select count(*) as "count"
  from "subscription"
  where auto_renew_off_at is not null
  and cancelled_at is null
  and expired_at is null
  and "auto_renew_off_at" <= $1
  and "term_end_at" > $2;

-- firstPlannedSwitchAfterMs
-- sqlite
select min("auto_renew_off_at") as "first"
  from "subscription"
  where auto_renew_off_at is not null
  and cancelled_at is null
  and expired_at is null
  and "auto_renew_off_at" > ?;
-- postgres
select min("auto_renew_off_at") as "first"
  from "subscription"
  where auto_renew_off_at is not null
  and cancelled_at is null
  and expired_at is null
  and "auto_renew_off_at" > $1;
