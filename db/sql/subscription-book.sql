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
  limit ?;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit ?;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit $2;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $2)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit $3;

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
  limit ?;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  and ("subscription"."term_end_at", "subscription"."id") > (?, ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit ?;
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
  limit $4;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $2)
  and ("subscription"."term_end_at", "subscription"."id") > ($3, $4)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit $5;

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
  limit ?;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit ?;
-- postgres
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit $2;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $2)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit $3;

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
  limit ?) as "counted";
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  order by "subscription"."term_end_at"
  limit ?) as "counted";
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
  limit $2) as "counted";
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $2)
  order by "subscription"."term_end_at"
  limit $3) as "counted";

-- listBook expired
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and expired_at is not null
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit ?;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and "subscription"."term_end_at" <= ?
  and +is_auto_renew_on = 0
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit ?;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and expired_at is not null
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit $2;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and "subscription"."term_end_at" <= $2
  and +is_auto_renew_on = 0
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit $3;

-- listBook expired, after
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and expired_at is not null
  and ("subscription"."term_end_at", "subscription"."id") < (?, ?)
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit ?;
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
  limit ?;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and expired_at is not null
  and ("subscription"."term_end_at", "subscription"."id") < ($2, $3)
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit $4;
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
  limit $5;

-- listBookIds expired
-- sqlite
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and expired_at is not null
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit ?;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and "subscription"."term_end_at" <= ?
  and +is_auto_renew_on = 0
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit ?;
-- postgres
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and expired_at is not null
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit $2;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and "subscription"."term_end_at" <= $2
  and +is_auto_renew_on = 0
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit $3;

-- countBook expired
-- sqlite
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and expired_at is not null
  order by "subscription"."term_end_at"
  limit ?) as "counted";
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
  limit ?) as "counted";
-- postgres
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $1
  and expired_at is not null
  order by "subscription"."term_end_at"
  limit $2) as "counted";
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
  limit $3) as "counted";

-- listBook deleted
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "cancelled_at" is not null
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit ?;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "cancelled_at" is not null
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit $2;

-- listBook deleted, after
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "cancelled_at" is not null
  and ("subscription"."term_end_at", "subscription"."id") < (?, ?)
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit ?;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "cancelled_at" is not null
  and ("subscription"."term_end_at", "subscription"."id") < ($2, $3)
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit $4;

-- listBookIds deleted
-- sqlite
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and "cancelled_at" is not null
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit ?;
-- postgres
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "cancelled_at" is not null
  order by "subscription"."term_end_at" desc, "subscription"."id" desc
  limit $2;

-- countBook deleted
-- sqlite
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and "cancelled_at" is not null
  order by "subscription"."term_end_at"
  limit ?) as "counted";
-- postgres
select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "cancelled_at" is not null
  order by "subscription"."term_end_at"
  limit $2) as "counted";

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
  limit ?;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  and +is_auto_renew_on = 1
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit ?;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit $2;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $2)
  and +is_auto_renew_on = 1
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit $3;

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
  limit ?;
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
  limit ?;
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
  limit $4;
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
  limit $5;

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
  limit ?;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  and +is_auto_renew_on = 1
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit ?;
-- postgres
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit $2;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $2)
  and +is_auto_renew_on = 1
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit $3;

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
  limit ?) as "counted";
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
  limit ?) as "counted";
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
  limit $2) as "counted";
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
  limit $3) as "counted";

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
  limit ?;
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
  limit $3;

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
  limit ?;
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
  limit $5;

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
  limit ?;
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
  limit $3;

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
  limit ?) as "counted";
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
  limit $3) as "counted";

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
  limit ?;
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
  limit $4;

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
  limit ?;
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
  limit $6;

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
  limit ?;
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
  limit $4;

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
  limit ?) as "counted";
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
  limit $4) as "counted";

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
  limit ?;
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
  limit ?;
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
  limit $4;
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
  limit $5;

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
  limit ?;
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
  limit ?;
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
  limit $6;
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
  limit $7;

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
  limit ?;
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
  limit ?;
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
  limit $4;
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
  limit $5;

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
  limit ?) as "counted";
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
  limit ?) as "counted";
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
  limit $4) as "counted";
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
  limit $5) as "counted";

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
  limit ?;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit ?;
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
  limit $3;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $3)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit $4;

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
  limit ?;
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
  limit ?;
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
  limit $5;
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
  limit $6;

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
  limit ?;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > ?)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit ?;
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
  limit $3;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $3)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit $4;

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
  limit ?) as "counted";
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
  limit ?) as "counted";
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
  limit $3) as "counted";
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
  limit $4) as "counted";

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
  limit ?;
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
  limit $5;

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
  limit ?;
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
  limit $7;

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
  limit ?;
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
  limit $5;

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
  limit ?) as "counted";
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
  limit $5) as "counted";

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
  limit ?;
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
  limit ?;
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
  limit $3;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = any($2::text[])
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $3)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit $4;

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
  limit ?;
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
  limit ?;
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
  limit $5;
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
  limit $6;

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
  limit ?;
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
  limit ?;
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
  limit $3;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = any($2::text[])
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $3)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit $4;

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
  limit ?) as "counted";
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
  limit ?) as "counted";
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
  limit $3) as "counted";
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
  limit $4) as "counted";

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
  limit ?;
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
  limit ?;
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
  limit $3;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."product_id" = any($2::text[])
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $3)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit $4;

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
  limit ?;
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
  limit ?;
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
  limit $5;
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
  limit $6;

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
  limit ?;
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
  limit ?;
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
  limit $3;
select "subscription"."id", "subscription"."term_end_at" as "sort_at"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."product_id" = any($2::text[])
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and (+is_auto_renew_on = 1 or subscription.term_end_at > $3)
  order by "subscription"."term_end_at" asc, "subscription"."id" asc
  limit $4;

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
  limit ?) as "counted";
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
  limit ?) as "counted";
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
  limit $3) as "counted";
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
  limit $4) as "counted";
