-- findHandOverMail
-- sqlite
select "state", "queued_at", "finished_at", "last_reply"
  from "letter"
  where "dedupe_key" = ?
  and "partner_id" = ?;
-- postgres
select "state", "queued_at", "finished_at", "last_reply"
  from "letter"
  where "dedupe_key" = $1
  and "partner_id" = $2;
