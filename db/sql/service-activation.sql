-- noteServiceOrdered
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment_service" ("enrollment_id", "service_id", "partner_id", "customer_id", "purchased_on", "link_expires_on", "reactivated_until_on", "next_check_at", "created_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("enrollment_id", "service_id") do update
  set "next_check_at" = ?;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment_service" ("enrollment_id", "service_id", "partner_id", "customer_id", "purchased_on", "link_expires_on", "reactivated_until_on", "next_check_at", "created_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict ("enrollment_id", "service_id") do update
  set "next_check_at" = $10;

-- listEnrollmentServices
-- sqlite
select *
  from "enrollment_service"
  where "enrollment_id" = ?
  order by "created_at", "service_id";
-- postgres
select *
  from "enrollment_service"
  where "enrollment_id" = $1
  order by "created_at", "service_id";

-- claimDueServices
-- sqlite
select *
  from "enrollment_service"
  where "next_check_at" <= ?
  order by "next_check_at", "enrollment_id", "service_id"
  limit 50;
-- postgres
select *
  from "enrollment_service"
  where "next_check_at" <= $1
  order by "next_check_at", "enrollment_id", "service_id"
  limit 50
  for no key update skip locked;

-- countDueServices
-- sqlite
select count(*) as "count"
  from (select 1 as "found"
  from "enrollment_service"
  where "next_check_at" <= ?
  order by "next_check_at"
  limit 50) as "counted";
-- postgres
select count(*) as "count"
  from (select 1 as "found"
  from "enrollment_service"
  where "next_check_at" <= $1
  order by "next_check_at"
  limit 50) as "counted";

-- setNextCheck
-- sqlite
update "enrollment_service"
  set "next_check_at" = ?
  where "enrollment_id" = ?
  and "service_id" = ?;
-- postgres
update "enrollment_service"
  set "next_check_at" = $1
  where "enrollment_id" = $2
  and "service_id" = $3;

-- reactivateLinks
-- sqlite
update "enrollment_service"
  set "reactivated_until_on" = ?
  where "enrollment_id" = ?;
-- postgres
update "enrollment_service"
  set "reactivated_until_on" = $1
  where "enrollment_id" = $2;

-- reactivateLinks of a service
-- sqlite
update "enrollment_service"
  set "reactivated_until_on" = ?
  where "enrollment_id" = ?
  and "service_id" = ?;
-- postgres
update "enrollment_service"
  set "reactivated_until_on" = $1
  where "enrollment_id" = $2
  and "service_id" = $3;

-- listLinksExpiringOn
-- sqlite
select "enrollment_service".*
  from "enrollment_service" left join "enrollment_account" on "enrollment_account"."enrollment_id" = "enrollment_service"."enrollment_id"
  where "enrollment_service"."link_expires_on" in (select value
  from json_each(?))
  and "enrollment_account"."enrollment_id" is null;
select "enrollment_service".*
  from "enrollment_service" left join "enrollment_account" on "enrollment_account"."enrollment_id" = "enrollment_service"."enrollment_id"
  where "enrollment_service"."reactivated_until_on" in (select value
  from json_each(?))
  and "enrollment_account"."enrollment_id" is null;
-- postgres
select "enrollment_service".*
  from "enrollment_service" left join "enrollment_account" on "enrollment_account"."enrollment_id" = "enrollment_service"."enrollment_id"
  where "enrollment_service"."link_expires_on" = any($1::text[])
  and "enrollment_account"."enrollment_id" is null;
select "enrollment_service".*
  from "enrollment_service" left join "enrollment_account" on "enrollment_account"."enrollment_id" = "enrollment_service"."enrollment_id"
  where "enrollment_service"."reactivated_until_on" = any($1::text[])
  and "enrollment_account"."enrollment_id" is null;

-- insertActivationToken
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment_service" ("enrollment_id", "service_id", "partner_id", "customer_id", "purchased_on", "link_expires_on", "reactivated_until_on", "next_check_at", "created_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("enrollment_id", "service_id") do update
  set "next_check_at" = ?;
insert into "activation_token" ("token_hash", "enrollment_id", "service_id", "created_at")
  values (?, ?, ?, ?);
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment_service" ("enrollment_id", "service_id", "partner_id", "customer_id", "purchased_on", "link_expires_on", "reactivated_until_on", "next_check_at", "created_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict ("enrollment_id", "service_id") do update
  set "next_check_at" = $10;
insert into "activation_token" ("token_hash", "enrollment_id", "service_id", "created_at")
  values ($1, $2, $3, $4);

-- findServiceByToken
-- sqlite
select "enrollment_service".*
  from "activation_token" inner join "enrollment_service" on "enrollment_service"."enrollment_id" = "activation_token"."enrollment_id"
  and "enrollment_service"."service_id" = "activation_token"."service_id"
  where "activation_token"."token_hash" = ?;
-- postgres
select "enrollment_service".*
  from "activation_token" inner join "enrollment_service" on "enrollment_service"."enrollment_id" = "activation_token"."enrollment_id"
  and "enrollment_service"."service_id" = "activation_token"."service_id"
  where "activation_token"."token_hash" = $1;

-- takeSend
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
select max("ordinal") as "last"
  from "activation_resend"
  where "enrollment_id" = ?
  and "sent_on" = ?;
insert into "activation_resend" ("enrollment_id", "sent_on", "ordinal", "sent_at", "sent_by")
  values (?, ?, ?, ?, ?);
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
select max("ordinal") as "last"
  from "activation_resend"
  where "enrollment_id" = $1
  and "sent_on" = $2;
insert into "activation_resend" ("enrollment_id", "sent_on", "ordinal", "sent_at", "sent_by")
  values ($1, $2, $3, $4, $5);
