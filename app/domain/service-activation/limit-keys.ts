/**
 * Beginnings of the keys of notices that tell of a reservation after 25 hours and of an unanswered request after 24. What
 * was told is found by them, so that it is told once.
 */
export const lateReservationKey = "activation-late:reservation:";
export const lateRequestKey = "activation-late:request:";
