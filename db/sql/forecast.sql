-- listBookRows of what renews
-- sqlite
select *
  from "subscription"
  where "partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "term_end_at", "id"
  limit 1000;
-- postgres
select *
  from "subscription"
  where "partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  order by "term_end_at", "id"
  limit 1000;

-- listBookRows of what renews, after
-- sqlite
select *
  from "subscription"
  where "partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  and ("term_end_at", "id") > (?, ?)
  order by "term_end_at", "id"
  limit 1000;
-- postgres
select *
  from "subscription"
  where "partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and is_auto_renew_on = 1
  and will_not_renew_code is null
  and ("term_end_at", "id") > ($2, $3)
  order by "term_end_at", "id"
  limit 1000;

-- listBookRows of what ends, after
-- sqlite
select *
  from "subscription"
  where "partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and ("term_end_at", "id") > (?, ?)
  order by "term_end_at", "id"
  limit 1000;
-- postgres
select *
  from "subscription"
  where "partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and (is_auto_renew_on = 0 or will_not_renew_code is not null)
  and ("term_end_at", "id") > ($2, $3)
  order by "term_end_at", "id"
  limit 1000;

-- listBookRows of a customer, after
-- sqlite
select *
  from "subscription"
  where "partner_id" = ?
  and cancelled_at is null
  and expired_at is null
  and "customer_id" = ?
  and ("term_end_at", "id") > (?, ?)
  order by "term_end_at", "id"
  limit 1000;
-- postgres
select *
  from "subscription"
  where "partner_id" = $1
  and cancelled_at is null
  and expired_at is null
  and "customer_id" = $2
  and ("term_end_at", "id") > ($3, $4)
  order by "term_end_at", "id"
  limit 1000;
