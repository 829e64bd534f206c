-- listOldDryRuns
-- sqlite
select "id"
  from "bulk_run"
  where state = 'dry-run'
  and "made_at" < ?
  order by "made_at", "id"
  limit 20;
-- postgres
select "id"
  from "bulk_run"
  where state = 'dry-run'
  and "made_at" < $1
  order by "made_at", "id"
  limit 20;

-- deleteDryRun
-- sqlite
insert into "bulk_run" ("id", "partner_id", "kind", "term_duration", "billing_plan", "state", "row_count", "will_count", "done_count", "refused_count", "made_by", "made_at", "confirmed_by", "confirmed_at", "confirmed_address", "finished_at", "worker", "leased_until")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "bulk_row" ("run_id", "position", "partner_id", "customer_id", "subscription_id", "state", "terms_json", "refusal_json", "remark_json", "amount_minor", "currency", "settled_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select "state"
  from "bulk_run"
  where "id" = ?;
delete
  from "bulk_row"
  where "run_id" = ?;
delete
  from "bulk_run"
  where "id" = ?;
-- postgres
insert into "bulk_run" ("id", "partner_id", "kind", "term_duration", "billing_plan", "state", "row_count", "will_count", "done_count", "refused_count", "made_by", "made_at", "confirmed_by", "confirmed_at", "confirmed_address", "finished_at", "worker", "leased_until")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18);
insert into "bulk_row" ("run_id", "position", "partner_id", "customer_id", "subscription_id", "state", "terms_json", "refusal_json", "remark_json", "amount_minor", "currency", "settled_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
select "state"
  from "bulk_run"
  where "id" = $1
  for no key update;
delete
  from "bulk_row"
  where "run_id" = $1;
delete
  from "bulk_run"
  where "id" = $1;

-- insertBulkRun
-- sqlite
insert into "bulk_run" ("id", "partner_id", "kind", "term_duration", "billing_plan", "state", "row_count", "will_count", "done_count", "refused_count", "made_by", "made_at", "confirmed_by", "confirmed_at", "confirmed_address", "finished_at", "worker", "leased_until")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "bulk_row" ("run_id", "position", "partner_id", "customer_id", "subscription_id", "state", "terms_json", "refusal_json", "remark_json", "amount_minor", "currency", "settled_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "bulk_run" ("id", "partner_id", "kind", "term_duration", "billing_plan", "state", "row_count", "will_count", "done_count", "refused_count", "made_by", "made_at", "confirmed_by", "confirmed_at", "confirmed_address", "finished_at", "worker", "leased_until")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18);
insert into "bulk_row" ("run_id", "position", "partner_id", "customer_id", "subscription_id", "state", "terms_json", "refusal_json", "remark_json", "amount_minor", "currency", "settled_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- insertBulkRows
-- sqlite
insert into "bulk_run" ("id", "partner_id", "kind", "term_duration", "billing_plan", "state", "row_count", "will_count", "done_count", "refused_count", "made_by", "made_at", "confirmed_by", "confirmed_at", "confirmed_address", "finished_at", "worker", "leased_until")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "bulk_row" ("run_id", "position", "partner_id", "customer_id", "subscription_id", "state", "terms_json", "refusal_json", "remark_json", "amount_minor", "currency", "settled_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "bulk_run" ("id", "partner_id", "kind", "term_duration", "billing_plan", "state", "row_count", "will_count", "done_count", "refused_count", "made_by", "made_at", "confirmed_by", "confirmed_at", "confirmed_address", "finished_at", "worker", "leased_until")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18);
insert into "bulk_row" ("run_id", "position", "partner_id", "customer_id", "subscription_id", "state", "terms_json", "refusal_json", "remark_json", "amount_minor", "currency", "settled_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- findBulkRun
-- sqlite
select *
  from "bulk_run"
  where "id" = ?
  and "partner_id" = ?;
-- postgres
select *
  from "bulk_run"
  where "id" = $1
  and "partner_id" = $2;

-- findBulkRun for a change
-- sqlite
select *
  from "bulk_run"
  where "id" = ?
  and "partner_id" = ?;
-- postgres
select *
  from "bulk_run"
  where "id" = $1
  and "partner_id" = $2
  for no key update;

-- listBulkRuns
-- sqlite
select *
  from "bulk_run"
  where "partner_id" = ?
  order by "made_at" desc, "id" desc
  limit 51;
-- postgres
select *
  from "bulk_run"
  where "partner_id" = $1
  order by "made_at" desc, "id" desc
  limit 51;

-- listBulkRuns after
-- sqlite
select *
  from "bulk_run"
  where "partner_id" = ?
  and ("made_at", "id") < (?, ?)
  order by "made_at" desc, "id" desc
  limit 51;
-- postgres
select *
  from "bulk_run"
  where "partner_id" = $1
  and ("made_at", "id") < ($2, $3)
  order by "made_at" desc, "id" desc
  limit 51;

-- listBulkRows
-- sqlite
select *
  from "bulk_row"
  where "run_id" = ?
  and "partner_id" = ?
  order by "position" asc
  limit 51;
-- postgres
select *
  from "bulk_row"
  where "run_id" = $1
  and "partner_id" = $2
  order by "position" asc
  limit 51;

-- listBulkRows of a state, before
-- sqlite
select *
  from "bulk_row"
  where "run_id" = ?
  and "partner_id" = ?
  and "state" = ?
  and ("position") < (?)
  order by "position" desc
  limit 51;
-- postgres
select *
  from "bulk_row"
  where "run_id" = $1
  and "partner_id" = $2
  and "state" = $3
  and ("position") < ($4)
  order by "position" desc
  limit 51;

-- sumsOfBulkRun
-- sqlite
select "state", "currency", count(*) as "row_count", sum("amount_minor") as "amount_minor"
  from "bulk_row"
  where "run_id" = ?
  and "partner_id" = ?
  group by "state", "currency";
-- postgres
select "state", "currency", count(*) as "row_count", sum("amount_minor") as "amount_minor"
  from "bulk_row"
  where "run_id" = $1
  and "partner_id" = $2
  group by "state", "currency";

-- confirmBulkRun
-- sqlite
insert into "bulk_run" ("id", "partner_id", "kind", "term_duration", "billing_plan", "state", "row_count", "will_count", "done_count", "refused_count", "made_by", "made_at", "confirmed_by", "confirmed_at", "confirmed_address", "finished_at", "worker", "leased_until")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "bulk_row" ("run_id", "position", "partner_id", "customer_id", "subscription_id", "state", "terms_json", "refusal_json", "remark_json", "amount_minor", "currency", "settled_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update "bulk_run"
  set "state" = ?, "confirmed_by" = ?, "confirmed_at" = ?, "confirmed_address" = ?
  where "id" = ?
  and "partner_id" = ?
  and "state" = ?;
-- postgres
insert into "bulk_run" ("id", "partner_id", "kind", "term_duration", "billing_plan", "state", "row_count", "will_count", "done_count", "refused_count", "made_by", "made_at", "confirmed_by", "confirmed_at", "confirmed_address", "finished_at", "worker", "leased_until")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18);
insert into "bulk_row" ("run_id", "position", "partner_id", "customer_id", "subscription_id", "state", "terms_json", "refusal_json", "remark_json", "amount_minor", "currency", "settled_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
update "bulk_run"
  set "state" = $1, "confirmed_by" = $2, "confirmed_at" = $3, "confirmed_address" = $4
  where "id" = $5
  and "partner_id" = $6
  and "state" = $7;

-- countOpenBulkRuns
-- sqlite
select "id"
  from "bulk_run"
  where state = 'confirmed'
  limit 1000;
-- postgres
select "id"
  from "bulk_run"
  where state = 'confirmed'
  limit 1000;

-- listFreeBulkRuns
-- sqlite
select *
  from "bulk_run"
  where state = 'confirmed'
  and ("leased_until" is null or "leased_until" <= ?)
  order by "confirmed_at", "id"
  limit 20;
-- postgres
select *
  from "bulk_run"
  where state = 'confirmed'
  and ("leased_until" is null or "leased_until" <= $1)
  order by "confirmed_at", "id"
  limit 20;

-- leaseBulkRun
-- sqlite
insert into "bulk_run" ("id", "partner_id", "kind", "term_duration", "billing_plan", "state", "row_count", "will_count", "done_count", "refused_count", "made_by", "made_at", "confirmed_by", "confirmed_at", "confirmed_address", "finished_at", "worker", "leased_until")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "bulk_row" ("run_id", "position", "partner_id", "customer_id", "subscription_id", "state", "terms_json", "refusal_json", "remark_json", "amount_minor", "currency", "settled_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update "bulk_run"
  set "state" = ?, "confirmed_by" = ?, "confirmed_at" = ?, "confirmed_address" = ?
  where "id" = ?
  and "partner_id" = ?
  and "state" = ?;
update "bulk_run"
  set "worker" = ?, "leased_until" = ?
  where "id" = ?
  and "state" = ?
  and ("leased_until" is null or "leased_until" <= ? or "worker" = ?);
-- postgres
insert into "bulk_run" ("id", "partner_id", "kind", "term_duration", "billing_plan", "state", "row_count", "will_count", "done_count", "refused_count", "made_by", "made_at", "confirmed_by", "confirmed_at", "confirmed_address", "finished_at", "worker", "leased_until")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18);
insert into "bulk_row" ("run_id", "position", "partner_id", "customer_id", "subscription_id", "state", "terms_json", "refusal_json", "remark_json", "amount_minor", "currency", "settled_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
update "bulk_run"
  set "state" = $1, "confirmed_by" = $2, "confirmed_at" = $3, "confirmed_address" = $4
  where "id" = $5
  and "partner_id" = $6
  and "state" = $7;
update "bulk_run"
  set "worker" = $1, "leased_until" = $2
  where "id" = $3
  and "state" = $4
  and ("leased_until" is null or "leased_until" <= $5 or "worker" = $6);

-- releaseBulkRun
-- sqlite
update "bulk_run"
  set "worker" = ?, "leased_until" = ?
  where "id" = ?
  and "worker" = ?;
-- postgres
update "bulk_run"
  set "worker" = $1, "leased_until" = $2
  where "id" = $3
  and "worker" = $4;

-- listWaitingBulkRows
-- sqlite
select *
  from "bulk_row"
  where "run_id" = ?
  and "state" = ?
  order by "position"
  limit 20;
-- postgres
select *
  from "bulk_row"
  where "run_id" = $1
  and "state" = $2
  order by "position"
  limit 20;

-- isBulkRowWaiting
-- sqlite
select "state"
  from "bulk_row"
  where "run_id" = ?
  and "position" = ?;
-- postgres
select "state"
  from "bulk_row"
  where "run_id" = $1
  and "position" = $2
  for no key update;

-- settleBulkRow
-- sqlite
insert into "bulk_run" ("id", "partner_id", "kind", "term_duration", "billing_plan", "state", "row_count", "will_count", "done_count", "refused_count", "made_by", "made_at", "confirmed_by", "confirmed_at", "confirmed_address", "finished_at", "worker", "leased_until")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "bulk_row" ("run_id", "position", "partner_id", "customer_id", "subscription_id", "state", "terms_json", "refusal_json", "remark_json", "amount_minor", "currency", "settled_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update "bulk_run"
  set "state" = ?, "confirmed_by" = ?, "confirmed_at" = ?, "confirmed_address" = ?
  where "id" = ?
  and "partner_id" = ?
  and "state" = ?;
update "bulk_row"
  set "state" = ?, "refusal_json" = ?, "settled_at" = ?
  where "run_id" = ?
  and "position" = ?
  and "state" = ?;
update "bulk_run"
  set "done_count" = "done_count" + ?
  where "id" = ?;
-- postgres
insert into "bulk_run" ("id", "partner_id", "kind", "term_duration", "billing_plan", "state", "row_count", "will_count", "done_count", "refused_count", "made_by", "made_at", "confirmed_by", "confirmed_at", "confirmed_address", "finished_at", "worker", "leased_until")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18);
insert into "bulk_row" ("run_id", "position", "partner_id", "customer_id", "subscription_id", "state", "terms_json", "refusal_json", "remark_json", "amount_minor", "currency", "settled_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
update "bulk_run"
  set "state" = $1, "confirmed_by" = $2, "confirmed_at" = $3, "confirmed_address" = $4
  where "id" = $5
  and "partner_id" = $6
  and "state" = $7;
update "bulk_row"
  set "state" = $1, "refusal_json" = $2, "settled_at" = $3
  where "run_id" = $4
  and "position" = $5
  and "state" = $6;
update "bulk_run"
  set "done_count" = "done_count" + $1
  where "id" = $2;

-- settleBulkRow refused
-- sqlite
insert into "bulk_run" ("id", "partner_id", "kind", "term_duration", "billing_plan", "state", "row_count", "will_count", "done_count", "refused_count", "made_by", "made_at", "confirmed_by", "confirmed_at", "confirmed_address", "finished_at", "worker", "leased_until")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "bulk_row" ("run_id", "position", "partner_id", "customer_id", "subscription_id", "state", "terms_json", "refusal_json", "remark_json", "amount_minor", "currency", "settled_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update "bulk_run"
  set "state" = ?, "confirmed_by" = ?, "confirmed_at" = ?, "confirmed_address" = ?
  where "id" = ?
  and "partner_id" = ?
  and "state" = ?;
update "bulk_row"
  set "state" = ?, "refusal_json" = ?, "settled_at" = ?
  where "run_id" = ?
  and "position" = ?
  and "state" = ?;
update "bulk_run"
  set "refused_count" = "refused_count" + ?
  where "id" = ?;
-- postgres
insert into "bulk_run" ("id", "partner_id", "kind", "term_duration", "billing_plan", "state", "row_count", "will_count", "done_count", "refused_count", "made_by", "made_at", "confirmed_by", "confirmed_at", "confirmed_address", "finished_at", "worker", "leased_until")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18);
insert into "bulk_row" ("run_id", "position", "partner_id", "customer_id", "subscription_id", "state", "terms_json", "refusal_json", "remark_json", "amount_minor", "currency", "settled_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
update "bulk_run"
  set "state" = $1, "confirmed_by" = $2, "confirmed_at" = $3, "confirmed_address" = $4
  where "id" = $5
  and "partner_id" = $6
  and "state" = $7;
update "bulk_row"
  set "state" = $1, "refusal_json" = $2, "settled_at" = $3
  where "run_id" = $4
  and "position" = $5
  and "state" = $6;
update "bulk_run"
  set "refused_count" = "refused_count" + $1
  where "id" = $2;

-- finishBulkRun
-- sqlite
insert into "bulk_run" ("id", "partner_id", "kind", "term_duration", "billing_plan", "state", "row_count", "will_count", "done_count", "refused_count", "made_by", "made_at", "confirmed_by", "confirmed_at", "confirmed_address", "finished_at", "worker", "leased_until")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "bulk_row" ("run_id", "position", "partner_id", "customer_id", "subscription_id", "state", "terms_json", "refusal_json", "remark_json", "amount_minor", "currency", "settled_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update "bulk_run"
  set "state" = ?, "confirmed_by" = ?, "confirmed_at" = ?, "confirmed_address" = ?
  where "id" = ?
  and "partner_id" = ?
  and "state" = ?;
update "bulk_run"
  set "state" = ?, "finished_at" = ?, "worker" = ?, "leased_until" = ?
  where "id" = ?
  and "state" = ?;
-- postgres
insert into "bulk_run" ("id", "partner_id", "kind", "term_duration", "billing_plan", "state", "row_count", "will_count", "done_count", "refused_count", "made_by", "made_at", "confirmed_by", "confirmed_at", "confirmed_address", "finished_at", "worker", "leased_until")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18);
insert into "bulk_row" ("run_id", "position", "partner_id", "customer_id", "subscription_id", "state", "terms_json", "refusal_json", "remark_json", "amount_minor", "currency", "settled_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
update "bulk_run"
  set "state" = $1, "confirmed_by" = $2, "confirmed_at" = $3, "confirmed_address" = $4
  where "id" = $5
  and "partner_id" = $6
  and "state" = $7;
update "bulk_run"
  set "state" = $1, "finished_at" = $2, "worker" = $3, "leased_until" = $4
  where "id" = $5
  and "state" = $6;
