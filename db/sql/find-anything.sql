-- findSubscriptionsByIdPrefix
-- sqlite
select *
  from "subscription"
  where "id" >= ?
  and "id" < ?
  and +"partner_id" = ?
  order by "id"
  limit 6;
-- postgres
select *
  from "subscription"
  where "id" >= $1
  and "id" < $2
  and "partner_id" = $3
  order by "id"
  limit 6;

-- findOrdersByIdPrefix
-- sqlite
select "id", "kind", "customer_id"
  from "order"
  where "id" >= ?
  and "id" < ?
  and +"partner_id" = ?
  order by "id"
  limit 6;
-- postgres
select "id", "kind", "customer_id"
  from "order"
  where "id" >= $1
  and "id" < $2
  and "partner_id" = $3
  order by "id"
  limit 6;

-- findInvoicesByNumberPrefix
-- sqlite
select "id", "number", "period"
  from "invoice"
  where "number" >= ?
  and "number" < ?
  and +"partner_id" = ?
  order by "number"
  limit 6;
-- postgres
select "id", "number", "period"
  from "invoice"
  where "number" >= $1
  and "number" < $2
  and "partner_id" = $3
  order by "number"
  limit 6;
