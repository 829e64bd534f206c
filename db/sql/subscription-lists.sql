-- listSubscriptionsOfCustomer all
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and "purchased_at" >= ?
  order by "purchased_at" desc, "id" desc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and "purchased_at" >= $3
  order by "purchased_at" desc, "id" desc
  limit 51;

-- listSubscriptionsOfCustomer active
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and "purchased_at" >= ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 1 or term_end_at > ?)
  order by "purchased_at" desc, "id" desc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and "purchased_at" >= $3
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 1 or term_end_at > $4)
  order by "purchased_at" desc, "id" desc
  limit 51;

-- listSubscriptionsOfCustomer ending
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and "purchased_at" >= ?
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 0
  and "term_end_at" > ?
  order by "purchased_at" desc, "id" desc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and "purchased_at" >= $3
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 0
  and "term_end_at" > $4
  order by "purchased_at" desc, "id" desc
  limit 51;

-- listSubscriptionsOfCustomer expired
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and "purchased_at" >= ?
  and expired_at is not null
  order by "purchased_at" desc, "id" desc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and "purchased_at" >= ?
  and cancelled_at is null
  and expired_at is null
  and "term_end_at" <= ?
  and +is_auto_renew_on = 0
  order by +"purchased_at" desc, +"id" desc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and "purchased_at" >= $3
  and expired_at is not null
  order by "purchased_at" desc, "id" desc
  limit 51;
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and "purchased_at" >= $3
  and cancelled_at is null
  and expired_at is null
  and "term_end_at" <= $4
  and +is_auto_renew_on = 0
  order by "purchased_at" desc, "id" desc
  limit 51;

-- listSubscriptionsOfCustomer deleted
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and "purchased_at" >= ?
  and "cancelled_at" is not null
  order by "purchased_at" desc, "id" desc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and "purchased_at" >= $3
  and "cancelled_at" is not null
  order by "purchased_at" desc, "id" desc
  limit 51;

-- listSubscriptionsOfCustomer all, after
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and "purchased_at" >= ?
  and ("purchased_at", "id") < (?, ?)
  order by "purchased_at" desc, "id" desc
  limit 51;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and "purchased_at" >= $3
  and ("purchased_at", "id") < ($4, $5)
  order by "purchased_at" desc, "id" desc
  limit 51;

-- listWindowsClosing of a partner
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
  order by "subscription"."window_ends_at", "subscription"."id"
  limit 10;
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
  order by "subscription"."window_ends_at", "subscription"."id"
  limit 10;

-- listWindowsClosing of a customer
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
  order by "subscription"."window_ends_at", "subscription"."id"
  limit 10;
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
  order by "subscription"."window_ends_at", "subscription"."id"
  limit 10;

-- listRenewalsAhead of a partner
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  and cancelled_at is null
  and expired_at is null
  and "term_end_at" >= ?
  and "term_end_at" < ?
  order by "term_end_at", "id"
  limit 10;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  and cancelled_at is null
  and expired_at is null
  and "term_end_at" >= $2
  and "term_end_at" < $3
  order by "term_end_at", "id"
  limit 10;

-- listRenewalsAhead of a customer
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  and cancelled_at is null
  and expired_at is null
  and "term_end_at" >= ?
  and "term_end_at" < ?
  order by "term_end_at", "id"
  limit 10;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  and cancelled_at is null
  and expired_at is null
  and "term_end_at" >= $3
  and "term_end_at" < $4
  order by "term_end_at", "id"
  limit 10;

-- listEndingWithoutRenewal of a partner
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and cancelled_at is null
  and expired_at is null
  and "term_end_at" >= ?
  and "term_end_at" < ?
  order by "term_end_at", "id"
  limit 10;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and cancelled_at is null
  and expired_at is null
  and "term_end_at" >= $2
  and "term_end_at" < $3
  order by "term_end_at", "id"
  limit 10;

-- listEndingWithoutRenewal of a customer
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and cancelled_at is null
  and expired_at is null
  and "term_end_at" >= ?
  and "term_end_at" < ?
  order by "term_end_at", "id"
  limit 10;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and cancelled_at is null
  and expired_at is null
  and "term_end_at" >= $3
  and "term_end_at" < $4
  order by "term_end_at", "id"
  limit 10;

-- listLiveOfCustomer
-- sqlite
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and cancelled_at is null
  and expired_at is null
  order by "purchased_at", "id"
  limit 500;
-- postgres
select "subscription".*
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and cancelled_at is null
  and expired_at is null
  order by "purchased_at", "id"
  limit 500;

-- listOnHold of a partner
-- sqlite
select *
  from "subscription"
  where "held_at" is not null
  and cancelled_at is null
  and expired_at is null
  and "partner_id" = ?
  order by "held_at", "id"
  limit 10;
-- postgres
select *
  from "subscription"
  where "held_at" is not null
  and cancelled_at is null
  and expired_at is null
  and "partner_id" = $1
  order by "held_at", "id"
  limit 10;

-- listOnHold of all
-- sqlite
select *
  from "subscription"
  where "held_at" is not null
  and cancelled_at is null
  and expired_at is null
  order by "held_at", "id"
  limit 10;
-- postgres
select *
  from "subscription"
  where "held_at" is not null
  and cancelled_at is null
  and expired_at is null
  order by "held_at", "id"
  limit 10;

-- countSubscriptionsUpTo
-- sqlite
select (select count(*) as "count"
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
  limit 100) as "counted") as "windows_closing", (select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  and cancelled_at is null
  and expired_at is null
  and "term_end_at" >= ?
  and "term_end_at" < ?
  order by "term_end_at"
  limit 100) as "counted") as "renewals_ahead", (select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and cancelled_at is null
  and expired_at is null
  and "term_end_at" >= ?
  and "term_end_at" < ?
  order by "term_end_at"
  limit 100) as "counted") as "ending", (select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 1 or term_end_at > ?)
  order by "window_ends_at"
  limit 100) as "counted") as "active";
-- postgres
select (select count(*) as "count"
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
  limit 100) as "counted") as "windows_closing", (select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $4
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  and cancelled_at is null
  and expired_at is null
  and "term_end_at" >= $5
  and "term_end_at" < $6
  order by "term_end_at"
  limit 100) as "counted") as "renewals_ahead", (select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $7
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and cancelled_at is null
  and expired_at is null
  and "term_end_at" >= $8
  and "term_end_at" < $9
  order by "term_end_at"
  limit 100) as "counted") as "ending", (select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $10
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 1 or term_end_at > $11)
  order by "window_ends_at"
  limit 100) as "counted") as "active";

-- countSubscriptionsByFilterUpTo
-- sqlite
select (select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and "purchased_at" >= ?
  order by "purchased_at"
  limit 100) as "counted") as "all", (select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and "purchased_at" >= ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 1 or term_end_at > ?)
  order by "purchased_at"
  limit 100) as "counted") as "active", (select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and "purchased_at" >= ?
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 0
  and "term_end_at" > ?
  order by "purchased_at"
  limit 100) as "counted") as "ending", (select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and "purchased_at" >= ?
  and "cancelled_at" is not null
  order by "purchased_at"
  limit 100) as "counted") as "deleted", (select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and "purchased_at" >= ?
  and expired_at is not null
  order by "purchased_at"
  limit 100) as "counted") as "recorded", (select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = ?
  and "subscription"."customer_id" = ?
  and "purchased_at" >= ?
  and cancelled_at is null
  and expired_at is null
  and "term_end_at" <= ?
  and +is_auto_renew_on = 0
  order by "term_end_at"
  limit 100) as "counted") as "overdue";
-- postgres
select (select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $1
  and "subscription"."customer_id" = $2
  and "purchased_at" >= $3
  order by "purchased_at"
  limit 100) as "counted") as "all", (select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $4
  and "subscription"."customer_id" = $5
  and "purchased_at" >= $6
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 1 or term_end_at > $7)
  order by "purchased_at"
  limit 100) as "counted") as "active", (select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $8
  and "subscription"."customer_id" = $9
  and "purchased_at" >= $10
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 0
  and "term_end_at" > $11
  order by "purchased_at"
  limit 100) as "counted") as "ending", (select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $12
  and "subscription"."customer_id" = $13
  and "purchased_at" >= $14
  and "cancelled_at" is not null
  order by "purchased_at"
  limit 100) as "counted") as "deleted", (select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $15
  and "subscription"."customer_id" = $16
  and "purchased_at" >= $17
  and expired_at is not null
  order by "purchased_at"
  limit 100) as "counted") as "recorded", (select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = $18
  and "subscription"."customer_id" = $19
  and "purchased_at" >= $20
  and cancelled_at is null
  and expired_at is null
  and "term_end_at" <= $21
  and +is_auto_renew_on = 0
  order by "term_end_at"
  limit 100) as "counted") as "overdue";

-- countActiveByCustomer
-- sqlite
select "customer"."id" as "customer_id", (select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = "customer"."partner_id"
  and "subscription"."customer_id" = "customer"."id"
  and cancelled_at is null
  and expired_at is null
  and term_end_at > ?
  order by "term_end_at"
  limit 100) as "capped") as "running", (select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = "customer"."partner_id"
  and "subscription"."customer_id" = "customer"."id"
  and cancelled_at is null
  and expired_at is null
  and term_end_at <= ?
  and +is_auto_renew_on = 1
  order by "term_end_at"
  limit 100) as "capped") as "renewing"
  from "customer"
  where "customer"."partner_id" = ?
  and "customer"."id" in (select value
  from json_each(?));
-- postgres
select "customer"."id" as "customer_id", (select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = "customer"."partner_id"
  and "subscription"."customer_id" = "customer"."id"
  and cancelled_at is null
  and expired_at is null
  and term_end_at > $1
  order by "term_end_at"
  limit 100) as "capped") as "running", (select count(*) as "count"
  from (select 1 as "found"
  from "subscription"
  where "subscription"."partner_id" = "customer"."partner_id"
  and "subscription"."customer_id" = "customer"."id"
  and cancelled_at is null
  and expired_at is null
  and term_end_at <= $2
  and +is_auto_renew_on = 1
  order by "term_end_at"
  limit 100) as "capped") as "renewing"
  from "customer"
  where "customer"."partner_id" = $3
  and "customer"."id" = any($4::text[]);
