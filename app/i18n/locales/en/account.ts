/** Sign-in, sign-out and a person's own settings. */
export const account = {
  signIn: {
    title: "Sign in",
    intro: "Manage software subscriptions for your customers.",
    email: "E-mail address",
    password: "Password",
    showPassword: "Show password",
    submit: "Sign in",
    failed: "Sign-in failed",
    needed: "Sign in to continue.",
    notSent: "Nothing was sent: your session had ended.",
    notSentText: "Sign in to come back to the form.",
  },
  signOut: {
    done: "You are signed out.",
    everywhereTitle: "Sign out everywhere",
    everywhereText:
      "This ends all your sessions, on this device and on all others. Whoever else uses your account has to sign in again.",
    everywhereSubmit: "Sign out everywhere",
    everywhereDone: "You are signed out on all devices.",
  },
  preferences: {
    title: "Preferences",
    intro: "How the portal speaks to you and shows dates. They hold on every device you sign in on.",
    language: "Language",
    theme: "Theme",
    timeZone: "Time zone",
    timeZoneHint: "Dates and times are shown in this zone. Terms begin and end at 00:00 UTC, whatever you choose.",
    saved: "Your preferences are saved.",
    organization: "Organisation",
    email: "E-mail address",
    roles: "Roles",
    you: "Your account",
  },
};
