import { type ApiSection, ok } from "../operation.ts";
import { answer, instant, ref, request, said, text } from "../schema.ts";

export const sandboxSection: ApiSection = {
  id: "sandbox",
  title: "Sandbox",
  description: "An addition of ours, for sandboxes alone: there is a clock to move, and a demo to go back to.",
  operations: [
    {
      id: "readClock",
      method: "get",
      path: "/v1/sandbox/clock",
      summary: "Read the sandbox's clock",
      caller: "both",
      access: "any-partner-role",
      answer: ok(ref("SandboxClock"), "The clock."),
      errors: ["400/900127"],
    },
    {
      id: "moveClock",
      method: "post",
      path: "/v1/sandbox/clock",
      summary: "Move the sandbox's clock forward",
      description:
        "Runs what falls due on the way, renewals, charges and invoices, and answers when all of it is done.",
      caller: "both",
      access: "any-partner-role",
      body: {
        schema: request({ now: said(text, "In any of the forms of dates.", "2026-12-01T00:00:00Z") }),
        isRequired: true,
      },
      answer: ok(ref("SandboxClock"), "The clock as it is now."),
      errors: ["400/900127", "400/3000", "409/800082"],
    },
    {
      id: "resetSandbox",
      method: "post",
      path: "/v1/sandbox/reset",
      summary: "Go back to the demo",
      caller: "both",
      access: "any-partner-role",
      answer: ok(ref("SandboxClock"), "The clock of the demo."),
      errors: ["400/900127", "400/900141"],
    },
  ],
  schemas: { SandboxClock: answer({ now: instant }) },
};
