import type { ExactInstantText, InstantText } from "#app/views/format.ts";

type MomentProps = {
  readonly instant: InstantText | ExactInstantText;
  /** To the second, for ends that are exact. */
  readonly isExact?: boolean | undefined;
  /** With the time in UTC beside it, where it differs: for deadlines and for whatever money hangs on. */
  readonly withUtc?: boolean | undefined;
};

/** A moment in the reader's zone, and in UTC where asked for. */
export function Moment({ instant, isExact = false, withUtc = false }: MomentProps) {
  const exact = isExact && "exact" in instant ? instant : null;
  const local = exact?.exact ?? instant.local;
  const utc = exact?.exactUtc ?? instant.utc;
  return (
    <>
      <time dateTime={instant.iso} title={utc}>
        {local}
      </time>
      {withUtc && local !== utc ? <span className="text-ink-muted"> ({utc})</span> : null}
    </>
  );
}
