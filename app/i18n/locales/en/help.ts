/** The rules of the trade in a few sentences each, with an example. */
export const help = {
  title: "Help",
  how: "How this works",
  inShort: "In short",
  exampleTitle: "An example, counted from today",
  exampleText: "Five licences. Dates and amounts are worked out by the portal itself, as it would for a purchase.",
  others: "Other rules",
  rule: {
    "cancellation-window": {
      title: "Cancelling a subscription",
      short:
        "For {{hours}} hours from the start of each term a subscription can be cancelled; then all of the term is owed.",
      p1: "The window opens with the purchase, and again with every renewal. At its last instant, to the second, it is closed; the page of the subscription shows it with date, time and zone.",
      p2: "What was charged is credited for the days that remain, the day of cancelling included. On the first day that is everything. The price of one unit is divided by the days and cut after the last digit, then multiplied by the quantity.",
      p3: "Red Hat and SUSE plans and Azure reservations cannot be cancelled in the portal; a support request can ask for it.",
      e1: "Bought at {{bought}} for {{paid}}, for a year and paid once.",
      e2: "It can be cancelled until {{closes}}.",
      e3: "Cancelled on {{cancelledOn}}, {{daysLeft}} of {{days}} days remain: {{refund}} are credited.",
    },
    "perpetual-cancellation": {
      title: "Cancelling perpetual software",
      short:
        "Until the end of the {{days}}th day after the day of purchase, perpetual software can be cancelled, and all of it is credited.",
      p1: "Days are counted in UTC: the whole last day still counts.",
      p2: "Each order has days of its own. Where a product stands on several orders, the order is chosen first.",
      p3: "An order above the operator's limit, or of a product that is marked so, is looked at by the operator: the page then offers a support request.",
      e1: "Bought on {{bought}}.",
      e2: "It can be cancelled through {{lastOn}}, to the end of that day in UTC.",
      e3: "The credit is what was paid, without a fee.",
    },
    "auto-renew": {
      title: "Auto-renew",
      short: "What was bought on or after {{since}} renews itself; switched off, it ends with its term.",
      p1: "It can be switched up to the end of the term. Switching it off removes what was scheduled for the next term, and switching it on again does not bring that back.",
      p2: "The next term costs what the price list of its first day says. Where the product is not offered any more, or the market is closed, it ends instead; the portal says so 30, 7 and 1 days before.",
      p3: "Charges of the present term stay due either way.",
      e1: "Bought on {{bought}} for a year: the last day of the term is {{endsOn}}.",
      e2: "With auto-renew on, the next term begins on {{renewsOn}}, and a window to cancel opens again.",
      e3: "With auto-renew off, it ends with {{endsOn}}, and nothing more is charged.",
    },
    "next-term": {
      title: "Changing the next term",
      short: "Duration, billing plan and quantity are changed with the next term; within a term they stay as they are.",
      p1: "What is scheduled can be changed or cleared until the term ends. It needs auto-renew to be on.",
      p2: "More within a term is another subscription. Less waits for the next term.",
      p3: "Only what the price list of the renewal day offers can be scheduled, in the same currency.",
      e1: "Until {{endsOn}} the term is charged as it is: {{before}} once.",
      e2: "Scheduled: a year, billed monthly, with another price.",
      e3: "From {{renewsOn}} on there are {{charges}} charges of {{after}}, {{total}} in all.",
    },
    "term-dates": {
      title: "How dates of terms are counted",
      short:
        "Ends are counted from the day of purchase, not from the last end, and never skip a month that is shorter.",
      p1: "A first term begins at the instant of the purchase; every other at 00:00 UTC of the day on which the one before ends.",
      p2: "Where a month has no such day, its last day is taken, and the month after that has the day of purchase again.",
      p3: "A renewal into another duration counts from its own first day on.",
      e1: "Bought on {{bought}}, month by month.",
      e2: "The last days of the first three terms are {{one}}, {{two}} and {{three}}.",
      e3: "The day before the 31st, or before the last day of a shorter month: no day is lost, and none is added.",
    },
  },
};
