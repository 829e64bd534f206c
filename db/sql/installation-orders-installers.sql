-- listInstallers
-- sqlite
select *
  from "installer"
  order by "name", "id"
  limit 50;
-- postgres
select *
  from "installer"
  order by "name", "id"
  limit 50;

-- listInstallerPage
-- sqlite
select *
  from "installer"
  order by "name" asc, "id" asc
  limit 51;
-- postgres
select *
  from "installer"
  order by "name" asc, "id" asc
  limit 51;

-- listInstallerPage after a key
-- sqlite
select *
  from "installer"
  where ("name", "id") > (?, ?)
  order by "name" asc, "id" asc
  limit 51;
-- postgres
select *
  from "installer"
  where ("name", "id") > ($1, $2)
  order by "name" asc, "id" asc
  limit 51;

-- listInstallerPage before a key
-- sqlite
select *
  from "installer"
  where ("name", "id") < (?, ?)
  order by "name" desc, "id" desc
  limit 51;
-- postgres
select *
  from "installer"
  where ("name", "id") < ($1, $2)
  order by "name" desc, "id" desc
  limit 51;

-- findInstaller
-- sqlite
select *
  from "installer"
  where "id" = ?;
-- postgres
select *
  from "installer"
  where "id" = $1;

-- findInstallerOfPartner
-- sqlite
select *
  from "installer"
  where "partner_id" = ?;
-- postgres
select *
  from "installer"
  where "partner_id" = $1;

-- installerNamesById
-- sqlite
select "id", "name"
  from "installer"
  where "id" in (select value
  from json_each(?));
-- postgres
select "id", "name"
  from "installer"
  where "id" = any($1::text[]);

-- insertInstaller
-- sqlite
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8);

-- updateInstaller
-- sqlite
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?);
update "installer"
  set "kind" = ?, "name" = ?, "address" = ?, "partner_id" = ?, "return_address" = ?, "return_instructions" = ?, "version" = ?
  where "id" = ?
  and "version" = ?;
-- postgres
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
update "installer"
  set "kind" = $1, "name" = $2, "address" = $3, "partner_id" = $4, "return_address" = $5, "return_instructions" = $6, "version" = $7
  where "id" = $8
  and "version" = $9;
