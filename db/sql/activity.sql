-- listActivityOfSubscription
-- sqlite
select *
  from "activity"
  where "customer_id" = ?
  and "subscription_id" = ?
  and "partner_id" = ?
  order by "at" desc, "id" desc
  limit 20;
-- postgres
select *
  from "activity"
  where "customer_id" = $1
  and "subscription_id" = $2
  and "partner_id" = $3
  order by "at" desc, "id" desc
  limit 20;
