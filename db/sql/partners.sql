-- listPartnerNames
-- sqlite
select "id", "name"
  from "partner"
  order by "name", "id"
  limit 50;
-- postgres
select "id", "name"
  from "partner"
  order by "name", "id"
  limit 50;

-- findPartnerOfCustomer
-- sqlite
select "partner_id"
  from "customer"
  where "id" = ?;
-- postgres
select "partner_id"
  from "customer"
  where "id" = $1;

-- anyUserNamesById
-- sqlite
select "id", "display_name"
  from "user_account"
  where "id" in (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
select "id", "display_name"
  from "user_account"
  where "id" in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72, $73, $74, $75, $76, $77, $78, $79, $80, $81, $82, $83, $84, $85, $86, $87, $88, $89, $90, $91, $92, $93, $94, $95, $96, $97, $98, $99, $100);

-- anyCustomerNamesById
-- sqlite
select "id", "name"
  from "customer"
  where "id" in (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
select "id", "name"
  from "customer"
  where "id" in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72, $73, $74, $75, $76, $77, $78, $79, $80, $81, $82, $83, $84, $85, $86, $87, $88, $89, $90, $91, $92, $93, $94, $95, $96, $97, $98, $99, $100);

-- findPartnerById
-- sqlite
select "id", "name", "country", "sells_perpetual"
  from "partner"
  where "id" = ?;
-- postgres
select "id", "name", "country", "sells_perpetual"
  from "partner"
  where "id" = $1;

-- listPartnerPage
-- sqlite
select "id", "name", "country", "sells_perpetual"
  from "partner"
  order by "name" asc, "id" asc
  limit 51;
-- postgres
select "id", "name", "country", "sells_perpetual"
  from "partner"
  order by "name" asc, "id" asc
  limit 51;

-- listPartnerPage after
-- sqlite
select "id", "name", "country", "sells_perpetual"
  from "partner"
  where ("name", "id") > (?, ?)
  order by "name" asc, "id" asc
  limit 51;
-- postgres
select "id", "name", "country", "sells_perpetual"
  from "partner"
  where ("name", "id") > ($1, $2)
  order by "name" asc, "id" asc
  limit 51;

-- listPartnerPage before
-- sqlite
select "id", "name", "country", "sells_perpetual"
  from "partner"
  where ("name", "id") < (?, ?)
  order by "name" desc, "id" desc
  limit 51;
-- postgres
select "id", "name", "country", "sells_perpetual"
  from "partner"
  where ("name", "id") < ($1, $2)
  order by "name" desc, "id" desc
  limit 51;

-- countCustomersByPartner
-- sqlite
select "partner"."id", (select count(*) as "count"
  from (select 1 as "found"
  from "customer"
  where "customer"."partner_id" = "partner"."id"
  order by "created_at"
  limit 1000) as "capped") as "customers"
  from "partner"
  where "partner"."id" in (select value
  from json_each(?));
-- postgres
select "partner"."id", (select count(*) as "count"
  from (select 1 as "found"
  from "customer"
  where "customer"."partner_id" = "partner"."id"
  order by "created_at"
  limit 1000) as "capped") as "customers"
  from "partner"
  where "partner"."id" = any($1::text[]);

-- updateSellsPerpetual
-- sqlite
update "partner"
  set "sells_perpetual" = ?
  where "id" = ?
  and "sells_perpetual" != ?;
-- postgres
update "partner"
  set "sells_perpetual" = $1
  where "id" = $2
  and "sells_perpetual" != $3;
