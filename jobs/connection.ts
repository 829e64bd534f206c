import type { OpenOptions } from "#db/client.ts";

/**
 * How the jobs open the database. On SQLite their commits are not forced to the disk one by one (`normal`): a power cut
 * can take the last of them, whole, and what it takes is due again at the next start. Nothing else is at stake, because
 * any later commit of a page, or of whatever sends mail, forces everything before it to the disk as well.
 *
 * A long run changes the same pages of the indexes in every batch. With 160 MB of log instead of 32 they are copied
 * into the file a fifth as often: among 100,000 renewals a commit took half the time. They go through the book once, so
 * that a larger cache than 32 MiB holds little that is asked for again, and would take the process beyond 300 MB.
 */
export const jobsConnection: OpenOptions = {
  poolMax: 4,
  synchronous: "normal",
  checkpointPages: 40_000,
  cacheMib: 32,
};
