-- listAzureOffersDue
-- sqlite
select "enrollment"."id" as "enrollment_id", "user_account"."id" as "user_id", "user_account"."display_name", "user_account"."email", "user_account"."language"
  from "enrollment" inner join "agreement_role" on "agreement_role"."agreement_id" = "enrollment"."agreement_id" inner join "user_account" on "user_account"."id" = "agreement_role"."user_id" left join "azure_offer" on "azure_offer"."enrollment_id" = "enrollment"."id" left join "letter" on "letter"."dedupe_key" = 'azure-offer:' || enrollment.id || ':' || user_account.id
  where "enrollment"."programme" = ?
  and "enrollment"."ends_on" >= ?
  and "enrollment"."starts_on" <= ?
  and "agreement_role"."role" = ?
  and "agreement_role"."withdrawn_at" is null
  and "user_account"."organization_kind" = ?
  and "user_account"."disabled_at" is null
  and "letter"."id" is null
  and ("azure_offer"."state" is null or "azure_offer"."state" = ?)
  and not exists (select "service_order"."id"
  from "service_order"
  where "service_order"."enrollment_id" = "enrollment"."id"
  and "service_order"."service_id" = ?)
  order by "enrollment"."ends_on", "enrollment"."id"
  limit 50;
-- postgres
select "enrollment"."id" as "enrollment_id", "user_account"."id" as "user_id", "user_account"."display_name", "user_account"."email", "user_account"."language"
  from "enrollment" inner join "agreement_role" on "agreement_role"."agreement_id" = "enrollment"."agreement_id" inner join "user_account" on "user_account"."id" = "agreement_role"."user_id" left join "azure_offer" on "azure_offer"."enrollment_id" = "enrollment"."id" left join "letter" on "letter"."dedupe_key" = 'azure-offer:' || enrollment.id || ':' || user_account.id
  where "enrollment"."programme" = $1
  and "enrollment"."ends_on" >= $2
  and "enrollment"."starts_on" <= $3
  and "agreement_role"."role" = $4
  and "agreement_role"."withdrawn_at" is null
  and "user_account"."organization_kind" = $5
  and "user_account"."disabled_at" is null
  and "letter"."id" is null
  and ("azure_offer"."state" is null or "azure_offer"."state" = $6)
  and not exists (select "service_order"."id"
  from "service_order"
  where "service_order"."enrollment_id" = "enrollment"."id"
  and "service_order"."service_id" = $7)
  order by "enrollment"."ends_on", "enrollment"."id"
  limit 50;

-- insertAzureOffer
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "azure_offer" ("enrollment_id", "partner_id", "customer_id", "state", "offered_at", "answered_at", "answered_by", "order_id", "notice_on", "notice_text", "ended_at", "ended_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("enrollment_id") do nothing;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "azure_offer" ("enrollment_id", "partner_id", "customer_id", "state", "offered_at", "answered_at", "answered_by", "order_id", "notice_on", "notice_text", "ended_at", "ended_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  on conflict ("enrollment_id") do nothing;

-- findAzureOffer
-- sqlite
select *
  from "azure_offer"
  where "enrollment_id" = ?
  and "partner_id" = ?;
-- postgres
select *
  from "azure_offer"
  where "enrollment_id" = $1
  and "partner_id" = $2;

-- answerAzureOffer
-- sqlite
update "azure_offer"
  set "state" = ?, "answered_at" = ?, "answered_by" = ?, "order_id" = ?
  where "enrollment_id" = ?
  and "partner_id" = ?
  and "state" = ?;
-- postgres
update "azure_offer"
  set "state" = $1, "answered_at" = $2, "answered_by" = $3, "order_id" = $4
  where "enrollment_id" = $5
  and "partner_id" = $6
  and "state" = $7;

-- endAzureOffer
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "azure_offer" ("enrollment_id", "partner_id", "customer_id", "state", "offered_at", "answered_at", "answered_by", "order_id", "notice_on", "notice_text", "ended_at", "ended_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("enrollment_id") do nothing;
insert into "service_order" ("id", "enrollment_id", "partner_id", "customer_id", "service_id", "kind", "quantity", "placed_at", "placed_by", "purchased_on", "usage_from_on", "effective_at", "ended_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update "azure_offer"
  set "state" = ?, "notice_on" = ?, "notice_text" = ?, "ended_at" = ?, "ended_by" = ?
  where "enrollment_id" = ?
  and "partner_id" = ?
  and "state" = ?;
update "service_order"
  set "ended_at" = ?
  where "id" = ?
  and "partner_id" = ?
  and "ended_at" is null;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "azure_offer" ("enrollment_id", "partner_id", "customer_id", "state", "offered_at", "answered_at", "answered_by", "order_id", "notice_on", "notice_text", "ended_at", "ended_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  on conflict ("enrollment_id") do nothing;
insert into "service_order" ("id", "enrollment_id", "partner_id", "customer_id", "service_id", "kind", "quantity", "placed_at", "placed_by", "purchased_on", "usage_from_on", "effective_at", "ended_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);
update "azure_offer"
  set "state" = $1, "notice_on" = $2, "notice_text" = $3, "ended_at" = $4, "ended_by" = $5
  where "enrollment_id" = $6
  and "partner_id" = $7
  and "state" = $8;
update "service_order"
  set "ended_at" = $1
  where "id" = $2
  and "partner_id" = $3
  and "ended_at" is null;
