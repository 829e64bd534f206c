import { useLocation } from "@remix-run/react";
import { useRef } from "react";
import { Notice } from "#app/ui/notice.tsx";
import type { FrameData } from "./frame-data.ts";

/** Says what was just done, on the page that follows and on no other. */
export function FlashNotice({ notice }: { readonly notice: FrameData["notice"] }) {
  const { key } = useLocation();
  const seenAt = useRef<{ id: string; locationKey: string } | null>(null);
  if (notice === undefined) return null;
  if (seenAt.current?.id !== notice.id) seenAt.current = { id: notice.id, locationKey: key };
  if (seenAt.current.locationKey !== key) return null;
  return (
    <Notice tone={notice.tone} title={notice.title} isAnnounced>
      {notice.text}
    </Notice>
  );
}
