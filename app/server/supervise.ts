import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A process of the portal: what it is called in messages, and the file it runs. */
export type ProcessSpec = { readonly name: string; readonly file: URL };

/** The two processes of the portal, so that a long run of a job never stalls a page. */
export const portalProcesses: readonly [web: ProcessSpec, jobs: ProcessSpec] = [
  { name: "web", file: new URL("./main.ts", import.meta.url) },
  { name: "jobs", file: new URL("../../jobs/main.ts", import.meta.url) },
];

export type SuperviseOptions = {
  readonly environment: NodeJS.ProcessEnv;
  /** Where the children's standard output goes; `stderr` keeps this process's own standard output for itself. */
  readonly output: "stdout" | "stderr";
  /** How long a child may take to stop before it is killed, in milliseconds. */
  readonly graceMs: number;
  /** Says what happened, one line each. */
  readonly say: (line: string) => void;
};

export type Supervised = {
  /** Asks all to stop; what does not within the grace is killed. */
  readonly stop: () => void;
  /** Resolves when all have ended: 0 after `stop`, another code when one ended by itself. */
  readonly ended: Promise<number>;
  /** The address a child listens on; rejects when one ends before. */
  readonly listening: Promise<string>;
};

/**
 * Starts processes that only make sense together. Nothing is restarted: when one ends by itself, that is said,
 * the others are stopped, and whoever supervises this process (systemd, a container) starts all of them again.
 */
export function supervise(specs: readonly ProcessSpec[], options: SuperviseOptions): Supervised {
  const { say } = options;
  const output = options.output === "stdout" ? 1 : 2;
  const endWithParent = new URL("./end-with-parent.ts", import.meta.url).href;
  const running = new Map<ChildProcess, string>();
  let exitCode = 0;
  let isStopping = false;
  let hurry: NodeJS.Timeout | undefined;

  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    for (const child of running.keys()) child.kill("SIGTERM");
    hurry = setTimeout(() => {
      exitCode ||= 1;
      for (const [child, name] of running) {
        say(`${name} did not stop within ${options.graceMs / 1000} s and is killed.`);
        child.kill("SIGKILL");
      }
    }, options.graceMs);
  };

  let isListening: (url: string) => void = () => {};
  let isLost: (error: Error) => void = () => {};
  const listening = new Promise<string>((resolve, reject) => {
    isListening = resolve;
    isLost = reject;
  });
  // Whoever does not ask for the address must not be ended by its absence.
  listening.catch(() => {});

  const ended = new Promise<number>((resolve) => {
    const gone = (child: ChildProcess, name: string, how: string, code: number | null) => {
      if (!running.delete(child)) return;
      if (!isStopping) {
        exitCode = code === null || code === 0 ? 1 : code;
        say(`${name} ended by itself (${how}); stopping the rest.`);
      } else if (exitCode === 0 && code !== null) {
        // A child that was asked to stop before it could listen for it ends by the signal, which is as good as 0.
        exitCode = code;
      }
      isLost(new Error(`${name} ended (${how})`));
      if (running.size > 0) return stop();
      clearTimeout(hurry);
      resolve(exitCode);
    };
    for (const { name, file } of specs) {
      const child = fork(fileURLToPath(file), {
        env: options.environment,
        execArgv: ["--import", "tsx", "--import", endWithParent],
        stdio: ["ignore", output, 2, "ipc"],
      });
      running.set(child, name);
      child.on("message", (message) => {
        if (isListeningMessage(message)) isListening(message.listening);
      });
      child.once("error", (error) => gone(child, name, error.message, null));
      child.once("exit", (code, signal) => gone(child, name, signal ?? `exit code ${code}`, code));
    }
  });
  return { stop, ended, listening };
}

/** The web process says where it listens as soon as it does. */
function isListeningMessage(message: unknown): message is { listening: string } {
  return (
    typeof message === "object" && message !== null && "listening" in message && typeof message.listening === "string"
  );
}

const parentAskedEveryMs = 500;

/** Stops what is supervised on Ctrl-C and SIGTERM, and ends this process with its code once all have stopped. */
export async function superviseUntilEnd(supervised: Supervised): Promise<never> {
  process.on("SIGTERM", supervised.stop);
  process.on("SIGINT", supervised.stop);
  if (process.env["npm_lifecycle_event"] !== undefined) stopWithParent(supervised.stop);
  process.exit(await supervised.ended);
}

/**
 * npm starts a script in a shell and passes SIGTERM on to that shell alone, which ends without a word to this process.
 * So the end of the shell is taken for the signal.
 */
function stopWithParent(stop: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, parentAskedEveryMs).unref();
}
