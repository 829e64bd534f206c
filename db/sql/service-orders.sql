-- insertServiceOrder
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "service_order" ("id", "enrollment_id", "partner_id", "customer_id", "service_id", "kind", "quantity", "placed_at", "placed_by", "purchased_on", "usage_from_on", "effective_at", "ended_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "service_order" ("id", "enrollment_id", "partner_id", "customer_id", "service_id", "kind", "quantity", "placed_at", "placed_by", "purchased_on", "usage_from_on", "effective_at", "ended_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- listServiceOrders
-- sqlite
select *
  from "service_order"
  where "enrollment_id" in (select value
  from json_each(?))
  and "ended_at" is null
  order by "placed_at", "id";
-- postgres
select *
  from "service_order"
  where "enrollment_id" = any($1::text[])
  and "ended_at" is null
  order by "placed_at", "id";

-- claimWaitingReservations
-- sqlite
select *
  from "service_order"
  where "effective_at" is null
  and "enrollment_id" in (select "id"
  from "enrollment"
  where "starts_on" <= ?
  and "ends_on" >= ?)
  order by "placed_at", "id"
  limit 50;
-- postgres
select *
  from "service_order"
  where "effective_at" is null
  and "enrollment_id" in (select "id"
  from "enrollment"
  where "starts_on" <= $1
  and "ends_on" >= $2)
  order by "placed_at", "id"
  limit 50
  for no key update skip locked;

-- listWaitingReservations
-- sqlite
select *
  from "service_order"
  where "effective_at" is null
  order by "placed_at", "id"
  limit 50;
-- postgres
select *
  from "service_order"
  where "effective_at" is null
  order by "placed_at", "id"
  limit 50;

-- markReservationEffective
-- sqlite
update "service_order"
  set "effective_at" = ?
  where "id" = ?
  and "effective_at" is null;
-- postgres
update "service_order"
  set "effective_at" = $1
  where "id" = $2
  and "effective_at" is null;
