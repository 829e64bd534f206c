-- listActivityOfSubscription
-- sqlite
select *
  from "activity"
  where "subscription_id" = ?
  and "partner_id" = ?
  order by "at" desc, "id" desc
  limit ?;
-- postgres
select *
  from "activity"
  where "subscription_id" = $1
  and "partner_id" = $2
  order by "at" desc, "id" desc
  limit $3;
