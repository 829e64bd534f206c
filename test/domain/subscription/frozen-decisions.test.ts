import { describe, expect, it } from "vitest";
import { renewalPolicyVersion } from "#app/domain/policies.ts";
import { renewalDecisions } from "#test/vectors/vectors.ts";
import { replay } from "../support/replay.ts";

describe("renewals as they were decided", () => {
  it("are those of the present policy version", () => {
    expect(renewalDecisions.policyVersion).toBe(renewalPolicyVersion);
    expect(renewalDecisions.decisions.length).toBeGreaterThanOrEqual(17);
  });

  it.each(renewalDecisions.decisions)("come out the same again: $what", (decision) => {
    expect(replay(decision)).toEqual(decision.outcome);
  });
});
