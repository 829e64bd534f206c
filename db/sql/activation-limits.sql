-- listLateReservations
-- sqlite
select "id", "partner_id", "customer_id", "enrollment_id", "service_id"
  from "service_order"
  where "effective_at" is null
  and "placed_at" <= ?
  and not exists (select "notice"."id"
  from "notice"
  where "notice"."dedupe_key" = ? || service_order.id)
  order by "placed_at", "id"
  limit 50;
-- postgres
select "id", "partner_id", "customer_id", "enrollment_id", "service_id"
  from "service_order"
  where "effective_at" is null
  and "placed_at" <= $1
  and not exists (select "notice"."id"
  from "notice"
  where "notice"."dedupe_key" = $2 || service_order.id)
  order by "placed_at", "id"
  limit 50;

-- listLateRequests
-- sqlite
select "activation_case"."request_id", "activation_case"."partner_id", "activation_case"."customer_id", "activation_case"."enrollment_id", "activation_case"."service_id"
  from "activation_case" inner join "support_request" on "support_request"."id" = "activation_case"."request_id"
  where "activation_case"."done_at" is null
  and "activation_case"."opened_at" <= ?
  and "support_request"."answered_at" is null
  and "support_request"."closed_at" is null
  and not exists (select "notice"."id"
  from "notice"
  where "notice"."dedupe_key" = ? || activation_case.request_id)
  order by "activation_case"."opened_at", "activation_case"."request_id"
  limit 50;
-- postgres
select "activation_case"."request_id", "activation_case"."partner_id", "activation_case"."customer_id", "activation_case"."enrollment_id", "activation_case"."service_id"
  from "activation_case" inner join "support_request" on "support_request"."id" = "activation_case"."request_id"
  where "activation_case"."done_at" is null
  and "activation_case"."opened_at" <= $1
  and "support_request"."answered_at" is null
  and "support_request"."closed_at" is null
  and not exists (select "notice"."id"
  from "notice"
  where "notice"."dedupe_key" = $2 || activation_case.request_id)
  order by "activation_case"."opened_at", "activation_case"."request_id"
  limit 50;
