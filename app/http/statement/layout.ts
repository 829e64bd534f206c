/**
 * Where things stand on a statement. Every row has a height that is known without its text, so that the pages can be
 * counted before the first one is drawn: "page 3 of 12" is written while page 3 is made.
 */

export const heights = { head: 44, tableHead: 22, customer: 30, line: 25, customerSum: 24 } as const;

/** The part of a page that rows stand in, in points. */
export type Room = {
  readonly top: number;
  readonly bottom: number;
  /** Height of what stands above the table on the first page. */
  readonly firstHead: number;
};

/** Counts through the rows of a statement and says where each stands, and when a page is full. */
export type Flow = {
  readonly page: number;
  /** Takes room for rows that stay together, and answers where they begin. */
  take(height: number): { readonly y: number; readonly isOnNewPage: boolean };
};

/** @param onPage told of every page but the first, before anything stands on it */
export function createFlow({ top, bottom, firstHead }: Room, onPage: (page: number) => void = () => {}): Flow {
  let page = 1;
  let next = top + firstHead + heights.tableHead;
  return {
    get page() {
      return page;
    },
    take(height) {
      const isOnNewPage = next + height > bottom;
      if (isOnNewPage) {
        page += 1;
        onPage(page);
        next = top + heights.head + heights.tableHead;
      }
      const y = next;
      next += height;
      return { y, isOnNewPage };
    },
  };
}

/** Where one line stands, and what stands with it. */
export type LinePlace = {
  readonly y: number;
  /** The customer's heading above it: with its first line, and again with the first line of a further page. */
  readonly heading: { readonly y: number; readonly isContinued: boolean } | null;
  /** The customer's sum below its last line; never alone on a page. */
  readonly sumY: number | null;
};

/** Takes room for line `index` of a customer who has `count` lines. */
export function placeLine(flow: Flow, index: number, count: number): LinePlace {
  const isFirst = index === 0;
  const withSum = index === count - 1 ? heights.customerSum : 0;
  const { y, isOnNewPage } = flow.take((isFirst ? heights.customer : 0) + heights.line + withSum);
  const isContinued = !isFirst && isOnNewPage;
  // On a further page the heading comes before the line, so that both move down by it.
  if (isContinued) flow.take(heights.customer);
  const lineY = y + (isFirst || isContinued ? heights.customer : 0);
  return {
    y: lineY,
    heading: isFirst || isContinued ? { y, isContinued } : null,
    sumY: withSum === 0 ? null : lineY + heights.line,
  };
}

/** Height of the sums at the end: lines, each tax, total. */
export function sumsHeight(taxes: number): number {
  return 66 + taxes * 16;
}

/** How many pages a statement has. */
export async function countPages(room: Room, lineCounts: AsyncIterable<number>, taxes: number): Promise<number> {
  const flow = createFlow(room);
  for await (const count of lineCounts) for (let index = 0; index < count; index++) placeLine(flow, index, count);
  flow.take(sumsHeight(taxes));
  return flow.page;
}
