-- listOnlineServices
-- sqlite
select *
  from "online_service"
  order by "position", "id";
-- postgres
select *
  from "online_service"
  order by "position", "id";

-- listServiceCountries
-- sqlite
select *
  from "online_service_country"
  order by "service_id", "country";
-- postgres
select *
  from "online_service_country"
  order by "service_id", "country";

-- replaceServiceCountries
-- sqlite
delete
  from "online_service_country"
  where "service_id" = ?;
insert into "online_service_country" ("service_id", "country")
  values (?, ?);
-- postgres
delete
  from "online_service_country"
  where "service_id" = $1;
insert into "online_service_country" ("service_id", "country")
  values ($1, $2);

-- listIncompatibilities
-- sqlite
select *
  from "incompatibility"
  order by "first_service_id", "second_service_id";
-- postgres
select *
  from "incompatibility"
  order by "first_service_id", "second_service_id";

-- replaceIncompatibilities
-- sqlite
delete
  from "incompatibility"
  where ("first_service_id" = ? or "second_service_id" = ?);
insert into "incompatibility" ("first_service_id", "second_service_id")
  values (?, ?);
-- postgres
delete
  from "incompatibility"
  where ("first_service_id" = $1 or "second_service_id" = $2);
insert into "incompatibility" ("first_service_id", "second_service_id")
  values ($1, $2);
