-- listTaxRates
-- sqlite
select *
  from "tax_rate"
  order by "market", "starts_on";
-- postgres
select *
  from "tax_rate"
  order by "market", "starts_on";

-- findTaxRate
-- sqlite
select *
  from "tax_rate"
  where "id" = ?;
-- postgres
select *
  from "tax_rate"
  where "id" = $1;

-- insertTaxRate
-- sqlite
insert into "tax_rate" ("id", "market", "rate_millionths", "starts_on", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?)
  on conflict ("market", "starts_on") do nothing;
-- postgres
insert into "tax_rate" ("id", "market", "rate_millionths", "starts_on", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6)
  on conflict ("market", "starts_on") do nothing;

-- isTaxRateUsed
-- sqlite
select "id"
  from "invoice_line"
  where "tax_rate_id" = ?
  limit 1;
-- postgres
select "id"
  from "invoice_line"
  where "tax_rate_id" = $1
  limit 1;

-- deleteTaxRate
-- sqlite
delete
  from "tax_rate"
  where "id" = ?;
-- postgres
delete
  from "tax_rate"
  where "id" = $1;

-- listUsedTaxRates
-- sqlite
select "r"."id"
  from "tax_rate" as "r"
  where exists (select "l"."id"
  from "invoice_line" as "l"
  where "l"."tax_rate_id" = "r"."id");
-- postgres
select "r"."id"
  from "tax_rate" as "r"
  where exists (select "l"."id"
  from "invoice_line" as "l"
  where "l"."tax_rate_id" = "r"."id");
