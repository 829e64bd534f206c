-- listTroubledRuns
-- sqlite
select "id", "job", "status", "started_at", "due_count", "failed_count", "error"
  from "job_run"
  where (status in ('failed', 'interrupted') or failed_count > 0)
  and "started_at" >= ?
  order by "started_at" desc, "id" desc
  limit 10;
-- postgres
select "id", "job", "status", "started_at", "due_count", "failed_count", "error"
  from "job_run"
  where (status in ('failed', 'interrupted') or failed_count > 0)
  and "started_at" >= $1
  order by "started_at" desc, "id" desc
  limit 10;
