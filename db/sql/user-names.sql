-- displayNamesById
-- sqlite
select "id", "display_name"
  from "user_account"
  where "id" in (select value
  from json_each(?))
  and +"partner_id" = ?;
-- postgres
select "id", "display_name"
  from "user_account"
  where "id" = any($1::text[])
  and "partner_id" = $2;
