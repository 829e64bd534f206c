/**
 * Loaded into each child before its own file: a parent that was killed outright cannot stop its children,
 * so they stop themselves when the channel to it closes. Otherwise the port and the jobs would stay taken by
 * processes that nobody sees.
 */
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
// Listening holds the channel open; on its own it is no reason to stay.
process.channel?.unref();
