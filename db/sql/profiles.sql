-- findCustomerProfile
-- sqlite
select *
  from "customer_profile"
  where "customer_id" = ?
  and "partner_id" = ?;
-- postgres
select *
  from "customer_profile"
  where "customer_id" = $1
  and "partner_id" = $2;

-- putCustomerProfile for the first time
-- sqlite
insert into "customer_profile" ("customer_id", "partner_id", "email", "registration_number", "billing_json", "version", "changed_at")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("customer_id") do nothing;
-- postgres
insert into "customer_profile" ("customer_id", "partner_id", "email", "registration_number", "billing_json", "version", "changed_at")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("customer_id") do nothing;

-- putCustomerProfile over one
-- sqlite
update "customer_profile"
  set "email" = ?, "registration_number" = ?, "billing_json" = ?, "version" = ?, "changed_at" = ?
  where "customer_id" = ?
  and "partner_id" = ?
  and "version" = ?;
-- postgres
update "customer_profile"
  set "email" = $1, "registration_number" = $2, "billing_json" = $3, "version" = $4, "changed_at" = $5
  where "customer_id" = $6
  and "partner_id" = $7
  and "version" = $8;

-- findPartnerProfile
-- sqlite
select "profile_json", "version"
  from "partner_profile"
  where "partner_id" = ?
  and "kind" = ?;
-- postgres
select "profile_json", "version"
  from "partner_profile"
  where "partner_id" = $1
  and "kind" = $2;

-- putPartnerProfile for the first time
-- sqlite
insert into "partner_profile" ("partner_id", "kind", "profile_json", "version", "changed_at")
  values (?, ?, ?, ?, ?)
  on conflict ("partner_id", "kind") do nothing;
-- postgres
insert into "partner_profile" ("partner_id", "kind", "profile_json", "version", "changed_at")
  values ($1, $2, $3, $4, $5)
  on conflict ("partner_id", "kind") do nothing;

-- putPartnerProfile over one
-- sqlite
update "partner_profile"
  set "profile_json" = ?, "version" = ?, "changed_at" = ?
  where "partner_id" = ?
  and "kind" = ?
  and "version" = ?;
-- postgres
update "partner_profile"
  set "profile_json" = $1, "version" = $2, "changed_at" = $3
  where "partner_id" = $4
  and "kind" = $5
  and "version" = $6;
