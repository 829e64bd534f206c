-- insertLetters
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "letter" ("id", "partner_id", "customer_id", "kind", "dedupe_key", "enrollment_id", "service_id", "contact_id", "recipient_name", "recipient_email", "language", "facts_json", "state", "attempts", "queued_at", "next_attempt_at", "finished_at", "last_verdict", "last_smtp_code", "last_reply")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("dedupe_key") do nothing;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "letter" ("id", "partner_id", "customer_id", "kind", "dedupe_key", "enrollment_id", "service_id", "contact_id", "recipient_name", "recipient_email", "language", "facts_json", "state", "attempts", "queued_at", "next_attempt_at", "finished_at", "last_verdict", "last_smtp_code", "last_reply")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
  on conflict ("dedupe_key") do nothing;

-- countDueLetters
-- sqlite
select count(*) as "count"
  from (select 1 as "found"
  from "letter"
  where "next_attempt_at" <= ?
  order by "next_attempt_at"
  limit 100) as "counted";
-- postgres
select count(*) as "count"
  from (select 1 as "found"
  from "letter"
  where "next_attempt_at" <= $1
  order by "next_attempt_at"
  limit 100) as "counted";

-- claimDueLetter
-- sqlite
select *
  from "letter"
  where "next_attempt_at" <= ?
  order by "next_attempt_at", "id"
  limit 1;
update "letter"
  set "state" = ?, "attempts" = ?, "next_attempt_at" = ?
  where "id" = ?
  and "partner_id" = ?;
-- postgres
select *
  from "letter"
  where "next_attempt_at" <= $1
  order by "next_attempt_at", "id"
  limit 1
  for no key update skip locked;
update "letter"
  set "state" = $1, "attempts" = $2, "next_attempt_at" = $3
  where "id" = $4
  and "partner_id" = $5;

-- finishLetterAttempt
-- sqlite
update "letter"
  set "state" = ?, "next_attempt_at" = ?, "finished_at" = ?, "last_verdict" = ?, "last_smtp_code" = ?, "last_reply" = ?
  where "id" = ?
  and "state" = ?
  and "attempts" = ?
  and "partner_id" = ?;
-- postgres
update "letter"
  set "state" = $1, "next_attempt_at" = $2, "finished_at" = $3, "last_verdict" = $4, "last_smtp_code" = $5, "last_reply" = $6
  where "id" = $7
  and "state" = $8
  and "attempts" = $9
  and "partner_id" = $10;

-- listKnownLetterKeys
-- sqlite
select "dedupe_key"
  from "letter"
  where "dedupe_key" in (select value
  from json_each(?));
-- postgres
select "dedupe_key"
  from "letter"
  where "dedupe_key" = any($1::text[]);

-- listLetters
-- sqlite
select *
  from "letter"
  where "enrollment_id" = ?
  order by "queued_at", "id"
  limit 500;
-- postgres
select *
  from "letter"
  where "enrollment_id" = $1
  order by "queued_at", "id"
  limit 500;

-- listLetters of a service
-- sqlite
select *
  from "letter"
  where "enrollment_id" = ?
  and "service_id" = ?
  order by "queued_at", "id"
  limit 500;
-- postgres
select *
  from "letter"
  where "enrollment_id" = $1
  and "service_id" = $2
  order by "queued_at", "id"
  limit 500;
