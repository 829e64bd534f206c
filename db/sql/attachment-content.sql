-- listNamedContent
-- sqlite
select "sha256"
  from "support_attachment"
  where "sha256" in (?, ?)
  union select "file_sha256" as "sha256"
  from "license_verification"
  where "file_sha256" in (?, ?)
  union select "answer_file_sha256" as "sha256"
  from "license_verification"
  where "answer_file_sha256" in (?, ?);
-- postgres
select "sha256"
  from "support_attachment"
  where "sha256" in ($1, $2)
  union select "file_sha256" as "sha256"
  from "license_verification"
  where "file_sha256" in ($3, $4)
  union select "answer_file_sha256" as "sha256"
  from "license_verification"
  where "answer_file_sha256" in ($5, $6);
