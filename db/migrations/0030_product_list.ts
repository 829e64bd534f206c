import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";
import { textSearchDdl } from "../dialects/text-search.ts";

/**
 * The product list of volume licensing: editions, each with all lines of its file, what was read of them, what changed
 * since the edition before, and what a search finds. Rows of tables keep their facts as JSON: they have fifteen shapes.
 */
const tables = `
create table product_list_edition (
  id text primary key,
  number integer not null unique check (number >= 1),
  title text not null,
  locale text not null,
  published text,
  published_inferred text,
  sha256 text not null unique,
  file_name text not null,
  line_count integer not null check (line_count >= 1),
  imported_at integer not null,
  imported_by text references user_account (id),
  first_passage integer not null,
  last_passage integer not null,
  facts_json text not null,
  figures_json text not null
);

create table product_list_line (
  edition_id text not null references product_list_edition (id),
  line integer not null check (line >= 1),
  kind text not null,
  text text not null,
  primary key (edition_id, line)
);

create table product_list_group (
  edition_id text not null references product_list_edition (id),
  group_key text not null,
  position integer not null,
  section text not null check (section in ('software', 'online-services')),
  name text,
  name_source text not null,
  line integer not null,
  line_end integer not null,
  has_block integer not null check (has_block in (0, 1)),
  pools text not null,
  facts_json text not null,
  primary key (edition_id, group_key),
  unique (edition_id, position)
);

create table product_list_row (
  edition_id text not null references product_list_edition (id),
  position integer not null,
  kind text not null,
  group_key text,
  line integer not null,
  line_end integer not null,
  facts_json text not null,
  primary key (edition_id, position),
  foreign key (edition_id, group_key) references product_list_group (edition_id, group_key)
);
create index product_list_row_by_kind on product_list_row (edition_id, kind, position);
create index product_list_row_by_group on product_list_row (edition_id, group_key, position);

create table product_list_change (
  edition_id text not null references product_list_edition (id),
  position integer not null,
  kind text not null check (kind in ('added', 'removed', 'changed', 'clarified')),
  origin text not null check (origin in ('printed', 'computed')),
  subject text not null,
  group_key text,
  part text not null,
  before_text text,
  after_text text,
  line integer not null,
  primary key (edition_id, position)
);

create table product_list_passage (
  id integer primary key,
  edition_id text not null references product_list_edition (id),
  kind text not null,
  rank integer not null,
  group_key text,
  line integer not null,
  text text not null,
  words text not null
);

create table product_list_word (
  edition_id text not null references product_list_edition (id),
  word text not null,
  primary key (edition_id, word)
);

create table product_list_draft (
  id text primary key,
  file_name text not null,
  sha256 text not null,
  document text not null,
  uploaded_at integer not null,
  uploaded_by text references user_account (id)
);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, tables)) await sql.raw(statement).execute(db);
  for (const statement of textSearchDdl(db)) await sql.raw(statement).execute(db);
}
