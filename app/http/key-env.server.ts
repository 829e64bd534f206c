import { z } from "zod";
import { EnvError, type EnvProblem } from "./env-error.ts";

/** The part of the environment that keys and downloads need. */
export type KeyEnv = {
  /** The master keys: a file that its owner alone can read, or the text itself. */
  readonly masterKeys: { readonly file: string } | { readonly text: string };
  /** Where download files are kept, or wait on their way to S3. */
  readonly downloadsFolder: string;
  /** Where they are kept instead of the folder. */
  readonly s3: S3Env | undefined;
};

export type S3Env = {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

/** Anybody can read this one here, so it protects nothing in production. */
export const sandboxMasterKey = "1:c2FuZGJveC1vbmx5OiBldmVyeWJvZHkga25vd3MgaXQ=";

const makeMasterKey = `node -e "console.log('1:' + require('node:crypto').randomBytes(32).toString('base64'))"`;

const remedies: Record<string, string> = {
  MASTER_KEYS_FILE: `Make one with: ${makeMasterKey} > master.keys && chmod 0400 master.keys, and set MASTER_KEYS_FILE to it.`,
  MASTER_KEYS: "Leave MASTER_KEYS out where MASTER_KEYS_FILE is set. The file is the better place.",
  DOWNLOADS_FOLDER:
    "Set DOWNLOADS_FOLDER to a folder with room for the download files, such as /var/lib/portal/downloads.",
  S3_ENDPOINT: "Set S3_ENDPOINT to the store's address, such as https://s3.eu-central-1.amazonaws.com.",
};
const s3Remedy =
  "Set S3_ENDPOINT, S3_REGION, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, or none of them to use the folder.";

const s3Names = ["S3_ENDPOINT", "S3_REGION", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] as const;

const text = z.preprocess((value) => (value === "" ? undefined : value), z.string().optional());
const schema = z.object({
  MASTER_KEYS_FILE: text,
  MASTER_KEYS: text,
  DOWNLOADS_FOLDER: text,
  S3_ENDPOINT: text,
  S3_REGION: text,
  S3_BUCKET: text,
  S3_ACCESS_KEY_ID: text,
  S3_SECRET_ACCESS_KEY: text,
});

type Variables = Readonly<Record<string, string | undefined>>;

/** What is wrong with the part of the environment that keys and downloads need; never its values, which are secrets. */
export function keyEnvProblems(variables: Variables, mode: "sandbox" | "production"): EnvProblem[] {
  const values = schema.parse(variables);
  const problems: EnvProblem[] = [];
  const add = (name: string, problem: string, remedy = remedies[name] ?? s3Remedy) =>
    problems.push({ name, problem, remedy });

  const { MASTER_KEYS_FILE: file, MASTER_KEYS: keys } = values;
  if (file !== undefined && keys !== undefined) add("MASTER_KEYS", "is set beside MASTER_KEYS_FILE");
  if (mode === "production") {
    if (file === undefined && keys === undefined) add("MASTER_KEYS_FILE", "is missing");
    if (keys?.includes(sandboxMasterKey.slice(2)) === true)
      add("MASTER_KEYS", "holds the sandbox's, which anybody can read in the source", remedies["MASTER_KEYS_FILE"]);
    if (values.DOWNLOADS_FOLDER === undefined) add("DOWNLOADS_FOLDER", "is missing");
  }
  const given = s3Names.filter((name) => values[name] !== undefined);
  if (given.length > 0)
    for (const name of s3Names)
      if (values[name] === undefined) add(name, "is missing, and others of S3 are set", s3Remedy);
  const endpoint = values.S3_ENDPOINT;
  if (endpoint !== undefined && !isStoreAddress(endpoint, mode)) add("S3_ENDPOINT", "is no https address");
  return problems;
}

/**
 * Reads and checks what keys and downloads need. Whether the master keys are any good shows when they are loaded.
 *
 * @throws EnvError with every problem at once, never the values: they are secrets
 */
export function readKeyEnv(variables: Variables, mode: "sandbox" | "production"): KeyEnv {
  const problems = keyEnvProblems(variables, mode);
  if (problems.length > 0) throw new EnvError(problems);
  const values = schema.parse(variables);
  const { MASTER_KEYS_FILE: file, MASTER_KEYS: keys } = values;
  return {
    masterKeys: file === undefined ? { text: keys ?? sandboxMasterKey } : { file },
    downloadsFolder: values.DOWNLOADS_FOLDER ?? "data/downloads",
    s3: values.S3_ENDPOINT === undefined ? undefined : s3Of(values),
  };
}

function s3Of(values: z.infer<typeof schema>): S3Env {
  return {
    endpoint: values.S3_ENDPOINT ?? "",
    region: values.S3_REGION ?? "",
    bucket: values.S3_BUCKET ?? "",
    accessKeyId: values.S3_ACCESS_KEY_ID ?? "",
    secretAccessKey: values.S3_SECRET_ACCESS_KEY ?? "",
  };
}

/** In production the files, and the signatures that fetch them, do not travel in the clear. */
function isStoreAddress(address: string, mode: "sandbox" | "production"): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, pathname, search } = new URL(address);
  return (protocol === "https:" || (protocol === "http:" && mode === "sandbox")) && pathname === "/" && search === "";
}
