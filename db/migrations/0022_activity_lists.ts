import { type Kysely, sql } from "kysely";

/**
 * Lists of the log. Every list is put together from one stretch per action, each read from the end of an index in its
 * order and left at the limit of the page: what a page costs does not depend on how long the log is, whatever is
 * filtered. An index that began with the time alone could not say that of a filter that few lines fit.
 */
const statements = [
  `drop index activity_by_partner`,
  `create index activity_of_partner on activity (coalesce(partner_id, ''), action, at, id)`,
  `create index activity_of_action on activity (action, at, id)`,
  `create index activity_of_customer on activity (customer_id, action, at, id) where customer_id is not null`,
  `create index activity_of_user on activity (actor_user_id, action, at, id) where actor_user_id is not null`,
  `create index activity_of_user_for_customer on activity (customer_id, actor_user_id, action, at, id)
     where customer_id is not null and actor_user_id is not null`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
