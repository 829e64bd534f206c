import type { OpenOptions } from "#db/client.ts";

/**
 * How the jobs open the database. On SQLite their commits are not forced to the disk one by one (`normal`): a power cut
 * can take the last of them, whole, and what it takes is due again at the next start. Nothing else is at stake, because
 * any later commit of a page, or of whatever sends mail, forces everything before it to the disk as well.
 */
export const jobsConnection: OpenOptions = { poolMax: 4, synchronous: "normal" };
