import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";
import { refuseOverlappingPeriods } from "../dialects/overlap-guard.ts";

/**
 * Finding products by their words, prices by their product, and price lists on their way in.
 *
 * A list is read into a draft, row by row and in short transactions; the import itself then is a handful of statements
 * that move the draft into the prices, all or nothing. So a long list neither holds the one write lock of SQLite for
 * long, nor has to be uploaded again between the look at it and the import, whichever process serves the second request.
 *
 * `availability` refuses two prices of one offer at one instant by itself.
 */
const tables = `
create table product_word (
  word text not null,
  product_id text not null references product (id),
  primary key (word, product_id)
);
create index product_word_by_product on product_word (product_id, word);

create index product_by_title on product (title, id);

create index availability_by_product on availability
  (product_id, sku_id, market, segment, coalesce(term_duration, ''), billing_plan, effective_from_at);

create index price_list_by_sha256 on price_list (sha256, imported_at);

create table price_list_draft (
  id text primary key,
  status text not null check (status in ('reading', 'comparing', 'checked', 'imported', 'failed')),
  file_name text not null,
  sha256 text,
  bytes_total integer,
  bytes_read integer not null,
  lines_read integer not null,
  good_rows integer not null,
  compared_rows integer not null,
  refused_lines integer not null,
  refusals integer not null,
  added integer not null,
  changed integer not null,
  ended integer not null,
  unchanged integer not null,
  offers_losing_price integer not null,
  lists_before integer,
  price_list_id text references price_list (id),
  uploaded_by text references user_account (id),
  uploaded_at integer not null,
  last_progress_at integer not null
);
create index price_list_draft_by_time on price_list_draft (uploaded_at, id);

create table price_list_draft_row (
  draft_id text not null references price_list_draft (id),
  line integer not null check (line >= 1),
  offer text not null,
  product_id text not null,
  sku_id text not null,
  market text not null,
  segment text not null,
  term_duration text,
  billing_plan text not null,
  unit_price_minor integer not null,
  retail_price_minor integer,
  currency text not null,
  effective_from_at integer not null,
  effective_until_at integer not null,
  primary key (draft_id, line)
);
create index price_list_draft_row_by_offer on price_list_draft_row (draft_id, offer, line);

create table price_list_draft_change (
  draft_id text not null references price_list_draft (id),
  availability_id text not null,
  kind text not null check (kind in ('added', 'changed', 'ended', 'superseded')),
  line integer,
  effective_until_at integer not null,
  primary key (draft_id, availability_id),
  check ((kind = 'superseded') = (line is null))
);

create table price_list_draft_refusal (
  draft_id text not null references price_list_draft (id),
  ordinal integer not null,
  line integer not null,
  column_number integer,
  code text not null,
  value text,
  facts_json text not null,
  primary key (draft_id, ordinal)
);
create index price_list_draft_refusal_by_line on price_list_draft_refusal (draft_id, line, ordinal);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
  await refuseOverlappingPeriods(db, {
    table: "availability",
    same: ["market", "product_id", "sku_id", "segment", "term_duration", "billing_plan"],
    nullable: ["term_duration"],
    from: "effective_from_at",
    until: "effective_until_at",
  });
}
