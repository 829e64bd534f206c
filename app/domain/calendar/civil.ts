/**
 * Calendar arithmetic on plain integers. A day is a number: days since 1970-01-01 (proleptic Gregorian).
 *
 * The renewal job asks for hundreds of thousands of days; whole numbers answer in nanoseconds what calendar
 * objects answer in microseconds. This is the one implementation: everything with a Temporal type on its
 * surface is built on it, and a test compares it with Temporal day by day.
 */

export const msPerDay = 86_400_000;
export const msPerHour = 3_600_000;

/** Days from 1970-01-01 to a civil date; years count from March, so that the leap day is the last of its year. */
export function epochDayOfCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The civil date of a day number; the inverse of `epochDayOfCivil`. */
export function civilOfEpochDay(epochDay: number): { year: number; month: number; day: number } {
  const z = epochDay + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * The day that lies a number of months after a civil date, on the same day of the month or, where the month is
 * shorter, on its last. Always counted from the date given, so that 31 Jan → 28 Feb → 31 Mar never drifts.
 */
export function epochDayAfterMonths(year: number, month: number, day: number, months: number): number {
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = index - targetYear * 12 + 1;
  return epochDayOfCivil(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)));
}
