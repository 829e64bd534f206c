import { Badge, type Tone } from "#app/ui/badge.tsx";

const tones: Readonly<Record<string, Tone>> = {
  GET: "info",
  HEAD: "info",
  POST: "success",
  PUT: "warning",
  PATCH: "warning",
  DELETE: "danger",
};

/** The method of a call; the word says it, the colour repeats it. */
export function MethodBadge({ method }: { readonly method: string }) {
  return (
    <Badge tone={tones[method] ?? "neutral"}>
      <span className="font-mono" translate="no">
        {method}
      </span>
    </Badge>
  );
}
