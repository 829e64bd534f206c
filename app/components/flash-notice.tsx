import { useLocation } from "@remix-run/react";
import { useState } from "react";
import { Notice } from "#app/ui/notice.tsx";
import type { FrameData } from "./frame-data.ts";

/** Says what was just done, on the page that follows and on no other. */
export function FlashNotice({ notice }: { readonly notice: NonNullable<FrameData["notice"]> }) {
  const { key } = useLocation();
  const [seen, setSeen] = useState({ id: notice.id, locationKey: key });
  if (seen.id !== notice.id) {
    setSeen({ id: notice.id, locationKey: key });
    return null;
  }
  if (seen.locationKey !== key) return null;
  return (
    <Notice tone={notice.tone} title={notice.title} isAnnounced>
      {notice.text}
    </Notice>
  );
}
