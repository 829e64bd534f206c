-- insertInstallation
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);

-- findInstallation
-- sqlite
select *
  from "installation_order"
  where "id" = ?
  and "partner_id" = ?;
select *
  from "installation_order"
  where "id" = ?
  and "partner_id" = ?
  and "customer_id" = ?;
select *
  from "installation_order"
  where "id" = ?
  and "partner_id" = ?
  and "customer_id" = ?
  and "enrollment_id" in (select "enrollment"."id"
  from "agreement_role" inner join "enrollment" on "enrollment"."agreement_id" = "agreement_role"."agreement_id"
  where "agreement_role"."user_id" = ?
  and "agreement_role"."role" in (?)
  and "agreement_role"."withdrawn_at" is null);
select *
  from "installation_order"
  where "id" = ?
  and "handed_over_at" is not null
  and "installer_id" in (select "id"
  from "installer"
  where "partner_id" = ?);
select *
  from "installation_order"
  where "id" = ?;
select *
  from "installation_order"
  where "id" = ?;
-- postgres
select *
  from "installation_order"
  where "id" = $1
  and "partner_id" = $2;
select *
  from "installation_order"
  where "id" = $1
  and "partner_id" = $2
  and "customer_id" = $3;
select *
  from "installation_order"
  where "id" = $1
  and "partner_id" = $2
  and "customer_id" = $3
  and "enrollment_id" in (select "enrollment"."id"
  from "agreement_role" inner join "enrollment" on "enrollment"."agreement_id" = "agreement_role"."agreement_id"
  where "agreement_role"."user_id" = $4
  and "agreement_role"."role" in ($5)
  and "agreement_role"."withdrawn_at" is null);
select *
  from "installation_order"
  where "id" = $1
  and "handed_over_at" is not null
  and "installer_id" in (select "id"
  from "installer"
  where "partner_id" = $2);
select *
  from "installation_order"
  where "id" = $1;
select *
  from "installation_order"
  where "id" = $1
  for no key update;

-- updateInstallation
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update "installation_order"
  set "state" = ?, "held_at" = ?, "has_unknown" = ?, "handed_over_at" = ?, "changed_at" = ?, "done_at" = ?, "version" = ?
  where "id" = ?
  and "partner_id" = ?
  and "version" = ?;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);
update "installation_order"
  set "state" = $1, "held_at" = $2, "has_unknown" = $3, "handed_over_at" = $4, "changed_at" = $5, "done_at" = $6, "version" = $7
  where "id" = $8
  and "partner_id" = $9
  and "version" = $10;

-- installationKey
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);

-- listInstallations
-- sqlite
select *
  from "installation_order"
  where "partner_id" = ?
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = ?
  and +"state" = ?
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = ?
  and ("changed_at", "id") < (?, ?)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = ?
  and +"state" = ?
  and ("changed_at", "id") < (?, ?)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = ?
  and ("changed_at", "id") > (?, ?)
  order by "changed_at" asc, "id" asc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = ?
  and +"state" = ?
  and ("changed_at", "id") > (?, ?)
  order by "changed_at" asc, "id" asc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = ?
  and "customer_id" = ?
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = ?
  and "customer_id" = ?
  and +"state" = ?
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = ?
  and "customer_id" = ?
  and ("changed_at", "id") < (?, ?)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = ?
  and "customer_id" = ?
  and +"state" = ?
  and ("changed_at", "id") < (?, ?)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = ?
  and "customer_id" = ?
  and ("changed_at", "id") > (?, ?)
  order by "changed_at" asc, "id" asc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = ?
  and "customer_id" = ?
  and +"state" = ?
  and ("changed_at", "id") > (?, ?)
  order by "changed_at" asc, "id" asc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = ?
  and "customer_id" = ?
  and "enrollment_id" in (select "enrollment"."id"
  from "agreement_role" inner join "enrollment" on "enrollment"."agreement_id" = "agreement_role"."agreement_id"
  where "agreement_role"."user_id" = ?
  and "agreement_role"."role" in (?)
  and "agreement_role"."withdrawn_at" is null)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = ?
  and "customer_id" = ?
  and "enrollment_id" in (select "enrollment"."id"
  from "agreement_role" inner join "enrollment" on "enrollment"."agreement_id" = "agreement_role"."agreement_id"
  where "agreement_role"."user_id" = ?
  and "agreement_role"."role" in (?)
  and "agreement_role"."withdrawn_at" is null)
  and +"state" = ?
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = ?
  and "customer_id" = ?
  and "enrollment_id" in (select "enrollment"."id"
  from "agreement_role" inner join "enrollment" on "enrollment"."agreement_id" = "agreement_role"."agreement_id"
  where "agreement_role"."user_id" = ?
  and "agreement_role"."role" in (?)
  and "agreement_role"."withdrawn_at" is null)
  and ("changed_at", "id") < (?, ?)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = ?
  and "customer_id" = ?
  and "enrollment_id" in (select "enrollment"."id"
  from "agreement_role" inner join "enrollment" on "enrollment"."agreement_id" = "agreement_role"."agreement_id"
  where "agreement_role"."user_id" = ?
  and "agreement_role"."role" in (?)
  and "agreement_role"."withdrawn_at" is null)
  and +"state" = ?
  and ("changed_at", "id") < (?, ?)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = ?
  and "customer_id" = ?
  and "enrollment_id" in (select "enrollment"."id"
  from "agreement_role" inner join "enrollment" on "enrollment"."agreement_id" = "agreement_role"."agreement_id"
  where "agreement_role"."user_id" = ?
  and "agreement_role"."role" in (?)
  and "agreement_role"."withdrawn_at" is null)
  and ("changed_at", "id") > (?, ?)
  order by "changed_at" asc, "id" asc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = ?
  and "customer_id" = ?
  and "enrollment_id" in (select "enrollment"."id"
  from "agreement_role" inner join "enrollment" on "enrollment"."agreement_id" = "agreement_role"."agreement_id"
  where "agreement_role"."user_id" = ?
  and "agreement_role"."role" in (?)
  and "agreement_role"."withdrawn_at" is null)
  and +"state" = ?
  and ("changed_at", "id") > (?, ?)
  order by "changed_at" asc, "id" asc
  limit 51;
select *
  from "installation_order"
  where "handed_over_at" is not null
  and "installer_id" = (select "id"
  from "installer"
  where "partner_id" = ?)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "handed_over_at" is not null
  and "installer_id" = (select "id"
  from "installer"
  where "partner_id" = ?)
  and +"state" = ?
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "handed_over_at" is not null
  and "installer_id" = (select "id"
  from "installer"
  where "partner_id" = ?)
  and ("changed_at", "id") < (?, ?)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "handed_over_at" is not null
  and "installer_id" = (select "id"
  from "installer"
  where "partner_id" = ?)
  and +"state" = ?
  and ("changed_at", "id") < (?, ?)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "handed_over_at" is not null
  and "installer_id" = (select "id"
  from "installer"
  where "partner_id" = ?)
  and ("changed_at", "id") > (?, ?)
  order by "changed_at" asc, "id" asc
  limit 51;
select *
  from "installation_order"
  where "handed_over_at" is not null
  and "installer_id" = (select "id"
  from "installer"
  where "partner_id" = ?)
  and +"state" = ?
  and ("changed_at", "id") > (?, ?)
  order by "changed_at" asc, "id" asc
  limit 51;
select *
  from "installation_order"
  where ("has_unknown" = ? or "held_at" is not null)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where ("has_unknown" = ? or "held_at" is not null)
  and +"state" = ?
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where ("has_unknown" = ? or "held_at" is not null)
  and ("changed_at", "id") < (?, ?)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where ("has_unknown" = ? or "held_at" is not null)
  and +"state" = ?
  and ("changed_at", "id") < (?, ?)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where ("has_unknown" = ? or "held_at" is not null)
  and ("changed_at", "id") > (?, ?)
  order by "changed_at" asc, "id" asc
  limit 51;
select *
  from "installation_order"
  where ("has_unknown" = ? or "held_at" is not null)
  and +"state" = ?
  and ("changed_at", "id") > (?, ?)
  order by "changed_at" asc, "id" asc
  limit 51;
-- postgres
select *
  from "installation_order"
  where "partner_id" = $1
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = $1
  and "state" = $2
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = $1
  and ("changed_at", "id") < ($2, $3)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = $1
  and "state" = $2
  and ("changed_at", "id") < ($3, $4)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = $1
  and ("changed_at", "id") > ($2, $3)
  order by "changed_at" asc, "id" asc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = $1
  and "state" = $2
  and ("changed_at", "id") > ($3, $4)
  order by "changed_at" asc, "id" asc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = $1
  and "customer_id" = $2
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = $1
  and "customer_id" = $2
  and "state" = $3
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = $1
  and "customer_id" = $2
  and ("changed_at", "id") < ($3, $4)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = $1
  and "customer_id" = $2
  and "state" = $3
  and ("changed_at", "id") < ($4, $5)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = $1
  and "customer_id" = $2
  and ("changed_at", "id") > ($3, $4)
  order by "changed_at" asc, "id" asc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = $1
  and "customer_id" = $2
  and "state" = $3
  and ("changed_at", "id") > ($4, $5)
  order by "changed_at" asc, "id" asc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = $1
  and "customer_id" = $2
  and "enrollment_id" in (select "enrollment"."id"
  from "agreement_role" inner join "enrollment" on "enrollment"."agreement_id" = "agreement_role"."agreement_id"
  where "agreement_role"."user_id" = $3
  and "agreement_role"."role" in ($4)
  and "agreement_role"."withdrawn_at" is null)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = $1
  and "customer_id" = $2
  and "enrollment_id" in (select "enrollment"."id"
  from "agreement_role" inner join "enrollment" on "enrollment"."agreement_id" = "agreement_role"."agreement_id"
  where "agreement_role"."user_id" = $3
  and "agreement_role"."role" in ($4)
  and "agreement_role"."withdrawn_at" is null)
  and "state" = $5
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = $1
  and "customer_id" = $2
  and "enrollment_id" in (select "enrollment"."id"
  from "agreement_role" inner join "enrollment" on "enrollment"."agreement_id" = "agreement_role"."agreement_id"
  where "agreement_role"."user_id" = $3
  and "agreement_role"."role" in ($4)
  and "agreement_role"."withdrawn_at" is null)
  and ("changed_at", "id") < ($5, $6)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = $1
  and "customer_id" = $2
  and "enrollment_id" in (select "enrollment"."id"
  from "agreement_role" inner join "enrollment" on "enrollment"."agreement_id" = "agreement_role"."agreement_id"
  where "agreement_role"."user_id" = $3
  and "agreement_role"."role" in ($4)
  and "agreement_role"."withdrawn_at" is null)
  and "state" = $5
  and ("changed_at", "id") < ($6, $7)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = $1
  and "customer_id" = $2
  and "enrollment_id" in (select "enrollment"."id"
  from "agreement_role" inner join "enrollment" on "enrollment"."agreement_id" = "agreement_role"."agreement_id"
  where "agreement_role"."user_id" = $3
  and "agreement_role"."role" in ($4)
  and "agreement_role"."withdrawn_at" is null)
  and ("changed_at", "id") > ($5, $6)
  order by "changed_at" asc, "id" asc
  limit 51;
select *
  from "installation_order"
  where "partner_id" = $1
  and "customer_id" = $2
  and "enrollment_id" in (select "enrollment"."id"
  from "agreement_role" inner join "enrollment" on "enrollment"."agreement_id" = "agreement_role"."agreement_id"
  where "agreement_role"."user_id" = $3
  and "agreement_role"."role" in ($4)
  and "agreement_role"."withdrawn_at" is null)
  and "state" = $5
  and ("changed_at", "id") > ($6, $7)
  order by "changed_at" asc, "id" asc
  limit 51;
select *
  from "installation_order"
  where "handed_over_at" is not null
  and "installer_id" = (select "id"
  from "installer"
  where "partner_id" = $1)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "handed_over_at" is not null
  and "installer_id" = (select "id"
  from "installer"
  where "partner_id" = $1)
  and "state" = $2
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "handed_over_at" is not null
  and "installer_id" = (select "id"
  from "installer"
  where "partner_id" = $1)
  and ("changed_at", "id") < ($2, $3)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "handed_over_at" is not null
  and "installer_id" = (select "id"
  from "installer"
  where "partner_id" = $1)
  and "state" = $2
  and ("changed_at", "id") < ($3, $4)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where "handed_over_at" is not null
  and "installer_id" = (select "id"
  from "installer"
  where "partner_id" = $1)
  and ("changed_at", "id") > ($2, $3)
  order by "changed_at" asc, "id" asc
  limit 51;
select *
  from "installation_order"
  where "handed_over_at" is not null
  and "installer_id" = (select "id"
  from "installer"
  where "partner_id" = $1)
  and "state" = $2
  and ("changed_at", "id") > ($3, $4)
  order by "changed_at" asc, "id" asc
  limit 51;
select *
  from "installation_order"
  where ("has_unknown" = $1 or "held_at" is not null)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where ("has_unknown" = $1 or "held_at" is not null)
  and "state" = $2
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where ("has_unknown" = $1 or "held_at" is not null)
  and ("changed_at", "id") < ($2, $3)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where ("has_unknown" = $1 or "held_at" is not null)
  and "state" = $2
  and ("changed_at", "id") < ($3, $4)
  order by "changed_at" desc, "id" desc
  limit 51;
select *
  from "installation_order"
  where ("has_unknown" = $1 or "held_at" is not null)
  and ("changed_at", "id") > ($2, $3)
  order by "changed_at" asc, "id" asc
  limit 51;
select *
  from "installation_order"
  where ("has_unknown" = $1 or "held_at" is not null)
  and "state" = $2
  and ("changed_at", "id") > ($3, $4)
  order by "changed_at" asc, "id" asc
  limit 51;

-- listInstallationDevices
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select *
  from "installation_device"
  where "order_id" = ?
  and "partner_id" = ?
  order by "serial_key", "id"
  limit 4000;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);
select *
  from "installation_device"
  where "order_id" = $1
  and "partner_id" = $2
  order by "serial_key", "id"
  limit 4000;

-- insertInstallationDevices
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);

-- updateInstallationDevice
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update "installation_device"
  set "serial_number" = ?, "serial_key" = ?, "fingerprint" = ?, "maker" = ?, "model" = ?, "base" = ?, "base_written" = ?, "is_coa_affixed" = ?, "coa_serial_number" = ?, "licence_proof" = ?, "has_sa" = ?, "maker_installed" = ?, "is_decided_qualifying" = ?, "decision_reason" = ?, "decided_by" = ?, "decided_at" = ?, "decided_fingerprint" = ?, "added_at" = ?, "removed_at" = ?
  where "id" = ?
  and "order_id" = ?
  and "partner_id" = ?;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);
update "installation_device"
  set "serial_number" = $1, "serial_key" = $2, "fingerprint" = $3, "maker" = $4, "model" = $5, "base" = $6, "base_written" = $7, "is_coa_affixed" = $8, "coa_serial_number" = $9, "licence_proof" = $10, "has_sa" = $11, "maker_installed" = $12, "is_decided_qualifying" = $13, "decision_reason" = $14, "decided_by" = $15, "decided_at" = $16, "decided_fingerprint" = $17, "added_at" = $18, "removed_at" = $19
  where "id" = $20
  and "order_id" = $21
  and "partner_id" = $22;
