-- insertVerification
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "license_verification" ("id", "order_id", "partner_id", "number", "is_supplement", "state", "proof", "language", "customer_name", "customer_address", "contact_name", "contact_email", "signature_kind", "signatory_name", "signatory_title", "signed_on", "signed_by", "signed_at", "file_name", "file_kind", "file_sha256", "file_bytes", "handed_over_to", "is_accepted", "answer_text", "answer_name", "answered_by", "answered_at", "answered_on", "answer_file_name", "answer_file_kind", "answer_file_sha256", "answer_file_bytes", "created_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);
insert into "license_verification" ("id", "order_id", "partner_id", "number", "is_supplement", "state", "proof", "language", "customer_name", "customer_address", "contact_name", "contact_email", "signature_kind", "signatory_name", "signatory_title", "signed_on", "signed_by", "signed_at", "file_name", "file_kind", "file_sha256", "file_bytes", "handed_over_to", "is_accepted", "answer_text", "answer_name", "answered_by", "answered_at", "answered_on", "answer_file_name", "answer_file_kind", "answer_file_sha256", "answer_file_bytes", "created_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34);

-- updateVerification
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update "installation_order"
  set "state" = ?, "held_at" = ?, "has_unknown" = ?, "handed_over_at" = ?, "changed_at" = ?, "done_at" = ?, "version" = ?
  where "id" = ?
  and "partner_id" = ?
  and "version" = ?;
insert into "license_verification" ("id", "order_id", "partner_id", "number", "is_supplement", "state", "proof", "language", "customer_name", "customer_address", "contact_name", "contact_email", "signature_kind", "signatory_name", "signatory_title", "signed_on", "signed_by", "signed_at", "file_name", "file_kind", "file_sha256", "file_bytes", "handed_over_to", "is_accepted", "answer_text", "answer_name", "answered_by", "answered_at", "answered_on", "answer_file_name", "answer_file_kind", "answer_file_sha256", "answer_file_bytes", "created_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update "license_verification"
  set "number" = ?, "is_supplement" = ?, "state" = ?, "proof" = ?, "language" = ?, "customer_name" = ?, "customer_address" = ?, "contact_name" = ?, "contact_email" = ?, "signature_kind" = ?, "signatory_name" = ?, "signatory_title" = ?, "signed_on" = ?, "signed_by" = ?, "signed_at" = ?, "file_name" = ?, "file_kind" = ?, "file_sha256" = ?, "file_bytes" = ?, "handed_over_to" = ?, "is_accepted" = ?, "answer_text" = ?, "answer_name" = ?, "answered_by" = ?, "answered_at" = ?, "answered_on" = ?, "answer_file_name" = ?, "answer_file_kind" = ?, "answer_file_sha256" = ?, "answer_file_bytes" = ?, "created_at" = ?
  where "id" = ?
  and "order_id" = ?
  and "partner_id" = ?;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);
update "installation_order"
  set "state" = $1, "held_at" = $2, "has_unknown" = $3, "handed_over_at" = $4, "changed_at" = $5, "done_at" = $6, "version" = $7
  where "id" = $8
  and "partner_id" = $9
  and "version" = $10;
insert into "license_verification" ("id", "order_id", "partner_id", "number", "is_supplement", "state", "proof", "language", "customer_name", "customer_address", "contact_name", "contact_email", "signature_kind", "signatory_name", "signatory_title", "signed_on", "signed_by", "signed_at", "file_name", "file_kind", "file_sha256", "file_bytes", "handed_over_to", "is_accepted", "answer_text", "answer_name", "answered_by", "answered_at", "answered_on", "answer_file_name", "answer_file_kind", "answer_file_sha256", "answer_file_bytes", "created_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34);
update "license_verification"
  set "number" = $1, "is_supplement" = $2, "state" = $3, "proof" = $4, "language" = $5, "customer_name" = $6, "customer_address" = $7, "contact_name" = $8, "contact_email" = $9, "signature_kind" = $10, "signatory_name" = $11, "signatory_title" = $12, "signed_on" = $13, "signed_by" = $14, "signed_at" = $15, "file_name" = $16, "file_kind" = $17, "file_sha256" = $18, "file_bytes" = $19, "handed_over_to" = $20, "is_accepted" = $21, "answer_text" = $22, "answer_name" = $23, "answered_by" = $24, "answered_at" = $25, "answered_on" = $26, "answer_file_name" = $27, "answer_file_kind" = $28, "answer_file_sha256" = $29, "answer_file_bytes" = $30, "created_at" = $31
  where "id" = $32
  and "order_id" = $33
  and "partner_id" = $34;

-- readCoverage
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select *
  from "license_verification"
  where "order_id" = ?
  and "partner_id" = ?
  order by "number"
  limit 200;
select *
  from "license_verification_device"
  where "order_id" = ?
  and "partner_id" = ?
  order by "verification_id", "serial_number"
  limit 20000;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);
select *
  from "license_verification"
  where "order_id" = $1
  and "partner_id" = $2
  order by "number"
  limit 200;
select *
  from "license_verification_device"
  where "order_id" = $1
  and "partner_id" = $2
  order by "verification_id", "serial_number"
  limit 20000;

-- insertListedDevices
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update "installation_order"
  set "state" = ?, "held_at" = ?, "has_unknown" = ?, "handed_over_at" = ?, "changed_at" = ?, "done_at" = ?, "version" = ?
  where "id" = ?
  and "partner_id" = ?
  and "version" = ?;
insert into "license_verification" ("id", "order_id", "partner_id", "number", "is_supplement", "state", "proof", "language", "customer_name", "customer_address", "contact_name", "contact_email", "signature_kind", "signatory_name", "signatory_title", "signed_on", "signed_by", "signed_at", "file_name", "file_kind", "file_sha256", "file_bytes", "handed_over_to", "is_accepted", "answer_text", "answer_name", "answered_by", "answered_at", "answered_on", "answer_file_name", "answer_file_kind", "answer_file_sha256", "answer_file_bytes", "created_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update "license_verification"
  set "number" = ?, "is_supplement" = ?, "state" = ?, "proof" = ?, "language" = ?, "customer_name" = ?, "customer_address" = ?, "contact_name" = ?, "contact_email" = ?, "signature_kind" = ?, "signatory_name" = ?, "signatory_title" = ?, "signed_on" = ?, "signed_by" = ?, "signed_at" = ?, "file_name" = ?, "file_kind" = ?, "file_sha256" = ?, "file_bytes" = ?, "handed_over_to" = ?, "is_accepted" = ?, "answer_text" = ?, "answer_name" = ?, "answered_by" = ?, "answered_at" = ?, "answered_on" = ?, "answer_file_name" = ?, "answer_file_kind" = ?, "answer_file_sha256" = ?, "answer_file_bytes" = ?, "created_at" = ?
  where "id" = ?
  and "order_id" = ?
  and "partner_id" = ?;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);
update "installation_order"
  set "state" = $1, "held_at" = $2, "has_unknown" = $3, "handed_over_at" = $4, "changed_at" = $5, "done_at" = $6, "version" = $7
  where "id" = $8
  and "partner_id" = $9
  and "version" = $10;
insert into "license_verification" ("id", "order_id", "partner_id", "number", "is_supplement", "state", "proof", "language", "customer_name", "customer_address", "contact_name", "contact_email", "signature_kind", "signatory_name", "signatory_title", "signed_on", "signed_by", "signed_at", "file_name", "file_kind", "file_sha256", "file_bytes", "handed_over_to", "is_accepted", "answer_text", "answer_name", "answered_by", "answered_at", "answered_on", "answer_file_name", "answer_file_kind", "answer_file_sha256", "answer_file_bytes", "created_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34);
update "license_verification"
  set "number" = $1, "is_supplement" = $2, "state" = $3, "proof" = $4, "language" = $5, "customer_name" = $6, "customer_address" = $7, "contact_name" = $8, "contact_email" = $9, "signature_kind" = $10, "signatory_name" = $11, "signatory_title" = $12, "signed_on" = $13, "signed_by" = $14, "signed_at" = $15, "file_name" = $16, "file_kind" = $17, "file_sha256" = $18, "file_bytes" = $19, "handed_over_to" = $20, "is_accepted" = $21, "answer_text" = $22, "answer_name" = $23, "answered_by" = $24, "answered_at" = $25, "answered_on" = $26, "answer_file_name" = $27, "answer_file_kind" = $28, "answer_file_sha256" = $29, "answer_file_bytes" = $30, "created_at" = $31
  where "id" = $32
  and "order_id" = $33
  and "partner_id" = $34;

-- insertImagingRecord
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update "installation_order"
  set "state" = ?, "held_at" = ?, "has_unknown" = ?, "handed_over_at" = ?, "changed_at" = ?, "done_at" = ?, "version" = ?
  where "id" = ?
  and "partner_id" = ?
  and "version" = ?;
insert into "license_verification" ("id", "order_id", "partner_id", "number", "is_supplement", "state", "proof", "language", "customer_name", "customer_address", "contact_name", "contact_email", "signature_kind", "signatory_name", "signatory_title", "signed_on", "signed_by", "signed_at", "file_name", "file_kind", "file_sha256", "file_bytes", "handed_over_to", "is_accepted", "answer_text", "answer_name", "answered_by", "answered_at", "answered_on", "answer_file_name", "answer_file_kind", "answer_file_sha256", "answer_file_bytes", "created_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update "license_verification"
  set "number" = ?, "is_supplement" = ?, "state" = ?, "proof" = ?, "language" = ?, "customer_name" = ?, "customer_address" = ?, "contact_name" = ?, "contact_email" = ?, "signature_kind" = ?, "signatory_name" = ?, "signatory_title" = ?, "signed_on" = ?, "signed_by" = ?, "signed_at" = ?, "file_name" = ?, "file_kind" = ?, "file_sha256" = ?, "file_bytes" = ?, "handed_over_to" = ?, "is_accepted" = ?, "answer_text" = ?, "answer_name" = ?, "answered_by" = ?, "answered_at" = ?, "answered_on" = ?, "answer_file_name" = ?, "answer_file_kind" = ?, "answer_file_sha256" = ?, "answer_file_bytes" = ?, "created_at" = ?
  where "id" = ?
  and "order_id" = ?
  and "partner_id" = ?;
insert into "imaging_record" ("id", "order_id", "partner_id", "device_id", "verification_id", "image", "is_base_kept", "started_at", "finished_at", "recorded_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);
update "installation_order"
  set "state" = $1, "held_at" = $2, "has_unknown" = $3, "handed_over_at" = $4, "changed_at" = $5, "done_at" = $6, "version" = $7
  where "id" = $8
  and "partner_id" = $9
  and "version" = $10;
insert into "license_verification" ("id", "order_id", "partner_id", "number", "is_supplement", "state", "proof", "language", "customer_name", "customer_address", "contact_name", "contact_email", "signature_kind", "signatory_name", "signatory_title", "signed_on", "signed_by", "signed_at", "file_name", "file_kind", "file_sha256", "file_bytes", "handed_over_to", "is_accepted", "answer_text", "answer_name", "answered_by", "answered_at", "answered_on", "answer_file_name", "answer_file_kind", "answer_file_sha256", "answer_file_bytes", "created_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34);
update "license_verification"
  set "number" = $1, "is_supplement" = $2, "state" = $3, "proof" = $4, "language" = $5, "customer_name" = $6, "customer_address" = $7, "contact_name" = $8, "contact_email" = $9, "signature_kind" = $10, "signatory_name" = $11, "signatory_title" = $12, "signed_on" = $13, "signed_by" = $14, "signed_at" = $15, "file_name" = $16, "file_kind" = $17, "file_sha256" = $18, "file_bytes" = $19, "handed_over_to" = $20, "is_accepted" = $21, "answer_text" = $22, "answer_name" = $23, "answered_by" = $24, "answered_at" = $25, "answered_on" = $26, "answer_file_name" = $27, "answer_file_kind" = $28, "answer_file_sha256" = $29, "answer_file_bytes" = $30, "created_at" = $31
  where "id" = $32
  and "order_id" = $33
  and "partner_id" = $34;
insert into "imaging_record" ("id", "order_id", "partner_id", "device_id", "verification_id", "image", "is_base_kept", "started_at", "finished_at", "recorded_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- finishImagingRecord
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update "installation_order"
  set "state" = ?, "held_at" = ?, "has_unknown" = ?, "handed_over_at" = ?, "changed_at" = ?, "done_at" = ?, "version" = ?
  where "id" = ?
  and "partner_id" = ?
  and "version" = ?;
insert into "license_verification" ("id", "order_id", "partner_id", "number", "is_supplement", "state", "proof", "language", "customer_name", "customer_address", "contact_name", "contact_email", "signature_kind", "signatory_name", "signatory_title", "signed_on", "signed_by", "signed_at", "file_name", "file_kind", "file_sha256", "file_bytes", "handed_over_to", "is_accepted", "answer_text", "answer_name", "answered_by", "answered_at", "answered_on", "answer_file_name", "answer_file_kind", "answer_file_sha256", "answer_file_bytes", "created_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update "license_verification"
  set "number" = ?, "is_supplement" = ?, "state" = ?, "proof" = ?, "language" = ?, "customer_name" = ?, "customer_address" = ?, "contact_name" = ?, "contact_email" = ?, "signature_kind" = ?, "signatory_name" = ?, "signatory_title" = ?, "signed_on" = ?, "signed_by" = ?, "signed_at" = ?, "file_name" = ?, "file_kind" = ?, "file_sha256" = ?, "file_bytes" = ?, "handed_over_to" = ?, "is_accepted" = ?, "answer_text" = ?, "answer_name" = ?, "answered_by" = ?, "answered_at" = ?, "answered_on" = ?, "answer_file_name" = ?, "answer_file_kind" = ?, "answer_file_sha256" = ?, "answer_file_bytes" = ?, "created_at" = ?
  where "id" = ?
  and "order_id" = ?
  and "partner_id" = ?;
update "imaging_record"
  set "finished_at" = ?
  where "id" = ?
  and "partner_id" = ?
  and "finished_at" is null;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);
update "installation_order"
  set "state" = $1, "held_at" = $2, "has_unknown" = $3, "handed_over_at" = $4, "changed_at" = $5, "done_at" = $6, "version" = $7
  where "id" = $8
  and "partner_id" = $9
  and "version" = $10;
insert into "license_verification" ("id", "order_id", "partner_id", "number", "is_supplement", "state", "proof", "language", "customer_name", "customer_address", "contact_name", "contact_email", "signature_kind", "signatory_name", "signatory_title", "signed_on", "signed_by", "signed_at", "file_name", "file_kind", "file_sha256", "file_bytes", "handed_over_to", "is_accepted", "answer_text", "answer_name", "answered_by", "answered_at", "answered_on", "answer_file_name", "answer_file_kind", "answer_file_sha256", "answer_file_bytes", "created_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34);
update "license_verification"
  set "number" = $1, "is_supplement" = $2, "state" = $3, "proof" = $4, "language" = $5, "customer_name" = $6, "customer_address" = $7, "contact_name" = $8, "contact_email" = $9, "signature_kind" = $10, "signatory_name" = $11, "signatory_title" = $12, "signed_on" = $13, "signed_by" = $14, "signed_at" = $15, "file_name" = $16, "file_kind" = $17, "file_sha256" = $18, "file_bytes" = $19, "handed_over_to" = $20, "is_accepted" = $21, "answer_text" = $22, "answer_name" = $23, "answered_by" = $24, "answered_at" = $25, "answered_on" = $26, "answer_file_name" = $27, "answer_file_kind" = $28, "answer_file_sha256" = $29, "answer_file_bytes" = $30, "created_at" = $31
  where "id" = $32
  and "order_id" = $33
  and "partner_id" = $34;
update "imaging_record"
  set "finished_at" = $1
  where "id" = $2
  and "partner_id" = $3
  and "finished_at" is null;

-- listImagingRecords
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select *
  from "imaging_record"
  where "order_id" = ?
  and "partner_id" = ?
  order by "started_at", "id"
  limit 20000;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);
select *
  from "imaging_record"
  where "order_id" = $1
  and "partner_id" = $2
  order by "started_at", "id"
  limit 20000;

-- insertInvestigation
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "license_investigation" ("id", "order_id", "partner_id", "device_id", "reason", "opened_at", "opened_by", "lifted_at", "lifted_by", "lift_reason")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);
insert into "license_investigation" ("id", "order_id", "partner_id", "device_id", "reason", "opened_at", "opened_by", "lifted_at", "lifted_by", "lift_reason")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- liftInvestigation
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
update "license_investigation"
  set "lifted_at" = ?, "lifted_by" = ?, "lift_reason" = ?
  where "order_id" = ?
  and "partner_id" = ?
  and "lifted_at" is null;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);
update "license_investigation"
  set "lifted_at" = $1, "lifted_by" = $2, "lift_reason" = $3
  where "order_id" = $4
  and "partner_id" = $5
  and "lifted_at" is null;

-- listInvestigations
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select *
  from "license_investigation"
  where "order_id" = ?
  and "partner_id" = ?
  order by "opened_at", "id"
  limit 200;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);
select *
  from "license_investigation"
  where "order_id" = $1
  and "partner_id" = $2
  order by "opened_at", "id"
  limit 200;

-- insertEvidenceExport
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "evidence_export" ("id", "order_id", "partner_id", "reason", "sha256", "exported_at", "exported_by")
  values (?, ?, ?, ?, ?, ?, ?);
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);
insert into "evidence_export" ("id", "order_id", "partner_id", "reason", "sha256", "exported_at", "exported_by")
  values ($1, $2, $3, $4, $5, $6, $7);

-- listEvidenceExports
-- sqlite
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select *
  from "evidence_export"
  where "order_id" = ?
  and "partner_id" = ?
  order by "exported_at" desc, "id" desc
  limit 200;
-- postgres
insert into "agreement" ("id", "partner_id", "customer_id", "number", "programme", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict ("partner_id", "number") do nothing;
insert into "enrollment" ("id", "agreement_id", "partner_id", "customer_id", "number", "organization_name", "organization_key", "programme", "starts_on", "ends_on", "predecessor_id", "created_at", "created_by")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict ("partner_id", "number") do nothing;
insert into "installer" ("id", "kind", "name", "address", "partner_id", "return_address", "return_instructions", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "installation_order" ("id", "partner_id", "customer_id", "state", "held_at", "enrollment_id", "agreement_number", "enrollment_number", "programme", "situation", "target", "product_language", "installer_id", "has_unknown", "handed_over_at", "created_at", "created_by", "changed_at", "done_at", "version")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);
select *
  from "evidence_export"
  where "order_id" = $1
  and "partner_id" = $2
  order by "exported_at" desc, "id" desc
  limit 200;
