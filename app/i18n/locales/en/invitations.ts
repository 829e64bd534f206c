/** Inviting people, into the own organisation or into a customer, and accepting an invitation. */
export const invitations = {
  title: "Invite a user",
  intro:
    "The person gets a link to choose a password and is signed in with it. Until then there is no account, and nobody else learns the password.",
  titleOfCustomer: "Invite a person of {{customer}}",
  introOfCustomer:
    "The person sees what was bought for {{customer}}, with keys and downloads, and nothing else of your organisation. A global admin of the customer can invite colleagues without you.",
  doneTitle: "{{name}} is invited",
  another: "Invite another person",
  closedAlready: "The invitation was accepted or withdrawn already.",

  form: {
    nameHint: "As colleagues know the person.",
    emailHint: "The person signs in with it.",
    rolesHint: "They can be changed at any time.",
    language: "Language",
    submit: "Invite",
  },

  openTitle: "Open invitations",
  openIntro: "They wait to be accepted. A new link takes the place of one that was lost.",
  until: "Valid until",
  invitedAt: "Invited",
  invitedBy: "Invited by",
  facts: "Invitation",
  of: "Invitation of {{name}}",
  linkTitle: "The new link",
  state: { open: "Open", expired: "Expired", accepted: "Accepted", withdrawn: "Withdrawn" },
  closed: {
    acceptedTitle: "Accepted",
    acceptedText: "{{name}} has set a password and signed in. The account stands in the list of users.",
    withdrawnTitle: "Withdrawn",
    withdrawnText: "The link does not work any more. {{name}} can be invited again at any time.",
  },
  renew: {
    title: "New link",
    text: "Did the link get lost, or has it expired? A new one works for seven days and takes its place.",
    submit: "Make a new link",
  },
  withdraw: {
    title: "Withdraw",
    text: "The link that {{name}} has stops working at once. Nothing else is lost: there is no account yet.",
    submit: "Withdraw invitation",
    done: "The invitation of {{name}} is withdrawn.",
  },

  accept: {
    title: "Accept the invitation",
    intro: "{{organization}} invites you to this portal. Choose a password; you are signed in with it.",
    introOperator: "You are invited to run this portal. Choose a password; you are signed in with it.",
    you: "You",
    roles: "Your roles",
    submit: "Set password and sign in",
    done: "Welcome. Your password is set, and you are signed in.",
  },

  access: {
    tab: "Access",
    usersTitle: "People of the customer",
    usersIntro: "They see the customer's own software with keys and downloads, and nothing else of your organisation.",
    roleNote: "Roles are changed and accounts disabled by the customer's global admin.",
    invite: "Invite a person",
    empty: "Nobody of this customer can sign in yet",
    emptyText: "Invite a global admin of the customer, who then sees keys and downloads and invites colleagues.",
    noAdmin: "Nobody of this customer is global admin",
    noAdminText: "Without one nobody there sees keys or invites colleagues. Invite one.",
  },
};
