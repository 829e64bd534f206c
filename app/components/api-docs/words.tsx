/** A description of the reference: English, with names of properties between backticks. */
export function Words({ text }: { readonly text: string }) {
  return (
    <span lang="en">
      {text.split("`").map((part, index) =>
        index % 2 === 0 ? (
          part
        ) : (
          // The parts of a text are always the same ones in the same order.
          // oxlint-disable-next-line react/no-array-index-key
          <code key={index} className="rounded-sm bg-sunken px-1 font-mono text-[0.9em] break-words" translate="no">
            {part}
          </code>
        ),
      )}
    </span>
  );
}
