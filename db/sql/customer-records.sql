-- listCustomerRecords
-- sqlite
select *
  from "customer"
  where "partner_id" = ?
  order by "created_at" asc, "id" asc
  limit 51 offset ?;
-- postgres
select *
  from "customer"
  where "partner_id" = $1
  order by "created_at" asc, "id" asc
  limit 51 offset $2;

-- listCustomerRecords after a customer
-- sqlite
select *
  from "customer"
  where "partner_id" = ?
  and ("created_at", "id") > (?, ?)
  order by "created_at" asc, "id" asc
  limit 51 offset ?;
-- postgres
select *
  from "customer"
  where "partner_id" = $1
  and ("created_at", "id") > ($2, $3)
  order by "created_at" asc, "id" asc
  limit 51 offset $4;

-- listCustomerRecords by the beginning of the name
-- sqlite
select *
  from "customer"
  where "partner_id" = ?
  and "name_folded" >= ?
  and "name_folded" < ?
  order by "created_at" asc, "id" asc
  limit 51 offset ?;
-- postgres
select *
  from "customer"
  where "partner_id" = $1
  and "name_folded" >= $2
  and "name_folded" < $3
  order by "created_at" asc, "id" asc
  limit 51 offset $4;
