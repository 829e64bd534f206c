/** How long a refresh token lives after it was used last, in hours. */
export const refreshLifeHours = 90 * 24;
