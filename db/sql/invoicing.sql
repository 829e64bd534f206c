-- listPartnersToInvoice
-- sqlite
select "partner"."id"
  from "partner" left join "invoice_number_series" as "s" on "s"."partner_id" = "partner"."id"
  where ("s"."closed_through" is null or "s"."closed_through" < ? or exists (select "i"."id"
  from "invoice" as "i"
  where "i"."partner_id" = "partner"."id"
  and "i"."number" is null))
  order by "partner"."id";
-- postgres
select "partner"."id"
  from "partner" left join "invoice_number_series" as "s" on "s"."partner_id" = "partner"."id"
  where ("s"."closed_through" is null or "s"."closed_through" < $1 or exists (select "i"."id"
  from "invoice" as "i"
  where "i"."partner_id" = "partner"."id"
  and "i"."number" is null))
  order by "partner"."id";

-- findNextInvoicingAt
-- sqlite
select min((select min("u"."dated_at") as "oldest"
  from "unbilled" as "u"
  where "u"."partner_id" = "partner"."id")) as "oldest"
  from "partner";
-- postgres
select min((select min("u"."dated_at") as "oldest"
  from "unbilled" as "u"
  where "u"."partner_id" = "partner"."id")) as "oldest"
  from "partner";

-- lockSeriesOfPartner
-- sqlite
select *
  from "invoice_number_series"
  where "partner_id" = ?;
select max("series") as "last"
  from "invoice_number_series";
insert into "invoice_number_series" ("partner_id", "series", "last_number", "closed_through")
  values (?, ?, ?, ?)
  on conflict do nothing;
select *
  from "invoice_number_series"
  where "partner_id" = ?;
-- postgres
select *
  from "invoice_number_series"
  where "partner_id" = $1
  for no key update;
select max("series") as "last"
  from "invoice_number_series";
insert into "invoice_number_series" ("partner_id", "series", "last_number", "closed_through")
  values ($1, $2, $3, $4)
  on conflict do nothing;
select *
  from "invoice_number_series"
  where "partner_id" = $1
  for no key update;

-- nextSeries
-- sqlite
select max("series") as "last"
  from "invoice_number_series";
-- postgres
select max("series") as "last"
  from "invoice_number_series";

-- updateSeries
-- sqlite
update "invoice_number_series"
  set "series" = ?, "last_number" = ?, "closed_through" = ?
  where "partner_id" = ?;
-- postgres
update "invoice_number_series"
  set "series" = $1, "last_number" = $2, "closed_through" = $3
  where "partner_id" = $4;

-- findDrawnUp
-- sqlite
select *
  from "invoice"
  where "partner_id" = ?
  and "number" is null;
-- postgres
select *
  from "invoice"
  where "partner_id" = $1
  and "number" is null;

-- insertDrawnUp
-- sqlite
select "name", "country"
  from "partner"
  where "id" = ?;
insert into "invoice" ("id", "partner_id", "partner_name", "partner_country", "period", "currency", "number", "kind", "line_count", "subtotal_minor", "added_tax_minor", "included_tax_minor", "total_minor", "issued_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
select "name", "country"
  from "partner"
  where "id" = $1;
insert into "invoice" ("id", "partner_id", "partner_name", "partner_country", "period", "currency", "number", "kind", "line_count", "subtotal_minor", "added_tax_minor", "included_tax_minor", "total_minor", "issued_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- findOldestUnbilledAt
-- sqlite
select min("dated_at") as "oldest"
  from "unbilled"
  where "partner_id" = ?;
-- postgres
select min("dated_at") as "oldest"
  from "unbilled"
  where "partner_id" = $1;

-- findCurrencyToInvoice
-- sqlite
select min("u"."currency") as "currency"
  from "unbilled" as "u"
  where "u"."partner_id" = ?
  and "u"."dated_at" < ?
  and not exists (select "i"."id"
  from "invoice" as "i"
  where "i"."partner_id" = "u"."partner_id"
  and "i"."currency" = "u"."currency"
  and "i"."period" = ?);
-- postgres
select min("u"."currency") as "currency"
  from "unbilled" as "u"
  where "u"."partner_id" = $1
  and "u"."dated_at" < $2
  and not exists (select "i"."id"
  from "invoice" as "i"
  where "i"."partner_id" = "u"."partner_id"
  and "i"."currency" = "u"."currency"
  and "i"."period" = $3);

-- takeUnbilled
-- sqlite
select "id", "kind", "customer_id", "dated_at", "amount_minor"
  from "unbilled"
  where "partner_id" = ?
  and "currency" = ?
  and "dated_at" < ?
  order by "dated_at", "kind", "id"
  limit 1;
delete
  from "unbilled"
  where "partner_id" = ?
  and "currency" = ?
  and (dated_at, kind, id) >= (?, ?, ?)
  and (dated_at, kind, id) <= (?, ?, ?)
  and "id" in (select value
  from json_each(?));
-- postgres
select "id", "kind", "customer_id", "dated_at", "amount_minor"
  from "unbilled"
  where "partner_id" = $1
  and "currency" = $2
  and "dated_at" < $3
  order by "dated_at", "kind", "id"
  limit 1;
delete
  from "unbilled"
  where "partner_id" = $1
  and "currency" = $2
  and (dated_at, kind, id) >= ($3, $4, $5)
  and (dated_at, kind, id) <= ($6, $7, $8)
  and "id" = any($9::text[]);

-- takeUnbilled after
-- sqlite
select "id", "kind", "customer_id", "dated_at", "amount_minor"
  from "unbilled"
  where "partner_id" = ?
  and "currency" = ?
  and "dated_at" < ?
  and ("dated_at", "kind", "id") > (?, ?, ?)
  order by "dated_at", "kind", "id"
  limit 100;
delete
  from "unbilled"
  where "partner_id" = ?
  and "currency" = ?
  and (dated_at, kind, id) >= (?, ?, ?)
  and (dated_at, kind, id) <= (?, ?, ?)
  and "id" in (select value
  from json_each(?));
-- postgres
select "id", "kind", "customer_id", "dated_at", "amount_minor"
  from "unbilled"
  where "partner_id" = $1
  and "currency" = $2
  and "dated_at" < $3
  and ("dated_at", "kind", "id") > ($4, $5, $6)
  order by "dated_at", "kind", "id"
  limit 100;
delete
  from "unbilled"
  where "partner_id" = $1
  and "currency" = $2
  and (dated_at, kind, id) >= ($3, $4, $5)
  and (dated_at, kind, id) <= ($6, $7, $8)
  and "id" = any($9::text[]);

-- factsOfCharges
-- sqlite
select "charge"."id", "charge"."charged_at", "customer"."name", "customer"."name_folded", "customer"."domain", "customer"."country", "product"."title" as "product_title", "sku"."title" as "sku_title"
  from "charge" inner join "order_line" on "order_line"."order_id" = "charge"."order_id"
  and "order_line"."line_number" = "charge"."line_number" inner join "customer" on "customer"."id" = "charge"."customer_id" inner join "product" on "product"."id" = "order_line"."product_id" inner join "sku" on "sku"."product_id" = "order_line"."product_id"
  and "sku"."sku_id" = "order_line"."sku_id"
  where "charge"."id" in (select value
  from json_each(?));
-- postgres
select "charge"."id", "charge"."charged_at", "customer"."name", "customer"."name_folded", "customer"."domain", "customer"."country", "product"."title" as "product_title", "sku"."title" as "sku_title"
  from "charge" inner join "order_line" on "order_line"."order_id" = "charge"."order_id"
  and "order_line"."line_number" = "charge"."line_number" inner join "customer" on "customer"."id" = "charge"."customer_id" inner join "product" on "product"."id" = "order_line"."product_id" inner join "sku" on "sku"."product_id" = "order_line"."product_id"
  and "sku"."sku_id" = "order_line"."sku_id"
  where "charge"."id" = any($1::text[]);

-- ratesOfBilledCharges
-- sqlite
select "invoice_line"."id", "invoice_line"."tax_rate_id", "tax_rate"."rate_millionths"
  from "invoice_line" left join "tax_rate" on "tax_rate"."id" = "invoice_line"."tax_rate_id"
  where "invoice_line"."id" in (select value
  from json_each(?));
-- postgres
select "invoice_line"."id", "invoice_line"."tax_rate_id", "tax_rate"."rate_millionths"
  from "invoice_line" left join "tax_rate" on "tax_rate"."id" = "invoice_line"."tax_rate_id"
  where "invoice_line"."id" = any($1::text[]);

-- insertInvoiceLines
-- sqlite
-- postgres

-- addInvoiceCustomers
-- sqlite
insert into "invoice_customer" ("invoice_id", "customer_id", "name", "name_folded", "domain", "country", "line_count", "subtotal_minor", "added_tax_minor", "included_tax_minor")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("invoice_id", "customer_id") do update
  set "line_count" = "invoice_customer"."line_count" + "excluded"."line_count", "subtotal_minor" = "invoice_customer"."subtotal_minor" + "excluded"."subtotal_minor", "added_tax_minor" = "invoice_customer"."added_tax_minor" + "excluded"."added_tax_minor", "included_tax_minor" = "invoice_customer"."included_tax_minor" + "excluded"."included_tax_minor";
-- postgres
insert into "invoice_customer" ("invoice_id", "customer_id", "name", "name_folded", "domain", "country", "line_count", "subtotal_minor", "added_tax_minor", "included_tax_minor")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  on conflict ("invoice_id", "customer_id") do update
  set "line_count" = "invoice_customer"."line_count" + "excluded"."line_count", "subtotal_minor" = "invoice_customer"."subtotal_minor" + "excluded"."subtotal_minor", "added_tax_minor" = "invoice_customer"."added_tax_minor" + "excluded"."added_tax_minor", "included_tax_minor" = "invoice_customer"."included_tax_minor" + "excluded"."included_tax_minor";

-- addToDrawnUp
-- sqlite
update "invoice"
  set "line_count" = "line_count" + ?, "subtotal_minor" = "subtotal_minor" + ?, "added_tax_minor" = "added_tax_minor" + ?, "included_tax_minor" = "included_tax_minor" + ?, "total_minor" = "total_minor" + ?
  where "id" = ?;
-- postgres
update "invoice"
  set "line_count" = "line_count" + $1, "subtotal_minor" = "subtotal_minor" + $2, "added_tax_minor" = "added_tax_minor" + $3, "included_tax_minor" = "included_tax_minor" + $4, "total_minor" = "total_minor" + $5
  where "id" = $6;

-- issueDrawnUp
-- sqlite
update "invoice"
  set "line_count" = "line_count" + ?, "subtotal_minor" = "subtotal_minor" + ?, "added_tax_minor" = "added_tax_minor" + ?, "included_tax_minor" = "included_tax_minor" + ?, "total_minor" = "total_minor" + ?
  where "id" = ?;
update "invoice"
  set "number" = ?, "kind" = ?, "issued_at" = ?
  where "id" = ?
  and "number" is null;
-- postgres
update "invoice"
  set "line_count" = "line_count" + $1, "subtotal_minor" = "subtotal_minor" + $2, "added_tax_minor" = "added_tax_minor" + $3, "included_tax_minor" = "included_tax_minor" + $4, "total_minor" = "total_minor" + $5
  where "id" = $6;
update "invoice"
  set "number" = $1, "kind" = $2, "issued_at" = $3
  where "id" = $4
  and "number" is null;
