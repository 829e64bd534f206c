import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The files that take a minute or so. Vitest goes by the length of a file, and these are short: one of them that begins
 * last keeps one core busy while the other waits.
 */
const long = [
  "jobs/crash",
  "jobs/invoices",
  "routes/pages",
  "routes/wrong-requests",
  "routes/wrong-forms",
  "routes/hostile-texts",
  "routes/tenancy",
  "routes/repeats",
  "routes/roles",
  "db/demo",
].map((name) => `/test/${name}.test.ts`);

/** Begins with the files that take long. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => long.some((end) => moduleId.endsWith(end));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
