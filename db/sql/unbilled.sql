-- sumUnbilled
-- sqlite
select "currency", cast(sum(case when kind = 'charge' then amount_minor else 0 end) as bigint) as "charged", cast(sum(case when kind = 'credit' then amount_minor else 0 end) as bigint) as "credited", count(*) as "count"
  from "unbilled"
  where "partner_id" = ?
  and "dated_at" >= ?
  and "dated_at" < ?
  group by "currency"
  order by "currency";
-- postgres
select "currency", cast(sum(case when kind = 'charge' then amount_minor else 0 end) as bigint) as "charged", cast(sum(case when kind = 'credit' then amount_minor else 0 end) as bigint) as "credited", count(*) as "count"
  from "unbilled"
  where "partner_id" = $1
  and "dated_at" >= $2
  and "dated_at" < $3
  group by "currency"
  order by "currency";

-- listUnbilled
-- sqlite
select "id", "kind", "customer_id", "dated_at", "amount_minor"
  from "unbilled"
  where "partner_id" = ?
  and "currency" = ?
  order by "dated_at" desc, "kind" desc, "id" desc
  limit 51;
-- postgres
select "id", "kind", "customer_id", "dated_at", "amount_minor"
  from "unbilled"
  where "partner_id" = $1
  and "currency" = $2
  order by "dated_at" desc, "kind" desc, "id" desc
  limit 51;

-- listUnbilled after
-- sqlite
select "id", "kind", "customer_id", "dated_at", "amount_minor"
  from "unbilled"
  where "partner_id" = ?
  and "currency" = ?
  and ("dated_at", "kind", "id") < (?, ?, ?)
  order by "dated_at" desc, "kind" desc, "id" desc
  limit 51;
-- postgres
select "id", "kind", "customer_id", "dated_at", "amount_minor"
  from "unbilled"
  where "partner_id" = $1
  and "currency" = $2
  and ("dated_at", "kind", "id") < ($3, $4, $5)
  order by "dated_at" desc, "kind" desc, "id" desc
  limit 51;

-- listUnbilled before
-- sqlite
select "id", "kind", "customer_id", "dated_at", "amount_minor"
  from "unbilled"
  where "partner_id" = ?
  and "currency" = ?
  and ("dated_at", "kind", "id") > (?, ?, ?)
  order by "dated_at" asc, "kind" asc, "id" asc
  limit 51;
-- postgres
select "id", "kind", "customer_id", "dated_at", "amount_minor"
  from "unbilled"
  where "partner_id" = $1
  and "currency" = $2
  and ("dated_at", "kind", "id") > ($3, $4, $5)
  order by "dated_at" asc, "kind" asc, "id" asc
  limit 51;
