import { type Kysely, sql } from "kysely";
import { portableDdl } from "../dialects/ddl.ts";

/**
 * What happened to a subscription, found by its customer first: a renewal run goes customer by customer, so that its
 * batch changes a few neighbouring pages of this index, where by subscription alone it changed one for each line.
 */
const changes = `
create index activity_of_subscription on activity (customer_id, subscription_id, at, id) where subscription_id is not null;
drop index activity_by_subscription;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of portableDdl(db, changes)) await sql.raw(statement).execute(db);
}
