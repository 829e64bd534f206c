import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

/**
 * `npm start`: the web and the jobs as two processes, so that a long run never stalls a page.
 * If one of them ends, so does the other, and a supervisor starts both again.
 */
const environment = { ...process.env, NODE_ENV: process.env["NODE_ENV"] ?? "production" };
const children = ["./main.ts", "../../jobs/main.ts"].map((file) =>
  fork(fileURLToPath(new URL(file, import.meta.url)), { env: environment, execArgv: ["--import", "tsx"], stdio: "inherit" }),
);

let isStopping = false;
function stopAll(signal: NodeJS.Signals): void {
  isStopping = true;
  for (const child of children) if (isRunning(child)) child.kill(signal);
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

for (const child of children) {
  child.once("exit", (code) => {
    if (!isStopping) process.exitCode = code === 0 ? 1 : (code ?? 1);
    stopAll("SIGTERM");
  });
}
process.on("SIGTERM", () => stopAll("SIGTERM"));
process.on("SIGINT", () => stopAll("SIGINT"));
