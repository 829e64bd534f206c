-- listInvoices of a partner
-- sqlite
select *
  from "invoice"
  where "number" is not null
  and "partner_id" = ?
  order by "period" desc, "number" desc
  limit 51;
-- postgres
select *
  from "invoice"
  where "number" is not null
  and "partner_id" = $1
  order by "period" desc, "number" desc
  limit 51;

-- listInvoices of a partner, after
-- sqlite
select *
  from "invoice"
  where "number" is not null
  and "partner_id" = ?
  and ("period", "number") < (?, ?)
  order by "period" desc, "number" desc
  limit 51;
-- postgres
select *
  from "invoice"
  where "number" is not null
  and "partner_id" = $1
  and ("period", "number") < ($2, $3)
  order by "period" desc, "number" desc
  limit 51;

-- listInvoices of a partner, narrowed
-- sqlite
select *
  from "invoice"
  where "number" is not null
  and "partner_id" = ?
  and "period" = ?
  and +"currency" = ?
  and "kind" = ?
  order by "period" desc, "number" desc
  limit 51;
-- postgres
select *
  from "invoice"
  where "number" is not null
  and "partner_id" = $1
  and "period" = $2
  and "currency" = $3
  and "kind" = $4
  order by "period" desc, "number" desc
  limit 51;

-- listInvoices of all
-- sqlite
select *
  from "invoice"
  where "number" is not null
  order by "period" desc, "number" desc
  limit 51;
-- postgres
select *
  from "invoice"
  where "number" is not null
  order by "period" desc, "number" desc
  limit 51;

-- listInvoices of all, before
-- sqlite
select *
  from "invoice"
  where "number" is not null
  and ("period", "number") > (?, ?)
  order by "period" asc, "number" asc
  limit 51;
-- postgres
select *
  from "invoice"
  where "number" is not null
  and ("period", "number") > ($1, $2)
  order by "period" asc, "number" asc
  limit 51;

-- findInvoiceByNumber
-- sqlite
select *
  from "invoice"
  where "partner_id" = ?
  and "number" = ?;
-- postgres
select *
  from "invoice"
  where "partner_id" = $1
  and "number" = $2;

-- findInvoice of a partner
-- sqlite
select *
  from "invoice"
  where "id" = ?
  and "number" is not null
  and "partner_id" = ?;
-- postgres
select *
  from "invoice"
  where "id" = $1
  and "number" is not null
  and "partner_id" = $2;

-- findInvoice of anybody
-- sqlite
select *
  from "invoice"
  where "id" = ?
  and "number" is not null;
-- postgres
select *
  from "invoice"
  where "id" = $1
  and "number" is not null;

-- listInvoicedPeriods of a partner
-- sqlite
select distinct "period"
  from "invoice"
  where "number" is not null
  and "partner_id" = ?
  order by "period" desc
  limit 120;
-- postgres
select distinct "period"
  from "invoice"
  where "number" is not null
  and "partner_id" = $1
  order by "period" desc
  limit 120;

-- listInvoicedPeriods of all
-- sqlite
select distinct "period"
  from "invoice"
  where "number" is not null
  order by "period" desc
  limit 120;
-- postgres
select distinct "period"
  from "invoice"
  where "number" is not null
  order by "period" desc
  limit 120;

-- listInvoicedCurrencies of a partner
-- sqlite
select distinct "currency"
  from "invoice"
  where "number" is not null
  and "partner_id" = ?
  order by "currency";
-- postgres
select distinct "currency"
  from "invoice"
  where "number" is not null
  and "partner_id" = $1
  order by "currency";

-- listInvoicedCurrencies of all
-- sqlite
select distinct "currency"
  from "invoice"
  where "number" is not null
  order by "currency";
-- postgres
select distinct "currency"
  from "invoice"
  where "number" is not null
  order by "currency";

-- listInvoicedMarkets
-- sqlite
select distinct "country"
  from "invoice_customer"
  where "invoice_id" = ?
  order by "country";
-- postgres
select distinct "country"
  from "invoice_customer"
  where "invoice_id" = $1
  order by "country";

-- listInvoicedCustomers
-- sqlite
select *
  from "invoice_customer"
  where "invoice_id" = ?
  and "customer_id" in (select value
  from json_each(?));
-- postgres
select *
  from "invoice_customer"
  where "invoice_id" = $1
  and "customer_id" = any($2::text[]);

-- listInvoicedCustomersByName
-- sqlite
select *
  from "invoice_customer"
  where "invoice_id" = ?
  order by "name_folded", "customer_id"
  limit 51;
-- postgres
select *
  from "invoice_customer"
  where "invoice_id" = $1
  order by "name_folded", "customer_id"
  limit 51;

-- listInvoicedCustomersByName after
-- sqlite
select *
  from "invoice_customer"
  where "invoice_id" = ?
  and ("name_folded", "customer_id") > (?, ?)
  order by "name_folded", "customer_id"
  limit 51;
-- postgres
select *
  from "invoice_customer"
  where "invoice_id" = $1
  and ("name_folded", "customer_id") > ($2, $3)
  order by "name_folded", "customer_id"
  limit 51;

-- listInvoicedTaxes
-- sqlite
select "tax_rate"."market", "tax_rate"."rate_millionths", sum("invoice_line"."amount_minor") as "amount", sum("invoice_line"."added_tax_minor") as "added", sum("invoice_line"."included_tax_minor") as "included"
  from "invoice_line" inner join "tax_rate" on "tax_rate"."id" = "invoice_line"."tax_rate_id"
  where "invoice_line"."invoice_id" = ?
  group by "tax_rate"."market", "tax_rate"."rate_millionths"
  order by "tax_rate"."market", "tax_rate"."rate_millionths";
-- postgres
select "tax_rate"."market", "tax_rate"."rate_millionths", sum("invoice_line"."amount_minor") as "amount", sum("invoice_line"."added_tax_minor") as "added", sum("invoice_line"."included_tax_minor") as "included"
  from "invoice_line" inner join "tax_rate" on "tax_rate"."id" = "invoice_line"."tax_rate_id"
  where "invoice_line"."invoice_id" = $1
  group by "tax_rate"."market", "tax_rate"."rate_millionths"
  order by "tax_rate"."market", "tax_rate"."rate_millionths";

-- listInvoiceLines by customer
-- sqlite
select "l".*, "r"."rate_millionths"
  from "invoice_line" as "l" left join "tax_rate" as "r" on "r"."id" = "l"."tax_rate_id"
  where "l"."invoice_id" = ?
  order by "l"."customer_name_folded" asc, "l"."customer_id" asc, "l"."charged_at" asc, "l"."charge_id" asc, "l"."kind" asc
  limit 51;
-- postgres
select "l".*, "r"."rate_millionths"
  from "invoice_line" as "l" left join "tax_rate" as "r" on "r"."id" = "l"."tax_rate_id"
  where "l"."invoice_id" = $1
  order by "l"."customer_name_folded" asc, "l"."customer_id" asc, "l"."charged_at" asc, "l"."charge_id" asc, "l"."kind" asc
  limit 51;

-- listInvoiceLines by customer, after
-- sqlite
select "l".*, "r"."rate_millionths"
  from "invoice_line" as "l" left join "tax_rate" as "r" on "r"."id" = "l"."tax_rate_id"
  where "l"."invoice_id" = ?
  and ("l"."customer_name_folded", "l"."customer_id", "l"."charged_at", "l"."charge_id", "l"."kind") > (?, ?, ?, ?, ?)
  order by "l"."customer_name_folded" asc, "l"."customer_id" asc, "l"."charged_at" asc, "l"."charge_id" asc, "l"."kind" asc
  limit 51;
-- postgres
select "l".*, "r"."rate_millionths"
  from "invoice_line" as "l" left join "tax_rate" as "r" on "r"."id" = "l"."tax_rate_id"
  where "l"."invoice_id" = $1
  and ("l"."customer_name_folded", "l"."customer_id", "l"."charged_at", "l"."charge_id", "l"."kind") > ($2, $3, $4, $5, $6)
  order by "l"."customer_name_folded" asc, "l"."customer_id" asc, "l"."charged_at" asc, "l"."charge_id" asc, "l"."kind" asc
  limit 51;

-- listInvoiceLines by customer, before
-- sqlite
select "l".*, "r"."rate_millionths"
  from "invoice_line" as "l" left join "tax_rate" as "r" on "r"."id" = "l"."tax_rate_id"
  where "l"."invoice_id" = ?
  and ("l"."customer_name_folded", "l"."customer_id", "l"."charged_at", "l"."charge_id", "l"."kind") < (?, ?, ?, ?, ?)
  order by "l"."customer_name_folded" desc, "l"."customer_id" desc, "l"."charged_at" desc, "l"."charge_id" desc, "l"."kind" desc
  limit 51;
-- postgres
select "l".*, "r"."rate_millionths"
  from "invoice_line" as "l" left join "tax_rate" as "r" on "r"."id" = "l"."tax_rate_id"
  where "l"."invoice_id" = $1
  and ("l"."customer_name_folded", "l"."customer_id", "l"."charged_at", "l"."charge_id", "l"."kind") < ($2, $3, $4, $5, $6)
  order by "l"."customer_name_folded" desc, "l"."customer_id" desc, "l"."charged_at" desc, "l"."charge_id" desc, "l"."kind" desc
  limit 51;

-- listInvoiceLines by date
-- sqlite
select "l".*, "r"."rate_millionths"
  from "invoice_line" as "l" left join "tax_rate" as "r" on "r"."id" = "l"."tax_rate_id"
  where "l"."invoice_id" = ?
  order by "l"."dated_at" asc, "l"."kind" asc, "l"."id" asc
  limit 51;
-- postgres
select "l".*, "r"."rate_millionths"
  from "invoice_line" as "l" left join "tax_rate" as "r" on "r"."id" = "l"."tax_rate_id"
  where "l"."invoice_id" = $1
  order by "l"."dated_at" asc, "l"."kind" asc, "l"."id" asc
  limit 51;

-- listInvoiceLines by date, after
-- sqlite
select "l".*, "r"."rate_millionths"
  from "invoice_line" as "l" left join "tax_rate" as "r" on "r"."id" = "l"."tax_rate_id"
  where "l"."invoice_id" = ?
  and ("l"."dated_at", "l"."kind", "l"."id") > (?, ?, ?)
  order by "l"."dated_at" asc, "l"."kind" asc, "l"."id" asc
  limit 51;
-- postgres
select "l".*, "r"."rate_millionths"
  from "invoice_line" as "l" left join "tax_rate" as "r" on "r"."id" = "l"."tax_rate_id"
  where "l"."invoice_id" = $1
  and ("l"."dated_at", "l"."kind", "l"."id") > ($2, $3, $4)
  order by "l"."dated_at" asc, "l"."kind" asc, "l"."id" asc
  limit 51;

-- findInvoicesOf
-- sqlite
select "invoice_line"."id", "invoice"."id" as "invoice_id", "invoice"."number"
  from "invoice_line" inner join "invoice" on "invoice"."id" = "invoice_line"."invoice_id"
  where "invoice_line"."id" in (select value
  from json_each(?))
  and "invoice"."number" is not null;
-- postgres
select "invoice_line"."id", "invoice"."id" as "invoice_id", "invoice"."number"
  from "invoice_line" inner join "invoice" on "invoice"."id" = "invoice_line"."invoice_id"
  where "invoice_line"."id" = any($1::text[])
  and "invoice"."number" is not null;
