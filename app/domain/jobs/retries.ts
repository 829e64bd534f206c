const minuteMs = 60_000;

/**
 * How long a subscription that failed is left alone, by the number of attempts so far: 5 minutes, half an hour,
 * 2 hours, 12 hours. Our choice: a fault that passes is over within minutes, one that stays is not worth a try a minute.
 */
export const retryDelaysMs = [5 * minuteMs, 30 * minuteMs, 120 * minuteMs, 720 * minuteMs] as const;

/** After this many failed attempts a subscription is parked with the reason `failing`, and someone has to look. */
export const attemptsMax = retryDelaysMs.length + 1;
