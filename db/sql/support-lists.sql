-- listSupportRequests
-- sqlite
select *
  from "support_request"
  where "partner_id" = ?
  order by "changed_at" desc, "id" desc
  limit 51;
-- postgres
select *
  from "support_request"
  where "partner_id" = $1
  order by "changed_at" desc, "id" desc
  limit 51;

-- listSupportRequests of a status, after a key
-- sqlite
select *
  from "support_request"
  where "partner_id" = ?
  and "status" = ?
  and ("changed_at", "id") < (?, ?)
  order by "changed_at" desc, "id" desc
  limit 51;
-- postgres
select *
  from "support_request"
  where "partner_id" = $1
  and "status" = $2
  and ("changed_at", "id") < ($3, $4)
  order by "changed_at" desc, "id" desc
  limit 51;

-- listSupportRequests of a customer, before a key
-- sqlite
select *
  from "support_request"
  where "partner_id" = ?
  and "customer_id" = ?
  and +"status" = ?
  and ("changed_at", "id") > (?, ?)
  order by "changed_at" asc, "id" asc
  limit 51;
-- postgres
select *
  from "support_request"
  where "partner_id" = $1
  and "customer_id" = $2
  and "status" = $3
  and ("changed_at", "id") > ($4, $5)
  order by "changed_at" asc, "id" asc
  limit 51;

-- listSupportQueue
-- sqlite
select *
  from "support_request"
  where "status" = ?
  order by "severity_rank" asc, "created_at" asc, "id" asc
  limit 51;
-- postgres
select *
  from "support_request"
  where "status" = $1
  order by "severity_rank" asc, "created_at" asc, "id" asc
  limit 51;

-- listSupportQueue narrowed, after a key
-- sqlite
select *
  from "support_request"
  where "status" = ?
  and "severity_rank" = ?
  and "topic" = ?
  and ("severity_rank", "created_at", "id") > (?, ?, ?)
  order by "severity_rank" asc, "created_at" asc, "id" asc
  limit 51;
-- postgres
select *
  from "support_request"
  where "status" = $1
  and "severity_rank" = $2
  and "topic" = $3
  and ("severity_rank", "created_at", "id") > ($4, $5, $6)
  order by "severity_rank" asc, "created_at" asc, "id" asc
  limit 51;

-- listSupportQueue before a key
-- sqlite
select *
  from "support_request"
  where "status" = ?
  and ("severity_rank", "created_at", "id") < (?, ?, ?)
  order by "severity_rank" desc, "created_at" desc, "id" desc
  limit 51;
-- postgres
select *
  from "support_request"
  where "status" = $1
  and ("severity_rank", "created_at", "id") < ($2, $3, $4)
  order by "severity_rank" desc, "created_at" desc, "id" desc
  limit 51;

-- listClosedSupport
-- sqlite
select *
  from "support_request"
  where "status" = ?
  order by "closed_at" desc, "id" desc
  limit 51;
-- postgres
select *
  from "support_request"
  where "status" = $1
  order by "closed_at" desc, "id" desc
  limit 51;

-- listClosedSupport narrowed, after a key
-- sqlite
select *
  from "support_request"
  where "status" = ?
  and "severity" = ?
  and "topic" = ?
  and ("closed_at", "id") < (?, ?)
  order by "closed_at" desc, "id" desc
  limit 51;
-- postgres
select *
  from "support_request"
  where "status" = $1
  and "severity" = $2
  and "topic" = $3
  and ("closed_at", "id") < ($4, $5)
  order by "closed_at" desc, "id" desc
  limit 51;

-- countSupportRequests
-- sqlite
select count(*) as "count"
  from (select 1 as "found"
  from "support_request"
  where "status" = ?
  and "partner_id" = ?
  order by "changed_at"
  limit 1000) as "counted";
-- postgres
select count(*) as "count"
  from (select 1 as "found"
  from "support_request"
  where "status" = $1
  and "partner_id" = $2
  order by "changed_at"
  limit 1000) as "counted";

-- countSupportRequests of all
-- sqlite
select count(*) as "count"
  from (select 1 as "found"
  from "support_request"
  where "status" = ?
  order by "severity_rank"
  limit 1000) as "counted";
-- postgres
select count(*) as "count"
  from (select 1 as "found"
  from "support_request"
  where "status" = $1
  order by "severity_rank"
  limit 1000) as "counted";
