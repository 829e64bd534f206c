-- findWebhookRegistration
-- sqlite
select *
  from "webhook_registration"
  where "partner_id" = ?;
-- postgres
select *
  from "webhook_registration"
  where "partner_id" = $1;

-- insertWebhookRegistration
-- sqlite
insert into "webhook_registration" ("partner_id", "subscriber_id", "url", "events", "is_ms_signature_header", "created_at", "changed_at")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id") do nothing;
-- postgres
insert into "webhook_registration" ("partner_id", "subscriber_id", "url", "events", "is_ms_signature_header", "created_at", "changed_at")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id") do nothing;

-- updateWebhookRegistration
-- sqlite
update "webhook_registration"
  set "url" = ?, "events" = ?, "is_ms_signature_header" = ?, "changed_at" = ?
  where "partner_id" = ?;
-- postgres
update "webhook_registration"
  set "url" = $1, "events" = $2, "is_ms_signature_header" = $3, "changed_at" = $4
  where "partner_id" = $5;

-- deleteWebhookRegistration
-- sqlite
delete
  from "webhook_registration"
  where "partner_id" = ?;
-- postgres
delete
  from "webhook_registration"
  where "partner_id" = $1;

-- listenersOf
-- sqlite
select "partner_id", "events"
  from "webhook_registration"
  where "partner_id" in (?);
-- postgres
select "partner_id", "events"
  from "webhook_registration"
  where "partner_id" in ($1);

-- insertWebhookDeliveries
-- sqlite
insert into "webhook_delivery" ("id", "partner_id", "event_name", "resource_name", "resource_path", "audit_path", "changed_at", "state", "attempts", "attempts_left", "queued_at", "next_attempt_at", "finished_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("id") do nothing;
-- postgres
insert into "webhook_delivery" ("id", "partner_id", "event_name", "resource_name", "resource_path", "audit_path", "changed_at", "state", "attempts", "attempts_left", "queued_at", "next_attempt_at", "finished_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("id") do nothing;

-- countDueDeliveries
-- sqlite
select count(*) as "count"
  from (select 1 as "found"
  from "webhook_delivery"
  where "next_attempt_at" <= ?
  order by "next_attempt_at"
  limit 10) as "counted";
-- postgres
select count(*) as "count"
  from (select 1 as "found"
  from "webhook_delivery"
  where "next_attempt_at" <= $1
  order by "next_attempt_at"
  limit 10) as "counted";

-- claimDueDelivery
-- sqlite
insert into "webhook_delivery" ("id", "partner_id", "event_name", "resource_name", "resource_path", "audit_path", "changed_at", "state", "attempts", "attempts_left", "queued_at", "next_attempt_at", "finished_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("id") do nothing;
select *
  from "webhook_delivery"
  where "next_attempt_at" <= ?
  order by "next_attempt_at", "id"
  limit 1;
update "webhook_delivery"
  set "state" = ?, "attempts" = ?, "next_attempt_at" = ?, "attempts_left" = ?
  where "id" = ?
  and "partner_id" = ?;
-- postgres
insert into "webhook_delivery" ("id", "partner_id", "event_name", "resource_name", "resource_path", "audit_path", "changed_at", "state", "attempts", "attempts_left", "queued_at", "next_attempt_at", "finished_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("id") do nothing;
select *
  from "webhook_delivery"
  where "next_attempt_at" <= $1
  order by "next_attempt_at", "id"
  limit 1
  for no key update skip locked;
update "webhook_delivery"
  set "state" = $1, "attempts" = $2, "next_attempt_at" = $3, "attempts_left" = $4
  where "id" = $5
  and "partner_id" = $6;

-- claimDueDelivery without silent partners
-- sqlite
select *
  from "webhook_delivery"
  where "next_attempt_at" <= ?
  and "partner_id" not in (?, ?)
  order by "next_attempt_at", "id"
  limit 1;
update "webhook_delivery"
  set "state" = ?, "attempts" = ?, "next_attempt_at" = ?, "attempts_left" = ?
  where "id" = ?
  and "partner_id" = ?;
-- postgres
select *
  from "webhook_delivery"
  where "next_attempt_at" <= $1
  and "partner_id" not in ($2, $3)
  order by "next_attempt_at", "id"
  limit 1
  for no key update skip locked;
update "webhook_delivery"
  set "state" = $1, "attempts" = $2, "next_attempt_at" = $3, "attempts_left" = $4
  where "id" = $5
  and "partner_id" = $6;

-- finishDeliveryAttempt
-- sqlite
insert into "webhook_delivery" ("id", "partner_id", "event_name", "resource_name", "resource_path", "audit_path", "changed_at", "state", "attempts", "attempts_left", "queued_at", "next_attempt_at", "finished_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("id") do nothing;
select *
  from "webhook_delivery"
  where "next_attempt_at" <= ?
  order by "next_attempt_at", "id"
  limit 1;
update "webhook_delivery"
  set "state" = ?, "attempts" = ?, "next_attempt_at" = ?, "attempts_left" = ?
  where "id" = ?
  and "partner_id" = ?;
update "webhook_delivery"
  set "state" = ?, "next_attempt_at" = ?, "finished_at" = ?
  where "id" = ?
  and "state" = ?
  and "attempts" = ?
  and "partner_id" = ?;
insert into "webhook_attempt" ("delivery_id", "partner_id", "number", "url", "made_at", "took_ms", "response_code", "failure", "response_text")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "webhook_delivery" ("id", "partner_id", "event_name", "resource_name", "resource_path", "audit_path", "changed_at", "state", "attempts", "attempts_left", "queued_at", "next_attempt_at", "finished_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("id") do nothing;
select *
  from "webhook_delivery"
  where "next_attempt_at" <= $1
  order by "next_attempt_at", "id"
  limit 1
  for no key update skip locked;
update "webhook_delivery"
  set "state" = $1, "attempts" = $2, "next_attempt_at" = $3, "attempts_left" = $4
  where "id" = $5
  and "partner_id" = $6;
update "webhook_delivery"
  set "state" = $1, "next_attempt_at" = $2, "finished_at" = $3
  where "id" = $4
  and "state" = $5
  and "attempts" = $6
  and "partner_id" = $7;
insert into "webhook_attempt" ("delivery_id", "partner_id", "number", "url", "made_at", "took_ms", "response_code", "failure", "response_text")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- reviveDelivery
-- sqlite
update "webhook_delivery"
  set "state" = ?, "attempts_left" = ?, "next_attempt_at" = ?, "finished_at" = ?
  where "partner_id" = ?
  and "id" = ?
  and "state" in (?, ?, ?);
-- postgres
update "webhook_delivery"
  set "state" = $1, "attempts_left" = $2, "next_attempt_at" = $3, "finished_at" = $4
  where "partner_id" = $5
  and "id" = $6
  and "state" in ($7, $8, $9);

-- deleteOldDeliveries
-- sqlite
select "id"
  from "webhook_delivery"
  where "finished_at" < ?
  order by "finished_at"
  limit 1;
delete
  from "webhook_attempt"
  where "delivery_id" in (?);
delete
  from "webhook_delivery"
  where "id" in (?)
  and "finished_at" < ?;
-- postgres
select "id"
  from "webhook_delivery"
  where "finished_at" < $1
  order by "finished_at"
  limit 1;
delete
  from "webhook_attempt"
  where "delivery_id" in ($1);
delete
  from "webhook_delivery"
  where "id" in ($1)
  and "finished_at" < $2;

-- listDeliveries
-- sqlite
select *
  from "webhook_delivery"
  where "partner_id" = ?
  order by "queued_at" desc, "id" desc
  limit 51;
-- postgres
select *
  from "webhook_delivery"
  where "partner_id" = $1
  order by "queued_at" desc, "id" desc
  limit 51;

-- listDeliveries in one state
-- sqlite
select *
  from "webhook_delivery"
  where "partner_id" = ?
  and "state" = ?
  order by "queued_at" desc, "id" desc
  limit 51;
-- postgres
select *
  from "webhook_delivery"
  where "partner_id" = $1
  and "state" = $2
  order by "queued_at" desc, "id" desc
  limit 51;

-- lastAttemptsOf
-- sqlite
select *
  from "webhook_attempt"
  where "partner_id" = ?
  and "delivery_id" in (?)
  order by "delivery_id", "number";
-- postgres
select *
  from "webhook_attempt"
  where "partner_id" = $1
  and "delivery_id" in ($2)
  order by "delivery_id", "number";

-- findDelivery
-- sqlite
select *
  from "webhook_delivery"
  where "partner_id" = ?
  and "id" = ?;
-- postgres
select *
  from "webhook_delivery"
  where "partner_id" = $1
  and "id" = $2;

-- listAttempts
-- sqlite
select *
  from "webhook_attempt"
  where "partner_id" = ?
  and "delivery_id" = ?
  order by "number" desc
  limit 50;
-- postgres
select *
  from "webhook_attempt"
  where "partner_id" = $1
  and "delivery_id" = $2
  order by "number" desc
  limit 50;
