-- displayNamesById
-- sqlite
select "id", "display_name"
  from "user_account"
  where "id" in (?)
  and "partner_id" = ?;
-- postgres
select "id", "display_name"
  from "user_account"
  where "id" in ($1)
  and "partner_id" = $2;
