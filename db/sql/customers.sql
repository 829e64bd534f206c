-- findCustomer
-- sqlite
select *
  from "customer"
  where "partner_id" = ?
  and "id" = ?;
-- postgres
select *
  from "customer"
  where "partner_id" = $1
  and "id" = $2;

-- findCustomerForChange
-- sqlite
select *
  from "customer"
  where "partner_id" = ?
  and "id" = ?;
-- postgres
select *
  from "customer"
  where "partner_id" = $1
  and "id" = $2
  for no key update;

-- insertCustomer
-- sqlite
insert into "customer" ("id", "partner_id", "name", "name_folded", "domain", "country", "validation_status", "created_at")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "customer_word" ("partner_id", "word", "customer_id")
  values (?, ?, ?), (?, ?, ?), (?, ?, ?), (?, ?, ?), (?, ?, ?), (?, ?, ?), (?, ?, ?), (?, ?, ?), (?, ?, ?), (?, ?, ?);
-- postgres
insert into "customer" ("id", "partner_id", "name", "name_folded", "domain", "country", "validation_status", "created_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "customer_word" ("partner_id", "word", "customer_id")
  values ($1, $2, $3), ($4, $5, $6), ($7, $8, $9), ($10, $11, $12), ($13, $14, $15), ($16, $17, $18), ($19, $20, $21), ($22, $23, $24), ($25, $26, $27), ($28, $29, $30);

-- lockCustomersOf
-- sqlite
select "id"
  from "partner"
  where "id" = ?;
-- postgres
select "id"
  from "partner"
  where "id" = $1
  for no key update;

-- hasCustomerWithDomain
-- sqlite
select "id"
  from "customer"
  where "partner_id" = ?
  and "domain" = ?
  limit 1;
-- postgres
select "id"
  from "customer"
  where "partner_id" = $1
  and "domain" = $2
  limit 1;

-- listCustomers by name
-- sqlite
select *
  from "customer"
  where "partner_id" = ?
  order by "name_folded" asc, "id" asc
  limit 51;
-- postgres
select *
  from "customer"
  where "partner_id" = $1
  order by "name_folded" asc, "id" asc
  limit 51;

-- listCustomers by domain, after
-- sqlite
select *
  from "customer"
  where "partner_id" = ?
  and ("domain", "id") > (?, ?)
  order by "domain" asc, "id" asc
  limit 51;
-- postgres
select *
  from "customer"
  where "partner_id" = $1
  and ("domain", "id") > ($2, $3)
  order by "domain" asc, "id" asc
  limit 51;

-- listCustomers by country, downwards, before
-- sqlite
select *
  from "customer"
  where "partner_id" = ?
  and ("country", "name_folded", "id") > (?, ?, ?)
  order by "country" asc, "name_folded" asc, "id" asc
  limit 51;
-- postgres
select *
  from "customer"
  where "partner_id" = $1
  and ("country", "name_folded", "id") > ($2, $3, $4)
  order by "country" asc, "name_folded" asc, "id" asc
  limit 51;

-- searchCustomers with two words
-- sqlite
select 0 as "term_index", count(*) as "hits"
  from (select "customer_id"
  from "customer_word"
  where "partner_id" = ?
  and "word" >= ?
  and "word" < ?
  limit 2000) as "hit_0"
  union all select 1 as "term_index", count(*) as "hits"
  from (select "customer_id"
  from "customer_word"
  where "partner_id" = ?
  and "word" >= ?
  and "word" < ?
  limit 2000) as "hit_1";
select *
  from "customer"
  where "partner_id" = ?
  and "id" in (select "customer_id"
  from "customer_word"
  where "partner_id" = ?
  and "word" >= ?
  and "word" < ?)
  and exists (select 1 as "found"
  from "customer_word"
  where "customer_word"."partner_id" = "customer"."partner_id"
  and "customer_word"."customer_id" = "customer"."id"
  and "word" >= ?
  and "word" < ?)
  order by +"name_folded" asc, +"id" asc
  limit 51;
-- postgres
select 0 as "term_index", count(*) as "hits"
  from (select "customer_id"
  from "customer_word"
  where "partner_id" = $1
  and "word" >= $2
  and "word" < $3
  limit 2000) as "hit_0"
  union all select 1 as "term_index", count(*) as "hits"
  from (select "customer_id"
  from "customer_word"
  where "partner_id" = $4
  and "word" >= $5
  and "word" < $6
  limit 2000) as "hit_1";
select *
  from "customer"
  where "partner_id" = $1
  and "id" in (select "customer_id"
  from "customer_word"
  where "partner_id" = $2
  and "word" >= $3
  and "word" < $4)
  and exists (select 1 as "found"
  from "customer_word"
  where "customer_word"."partner_id" = "customer"."partner_id"
  and "customer_word"."customer_id" = "customer"."id"
  and "word" >= $5
  and "word" < $6)
  order by "name_folded" asc, "id" asc
  limit 51;

-- searchCustomersWithAgreement
-- sqlite
select *
  from "customer"
  where "partner_id" = ?
  and "id" in (select "customer_id"
  from "agreement"
  where "partner_id" = ?)
  order by +"name_folded" asc, +"id" asc
  limit 51;
-- postgres
select *
  from "customer"
  where "partner_id" = $1
  and "id" in (select "customer_id"
  from "agreement"
  where "partner_id" = $2)
  order by "name_folded" asc, "id" asc
  limit 51;

-- searchCustomersWithAgreement with two words, after a key
-- sqlite
select *
  from "customer"
  where "partner_id" = ?
  and ("name_folded", "id") > (?, ?)
  and "id" in (select "customer_id"
  from "agreement"
  where "partner_id" = ?)
  and exists (select 1 as "found"
  from "customer_word"
  where "customer_word"."partner_id" = "customer"."partner_id"
  and "customer_word"."customer_id" = "customer"."id"
  and "word" >= ?
  and "word" < ?)
  and exists (select 1 as "found"
  from "customer_word"
  where "customer_word"."partner_id" = "customer"."partner_id"
  and "customer_word"."customer_id" = "customer"."id"
  and "word" >= ?
  and "word" < ?)
  order by +"name_folded" asc, +"id" asc
  limit 51;
-- postgres
select *
  from "customer"
  where "partner_id" = $1
  and ("name_folded", "id") > ($2, $3)
  and "id" in (select "customer_id"
  from "agreement"
  where "partner_id" = $4)
  and exists (select 1 as "found"
  from "customer_word"
  where "customer_word"."partner_id" = "customer"."partner_id"
  and "customer_word"."customer_id" = "customer"."id"
  and "word" >= $5
  and "word" < $6)
  and exists (select 1 as "found"
  from "customer_word"
  where "customer_word"."partner_id" = "customer"."partner_id"
  and "customer_word"."customer_id" = "customer"."id"
  and "word" >= $7
  and "word" < $8)
  order by "name_folded" asc, "id" asc
  limit 51;

-- customerNamesById
-- sqlite
select "id", "name"
  from "customer"
  where "partner_id" = ?
  and "id" in (select value
  from json_each(?));
-- postgres
select "id", "name"
  from "customer"
  where "partner_id" = $1
  and "id" = any($2::text[]);
