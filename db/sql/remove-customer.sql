-- hasKeptRecords
-- sqlite
select "customer_id"
  from "order"
  where "partner_id" = ?
  and "customer_id" = ?
  limit 1;
-- postgres
select "customer_id"
  from "order"
  where "partner_id" = $1
  and "customer_id" = $2
  limit 1;

-- deleteCustomer
-- sqlite
select "id"
  from "user_account"
  where "partner_id" = ?
  and "customer_id" = ?;
select "id"
  from "cart"
  where "partner_id" = ?
  and "customer_id" = ?;
delete
  from "invitation"
  where "partner_id" = ?
  and "customer_id" = ?;
delete
  from "customer_profile"
  where "partner_id" = ?
  and "customer_id" = ?;
delete
  from "customer_word"
  where "partner_id" = ?
  and "customer_id" = ?;
delete
  from "customer"
  where "partner_id" = ?
  and "id" = ?;
-- postgres
select "id"
  from "user_account"
  where "partner_id" = $1
  and "customer_id" = $2;
select "id"
  from "cart"
  where "partner_id" = $1
  and "customer_id" = $2;
delete
  from "invitation"
  where "partner_id" = $1
  and "customer_id" = $2;
delete
  from "customer_profile"
  where "partner_id" = $1
  and "customer_id" = $2;
delete
  from "customer_word"
  where "partner_id" = $1
  and "customer_id" = $2;
delete
  from "customer"
  where "partner_id" = $1
  and "id" = $2;
