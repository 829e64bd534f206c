-- listBook active
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $2)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;

-- listBook active, after
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  and ("subscription"."term_end_at", "subscription"."id") > (?, ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  and ("subscription"."term_end_at", "subscription"."id") > (?, ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  and ("subscription"."term_end_at", "subscription"."id") > ($2, $3)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $2)
  and ("subscription"."term_end_at", "subscription"."id") > ($3, $4)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;

-- listBookIds active
-- sqlite
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;
-- postgres
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $2)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;

-- countBook active
-- sqlite
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
-- postgres
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $2)
  order by "subscription"."term_end_at"
  limit 2000) as "counted";

-- listBook expired
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and expired_at is not null
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and "subscription"."term_end_at" <= ?
  and +is_auto_renew_on = 0
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and expired_at is not null
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and "subscription"."term_end_at" <= $2
  and +is_auto_renew_on = 0
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit 51;

-- listBook expired, after
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and expired_at is not null
  and ("subscription"."term_end_at", "subscription"."id") < (?, ?)
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and "subscription"."term_end_at" <= ?
  and +is_auto_renew_on = 0
  and ("subscription"."term_end_at", "subscription"."id") < (?, ?)
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and expired_at is not null
  and ("subscription"."term_end_at", "subscription"."id") < ($2, $3)
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and "subscription"."term_end_at" <= $2
  and +is_auto_renew_on = 0
  and ("subscription"."term_end_at", "subscription"."id") < ($3, $4)
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit 51;

-- listBookIds expired
-- sqlite
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and expired_at is not null
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit 2001;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and "subscription"."term_end_at" <= ?
  and +is_auto_renew_on = 0
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit 2001;
-- postgres
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and expired_at is not null
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit 2001;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and "subscription"."term_end_at" <= $2
  and +is_auto_renew_on = 0
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit 2001;

-- countBook expired
-- sqlite
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and expired_at is not null
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and "subscription"."term_end_at" <= ?
  and +is_auto_renew_on = 0
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
-- postgres
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $1
  and expired_at is not null
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and "subscription"."term_end_at" <= $2
  and +is_auto_renew_on = 0
  order by "subscription"."term_end_at"
  limit 2000) as "counted";

-- listBook deleted
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "cancelled_at" is not null
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "cancelled_at" is not null
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit 51;

-- listBook deleted, after
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "cancelled_at" is not null
  and ("subscription"."term_end_at", "subscription"."id") < (?, ?)
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "cancelled_at" is not null
  and ("subscription"."term_end_at", "subscription"."id") < ($2, $3)
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit 51;

-- listBookIds deleted
-- sqlite
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and "cancelled_at" is not null
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit 2001;
-- postgres
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "cancelled_at" is not null
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit 2001;

-- countBook deleted
-- sqlite
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and "cancelled_at" is not null
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
-- postgres
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "cancelled_at" is not null
  order by "subscription"."term_end_at"
  limit 2000) as "counted";

-- listBook with auto-renew on
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  and +is_auto_renew_on = 1
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $2)
  and +is_auto_renew_on = 1
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;

-- listBook with auto-renew on, after
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  and ("subscription"."term_end_at", "subscription"."id") > (?, ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  and +is_auto_renew_on = 1
  and ("subscription"."term_end_at", "subscription"."id") > (?, ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  and ("subscription"."term_end_at", "subscription"."id") > ($2, $3)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $2)
  and +is_auto_renew_on = 1
  and ("subscription"."term_end_at", "subscription"."id") > ($3, $4)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;

-- listBookIds with auto-renew on
-- sqlite
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  and +is_auto_renew_on = 1
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;
-- postgres
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $2)
  and +is_auto_renew_on = 1
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;

-- countBook with auto-renew on
-- sqlite
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  and +is_auto_renew_on = 1
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
-- postgres
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $2)
  and +is_auto_renew_on = 1
  order by "subscription"."term_end_at"
  limit 2000) as "counted";

-- listBook with auto-renew off
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  and +is_auto_renew_on = 0
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $2)
  and +is_auto_renew_on = 0
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;

-- listBook with auto-renew off, after
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  and +is_auto_renew_on = 0
  and ("subscription"."term_end_at", "subscription"."id") > (?, ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $2)
  and +is_auto_renew_on = 0
  and ("subscription"."term_end_at", "subscription"."id") > ($3, $4)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;

-- listBookIds with auto-renew off
-- sqlite
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  and +is_auto_renew_on = 0
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;
-- postgres
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $2)
  and +is_auto_renew_on = 0
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;

-- countBook with auto-renew off
-- sqlite
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  and +is_auto_renew_on = 0
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
-- postgres
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $2)
  and +is_auto_renew_on = 0
  order by "subscription"."term_end_at"
  limit 2000) as "counted";

-- listBook with the window open
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and "subscription"."window_ends_at" > ?
  and "subscription"."term_end_at" > ?
  and subscription.kind = 'software-subscription'
  and exists (select 1 as "found"
  from "sku"
  where "sku"."product_id" = "subscription"."product_id"
  and "sku"."sku_id" = "subscription"."sku_id"
  and sku.is_cancellable = 1)
  order by "subscription"."window_ends_at" asc, "subscription"."id" asc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and "subscription"."window_ends_at" > $2
  and "subscription"."term_end_at" > $3
  and subscription.kind = 'software-subscription'
  and exists (select 1 as "found"
  from "sku"
  where "sku"."product_id" = "subscription"."product_id"
  and "sku"."sku_id" = "subscription"."sku_id"
  and sku.is_cancellable = 1)
  order by "subscription"."window_ends_at" asc, "subscription"."id" asc
  limit 51;

-- listBook with the window open, after
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and "subscription"."window_ends_at" > ?
  and "subscription"."term_end_at" > ?
  and subscription.kind = 'software-subscription'
  and exists (select 1 as "found"
  from "sku"
  where "sku"."product_id" = "subscription"."product_id"
  and "sku"."sku_id" = "subscription"."sku_id"
  and sku.is_cancellable = 1)
  and ("subscription"."window_ends_at", "subscription"."id") > (?, ?)
  order by "subscription"."window_ends_at" asc, "subscription"."id" asc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and "subscription"."window_ends_at" > $2
  and "subscription"."term_end_at" > $3
  and subscription.kind = 'software-subscription'
  and exists (select 1 as "found"
  from "sku"
  where "sku"."product_id" = "subscription"."product_id"
  and "sku"."sku_id" = "subscription"."sku_id"
  and sku.is_cancellable = 1)
  and ("subscription"."window_ends_at", "subscription"."id") > ($4, $5)
  order by "subscription"."window_ends_at" asc, "subscription"."id" asc
  limit 51;

-- listBookIds with the window open
-- sqlite
select "subscription"."id", "subscription"."window_ends_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and "subscription"."window_ends_at" > ?
  and "subscription"."term_end_at" > ?
  and subscription.kind = 'software-subscription'
  and exists (select 1 as "found"
  from "sku"
  where "sku"."product_id" = "subscription"."product_id"
  and "sku"."sku_id" = "subscription"."sku_id"
  and sku.is_cancellable = 1)
  order by "subscription"."window_ends_at" asc, "subscription"."id" asc
  limit 2001;
-- postgres
select "subscription"."id", "subscription"."window_ends_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and "subscription"."window_ends_at" > $2
  and "subscription"."term_end_at" > $3
  and subscription.kind = 'software-subscription'
  and exists (select 1 as "found"
  from "sku"
  where "sku"."product_id" = "subscription"."product_id"
  and "sku"."sku_id" = "subscription"."sku_id"
  and sku.is_cancellable = 1)
  order by "subscription"."window_ends_at" asc, "subscription"."id" asc
  limit 2001;

-- countBook with the window open
-- sqlite
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and "subscription"."window_ends_at" > ?
  and "subscription"."term_end_at" > ?
  and subscription.kind = 'software-subscription'
  and exists (select 1 as "found"
  from "sku"
  where "sku"."product_id" = "subscription"."product_id"
  and "sku"."sku_id" = "subscription"."sku_id"
  and sku.is_cancellable = 1)
  order by "subscription"."window_ends_at"
  limit 2000) as "counted";
-- postgres
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and "subscription"."window_ends_at" > $2
  and "subscription"."term_end_at" > $3
  and subscription.kind = 'software-subscription'
  and exists (select 1 as "found"
  from "sku"
  where "sku"."product_id" = "subscription"."product_id"
  and "sku"."sku_id" = "subscription"."sku_id"
  and sku.is_cancellable = 1)
  order by "subscription"."window_ends_at"
  limit 2000) as "counted";

-- listBook of a stretch of days
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."term_end_at" >= ?
  and "subscription"."term_end_at" < ?
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."term_end_at" >= ?
  and "subscription"."term_end_at" < ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."term_end_at" >= $2
  and "subscription"."term_end_at" < $3
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."term_end_at" >= $2
  and "subscription"."term_end_at" < $3
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $4)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;

-- listBook of a stretch of days, after
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."term_end_at" >= ?
  and "subscription"."term_end_at" < ?
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  and ("subscription"."term_end_at", "subscription"."id") > (?, ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."term_end_at" >= ?
  and "subscription"."term_end_at" < ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  and ("subscription"."term_end_at", "subscription"."id") > (?, ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."term_end_at" >= $2
  and "subscription"."term_end_at" < $3
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  and ("subscription"."term_end_at", "subscription"."id") > ($4, $5)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."term_end_at" >= $2
  and "subscription"."term_end_at" < $3
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $4)
  and ("subscription"."term_end_at", "subscription"."id") > ($5, $6)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;

-- listBookIds of a stretch of days
-- sqlite
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."term_end_at" >= ?
  and "subscription"."term_end_at" < ?
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."term_end_at" >= ?
  and "subscription"."term_end_at" < ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;
-- postgres
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."term_end_at" >= $2
  and "subscription"."term_end_at" < $3
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."term_end_at" >= $2
  and "subscription"."term_end_at" < $3
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $4)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;

-- countBook of a stretch of days
-- sqlite
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."term_end_at" >= ?
  and "subscription"."term_end_at" < ?
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."term_end_at" >= ?
  and "subscription"."term_end_at" < ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
-- postgres
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."term_end_at" >= $2
  and "subscription"."term_end_at" < $3
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."term_end_at" >= $2
  and "subscription"."term_end_at" < $3
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $4)
  order by "subscription"."term_end_at"
  limit 2000) as "counted";

-- listBook of a customer
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $3)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;

-- listBook of a customer, after
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  and ("subscription"."term_end_at", "subscription"."id") > (?, ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  and ("subscription"."term_end_at", "subscription"."id") > (?, ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  and ("subscription"."term_end_at", "subscription"."id") > ($3, $4)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $3)
  and ("subscription"."term_end_at", "subscription"."id") > ($4, $5)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;

-- listBookIds of a customer
-- sqlite
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;
-- postgres
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $3)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;

-- countBook of a customer
-- sqlite
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
-- postgres
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $3)
  order by "subscription"."term_end_at"
  limit 2000) as "counted";

-- listBook of a customer, with the window open
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and cancelled_at is null
  and expired_at is null
  and "subscription"."window_ends_at" > ?
  and "subscription"."term_end_at" > ?
  and subscription.kind = 'software-subscription'
  and exists (select 1 as "found"
  from "sku"
  where "sku"."product_id" = "subscription"."product_id"
  and "sku"."sku_id" = "subscription"."sku_id"
  and sku.is_cancellable = 1)
  order by "subscription"."window_ends_at" asc, "subscription"."id" asc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and cancelled_at is null
  and expired_at is null
  and "subscription"."window_ends_at" > $3
  and "subscription"."term_end_at" > $4
  and subscription.kind = 'software-subscription'
  and exists (select 1 as "found"
  from "sku"
  where "sku"."product_id" = "subscription"."product_id"
  and "sku"."sku_id" = "subscription"."sku_id"
  and sku.is_cancellable = 1)
  order by "subscription"."window_ends_at" asc, "subscription"."id" asc
  limit 51;

-- listBook of a customer, with the window open, after
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and cancelled_at is null
  and expired_at is null
  and "subscription"."window_ends_at" > ?
  and "subscription"."term_end_at" > ?
  and subscription.kind = 'software-subscription'
  and exists (select 1 as "found"
  from "sku"
  where "sku"."product_id" = "subscription"."product_id"
  and "sku"."sku_id" = "subscription"."sku_id"
  and sku.is_cancellable = 1)
  and ("subscription"."window_ends_at", "subscription"."id") > (?, ?)
  order by "subscription"."window_ends_at" asc, "subscription"."id" asc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and cancelled_at is null
  and expired_at is null
  and "subscription"."window_ends_at" > $3
  and "subscription"."term_end_at" > $4
  and subscription.kind = 'software-subscription'
  and exists (select 1 as "found"
  from "sku"
  where "sku"."product_id" = "subscription"."product_id"
  and "sku"."sku_id" = "subscription"."sku_id"
  and sku.is_cancellable = 1)
  and ("subscription"."window_ends_at", "subscription"."id") > ($5, $6)
  order by "subscription"."window_ends_at" asc, "subscription"."id" asc
  limit 51;

-- listBookIds of a customer, with the window open
-- sqlite
select "subscription"."id", "subscription"."window_ends_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and cancelled_at is null
  and expired_at is null
  and "subscription"."window_ends_at" > ?
  and "subscription"."term_end_at" > ?
  and subscription.kind = 'software-subscription'
  and exists (select 1 as "found"
  from "sku"
  where "sku"."product_id" = "subscription"."product_id"
  and "sku"."sku_id" = "subscription"."sku_id"
  and sku.is_cancellable = 1)
  order by "subscription"."window_ends_at" asc, "subscription"."id" asc
  limit 2001;
-- postgres
select "subscription"."id", "subscription"."window_ends_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and cancelled_at is null
  and expired_at is null
  and "subscription"."window_ends_at" > $3
  and "subscription"."term_end_at" > $4
  and subscription.kind = 'software-subscription'
  and exists (select 1 as "found"
  from "sku"
  where "sku"."product_id" = "subscription"."product_id"
  and "sku"."sku_id" = "subscription"."sku_id"
  and sku.is_cancellable = 1)
  order by "subscription"."window_ends_at" asc, "subscription"."id" asc
  limit 2001;

-- countBook of a customer, with the window open
-- sqlite
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and cancelled_at is null
  and expired_at is null
  and "subscription"."window_ends_at" > ?
  and "subscription"."term_end_at" > ?
  and subscription.kind = 'software-subscription'
  and exists (select 1 as "found"
  from "sku"
  where "sku"."product_id" = "subscription"."product_id"
  and "sku"."sku_id" = "subscription"."sku_id"
  and sku.is_cancellable = 1)
  order by "subscription"."window_ends_at"
  limit 2000) as "counted";
-- postgres
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and cancelled_at is null
  and expired_at is null
  and "subscription"."window_ends_at" > $3
  and "subscription"."term_end_at" > $4
  and subscription.kind = 'software-subscription'
  and exists (select 1 as "found"
  from "sku"
  where "sku"."product_id" = "subscription"."product_id"
  and "sku"."sku_id" = "subscription"."sku_id"
  and sku.is_cancellable = 1)
  order by "subscription"."window_ends_at"
  limit 2000) as "counted";

-- listBook of customers
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and +"subscription"."customer_id" in (select value
  from json_each(?))
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and +"subscription"."customer_id" in (select value
  from json_each(?))
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = any($2::text[])
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = any($2::text[])
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $3)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;

-- listBook of customers, after
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and +"subscription"."customer_id" in (select value
  from json_each(?))
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  and ("subscription"."term_end_at", "subscription"."id") > (?, ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and +"subscription"."customer_id" in (select value
  from json_each(?))
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  and ("subscription"."term_end_at", "subscription"."id") > (?, ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = any($2::text[])
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  and ("subscription"."term_end_at", "subscription"."id") > ($3, $4)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = any($2::text[])
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $3)
  and ("subscription"."term_end_at", "subscription"."id") > ($4, $5)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;

-- listBookIds of customers
-- sqlite
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and +"subscription"."customer_id" in (select value
  from json_each(?))
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and +"subscription"."customer_id" in (select value
  from json_each(?))
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;
-- postgres
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = any($2::text[])
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = any($2::text[])
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $3)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;

-- countBook of customers
-- sqlite
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and +"subscription"."customer_id" in (select value
  from json_each(?))
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and +"subscription"."customer_id" in (select value
  from json_each(?))
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
-- postgres
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = any($2::text[])
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = any($2::text[])
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $3)
  order by "subscription"."term_end_at"
  limit 2000) as "counted";

-- listBook of products
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and +"subscription"."product_id" in (select value
  from json_each(?))
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and +"subscription"."product_id" in (select value
  from json_each(?))
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."product_id" = any($2::text[])
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."product_id" = any($2::text[])
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $3)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;

-- listBook of products, after
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and +"subscription"."product_id" in (select value
  from json_each(?))
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  and ("subscription"."term_end_at", "subscription"."id") > (?, ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and +"subscription"."product_id" in (select value
  from json_each(?))
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  and ("subscription"."term_end_at", "subscription"."id") > (?, ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."product_id" = any($2::text[])
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  and ("subscription"."term_end_at", "subscription"."id") > ($3, $4)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."product_id" = any($2::text[])
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $3)
  and ("subscription"."term_end_at", "subscription"."id") > ($4, $5)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 51;

-- listBookIds of products
-- sqlite
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and +"subscription"."product_id" in (select value
  from json_each(?))
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and +"subscription"."product_id" in (select value
  from json_each(?))
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;
-- postgres
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."product_id" = any($2::text[])
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."product_id" = any($2::text[])
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $3)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit 2001;

-- countBook of products
-- sqlite
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and +"subscription"."product_id" in (select value
  from json_each(?))
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and +"subscription"."product_id" in (select value
  from json_each(?))
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
-- postgres
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."product_id" = any($2::text[])
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."product_id" = any($2::text[])
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $3)
  order by "subscription"."term_end_at"
  limit 2000) as "counted";
