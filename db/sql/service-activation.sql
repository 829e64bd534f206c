-- listOnlineServices
-- sqlite
select *
  from "online_service"
  order by "position", "id";
-- postgres
select *
  from "online_service"
  order by "position", "id";

-- listServiceCountries
-- sqlite
select *
  from "online_service_country"
  order by "service_id", "country";
-- postgres
select *
  from "online_service_country"
  order by "service_id", "country";

-- replaceServiceCountries
-- sqlite
delete
  from "online_service_country"
  where "service_id" = ?;
insert into "online_service_country" ("service_id", "country")
  values (?, ?);
-- postgres
delete
  from "online_service_country"
  where "service_id" = $1;
insert into "online_service_country" ("service_id", "country")
  values ($1, $2);

-- listIncompatibilities
-- sqlite
select *
  from "incompatibility"
  order by "first_service_id", "second_service_id";
-- postgres
select *
  from "incompatibility"
  order by "first_service_id", "second_service_id";

-- replaceIncompatibilities
-- sqlite
delete
  from "incompatibility"
  where ("first_service_id" = ? or "second_service_id" = ?);
insert into "incompatibility" ("first_service_id", "second_service_id")
  values (?, ?);
-- postgres
delete
  from "incompatibility"
  where ("first_service_id" = $1 or "second_service_id" = $2);
insert into "incompatibility" ("first_service_id", "second_service_id")
  values ($1, $2);

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
  limit ?;
-- postgres
select *
  from "service_order"
  where "effective_at" is null
  and "enrollment_id" in (select "id"
  from "enrollment"
  where "starts_on" <= $1
  and "ends_on" >= $2)
  order by "placed_at", "id"
  limit $3
  for no key update skip locked;

-- listWaitingReservations
-- sqlite
select *
  from "service_order"
  where "effective_at" is null
  order by "placed_at", "id"
  limit ?;
-- postgres
select *
  from "service_order"
  where "effective_at" is null
  order by "placed_at", "id"
  limit $1;

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
  limit ?;
-- postgres
select *
  from "enrollment_service"
  where "next_check_at" <= $1
  order by "next_check_at", "enrollment_id", "service_id"
  limit $2
  for no key update skip locked;

-- countDueServices
-- sqlite
select count(*) as "count"
  from (select "service_id"
  from "enrollment_service"
  where "next_check_at" <= ?
  limit ?) as "counted";
-- postgres
select count(*) as "count"
  from (select "service_id"
  from "enrollment_service"
  where "next_check_at" <= $1
  limit $2) as "counted";

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

-- findAccountLink
-- sqlite
select *
  from "enrollment_account"
  where "enrollment_id" in (select value
  from json_each(?));
-- postgres
select *
  from "enrollment_account"
  where "enrollment_id" = any($1::text[]);

-- listAccountLinks
-- sqlite
select *
  from "enrollment_account"
  where "enrollment_id" in (select value
  from json_each(?));
-- postgres
select *
  from "enrollment_account"
  where "enrollment_id" = any($1::text[]);

-- insertAccountLink
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
select "domain"
  from "service_account_domain"
  where "partner_id" = ?
  and "domain" in (select value
  from json_each(?))
  limit ?;
insert into "service_account" ("id", "partner_id", "customer_id", "name", "name_key", "country", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "service_account_domain" ("domain", "partner_id", "account_id")
  values (?, ?, ?);
insert into "service_account_admin" ("account_id", "email", "name", "kind")
  values (?, ?, ?, ?);
insert into "enrollment_account" ("enrollment_id", "partner_id", "customer_id", "account_id", "cause", "linked_at", "linked_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("enrollment_id") do nothing;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
select "domain"
  from "service_account_domain"
  where "partner_id" = $1
  and "domain" = any($2::text[])
  limit $3;
insert into "service_account" ("id", "partner_id", "customer_id", "name", "name_key", "country", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "service_account_domain" ("domain", "partner_id", "account_id")
  values ($1, $2, $3);
insert into "service_account_admin" ("account_id", "email", "name", "kind")
  values ($1, $2, $3, $4);
insert into "enrollment_account" ("enrollment_id", "partner_id", "customer_id", "account_id", "cause", "linked_at", "linked_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("enrollment_id") do nothing;

-- moveAccountLink
-- sqlite
update "enrollment_account"
  set "account_id" = ?, "cause" = ?, "linked_at" = ?, "linked_by" = ?
  where "enrollment_id" = ?
  and "account_id" = ?;
-- postgres
update "enrollment_account"
  set "account_id" = $1, "cause" = $2, "linked_at" = $3, "linked_by" = $4
  where "enrollment_id" = $5
  and "account_id" = $6;

-- listEndedEnrollments
-- sqlite
select "enrollment"."id"
  from "enrollment" inner join "enrollment_account" on "enrollment_account"."enrollment_id" = "enrollment"."id" left join "enrollment_milestone" as "last" on "last"."enrollment_id" = "enrollment"."id"
  and "last"."kind" = ?
  where "enrollment"."ends_on" <= ?
  and "last"."enrollment_id" is null
  order by "enrollment"."ends_on", "enrollment"."id"
  limit ?;
-- postgres
select "enrollment"."id"
  from "enrollment" inner join "enrollment_account" on "enrollment_account"."enrollment_id" = "enrollment"."id" left join "enrollment_milestone" as "last" on "last"."enrollment_id" = "enrollment"."id"
  and "last"."kind" = $1
  where "enrollment"."ends_on" <= $2
  and "last"."enrollment_id" is null
  order by "enrollment"."ends_on", "enrollment"."id"
  limit $3;

-- listMilestones
-- sqlite
select *
  from "enrollment_milestone"
  where "enrollment_id" in (select value
  from json_each(?))
  order by "enrollment_id", "due_at";
-- postgres
select *
  from "enrollment_milestone"
  where "enrollment_id" = any($1::text[])
  order by "enrollment_id", "due_at";

-- insertMilestone
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment_milestone" ("enrollment_id", "kind", "due_at", "reached_at")
  values (?, ?, ?, ?)
  on conflict ("enrollment_id", "kind") do nothing;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment_milestone" ("enrollment_id", "kind", "due_at", "reached_at")
  values ($1, $2, $3, $4)
  on conflict ("enrollment_id", "kind") do nothing;
