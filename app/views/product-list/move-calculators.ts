import { checkAddOn, checkFromSa } from "#app/domain/licensing/product-list/add-ons.ts";
import {
  checkStepUp,
  checkTransition,
  orderProgrammes,
  type OrderProgramme,
  targetsOf,
} from "#app/domain/licensing/product-list/calculators.ts";
import { convertedLicences, convertLicences } from "#app/domain/licensing/product-list/online-terms.ts";
import {
  boxField,
  type Calculator,
  codeField,
  countOf,
  dayField,
  dayOf,
  numberField,
  printedField,
  rowsOfKind,
  say,
  setOf,
  setText,
  type Wish,
} from "./calculator-inputs.ts";

/** Calculators for a move from what is owned to something else. */

const isOn = (wish: Wish, name: string) => wish[name] === "on";
const programmeOf = (wish: Wish): OrderProgramme =>
  orderProgrammes.find((one) => one === wish["programme"]) ?? orderProgrammes[0];

export const transition: Calculator = {
  fields: (wish, { rows }) => {
    const listed = rowsOfKind(rows, "transition");
    const owned = listed.map(({ row }) => setText(row.from));
    const targets = listed.flatMap(({ row }) => row.options.flatMap(targetsOf));
    return [
      printedField(wish, "owned", owned),
      printedField(wish, "target", targets),
      codeField(wish, "programme", orderProgrammes),
      codeField(wish, "paid", ["in-full", "in-parts"]),
      codeField(wish, "when", ["anniversary", "other"]),
    ];
  },
  answer: (wish, { rows }) => {
    const answer = checkTransition(
      { owned: setOf(wish["owned"] ?? ""), target: wish["target"] ?? "", programme: programmeOf(wish) },
      rowsOfKind(rows, "transition"),
      rowsOfKind(rows, "bridge"),
    );
    const { rule } = answer;
    if (!answer.isValid) return [say("danger", `transition-${answer.reason}`, { rule })];
    if (!answer.needsBridge) return [say("success", "transition-valid", { rule, line: answer.line })];
    const isNow = wish["when"] !== "other";
    return [
      say(isNow ? "success" : "danger", isNow ? "transition-bridge" : "transition-not-now", {
        rule,
        line: answer.line,
      }),
      ...answer.bridges.map(({ row, line }) =>
        say("info", "bridge", { facts: { bridge: row.bridge }, rule: "R29", line }),
      ),
      say("info", wish["paid"] === "in-parts" ? "bridge-after-payment" : "bridge-without-licence", { rule: "R29" }),
    ];
  },
};

export const fromSa: Calculator = {
  fields: (wish, { rows, today }) => {
    const listed = rowsOfKind(rows, "from-sa");
    return [
      printedField(
        wish,
        "owned",
        listed.map(({ row }) => setText(row.from)),
      ),
      printedField(
        wish,
        "target",
        listed.map(({ row }) => row.to),
      ),
      codeField(wish, "programme", orderProgrammes),
      codeField(wish, "basis", ["perpetual", "subscription"]),
      boxField(wish, "paidInFull"),
      boxField(wish, "activeSa"),
      dayField(wish, "subscribedOn", today),
      dayField(wish, "orderedOn", today),
      codeField(wish, "when", ["anniversary", "new-term", "other"]),
      boxField(wish, "otherSuite"),
    ];
  },
  answer: (wish, { rows }) => {
    const [subscribedOn, orderedOn] = [dayOf(wish, "subscribedOn"), dayOf(wish, "orderedOn")];
    if (subscribedOn === undefined || orderedOn === undefined) return [say("danger", "day-wrong")];
    const when = wish["when"] === "other" || wish["when"] === "new-term" ? wish["when"] : "anniversary";
    const answer = checkFromSa(
      {
        owned: setOf(wish["owned"] ?? ""),
        target: wish["target"] ?? "",
        programme: programmeOf(wish),
        basis: wish["basis"] === "subscription" ? "subscription" : "perpetual",
        subscribedOn,
        orderedOn,
        isPaidInFull: isOn(wish, "paidInFull"),
        hasActiveSa: isOn(wish, "activeSa"),
        when,
        hasOtherSuite: isOn(wish, "otherSuite"),
      },
      rowsOfKind(rows, "from-sa"),
    );
    const { reason, rule, line, bridge, oldEnoughOn } = answer;
    if (reason !== null) {
      const facts = { oldEnoughOn: oldEnoughOn?.toString() ?? "" };
      return [say("danger", `from-sa-${reason}`, { facts, rule, line })];
    }
    return [
      say("success", "from-sa-valid", { rule, line }),
      ...(bridge === null ? [] : [say("info", "from-sa-bridge", { facts: { bridge }, rule, line })]),
    ];
  },
};

export const addOn: Calculator = {
  fields: (wish, { rows }) => {
    const listed = rowsOfKind(rows, "add-on");
    return [
      printedField(
        wish,
        "owned",
        listed.flatMap(({ row }) => row.qualifying.map(setText)),
      ),
      printedField(
        wish,
        "addOn",
        listed.flatMap(({ row }) => row.addOns.map(({ name }) => name)),
      ),
      codeField(wish, "programme", orderProgrammes),
      numberField(wish, "licences", "1"),
      numberField(wish, "wanted", "1"),
      boxField(wish, "activeSa"),
    ];
  },
  answer: (wish, { rows }) => {
    const wanted = countOf(wish, "wanted");
    const answer = checkAddOn(
      {
        owned: setOf(wish["owned"] ?? ""),
        addOn: wish["addOn"] ?? "",
        programme: programmeOf(wish),
        licences: countOf(wish, "licences"),
        wanted,
        hasActiveSa: isOn(wish, "activeSa"),
      },
      rowsOfKind(rows, "add-on"),
    );
    const { reason, most, rule, line } = answer;
    const rest = { facts: { wanted, most: most ?? 0 }, rule, line };
    if (reason !== null) return [say("danger", `add-on-${reason}`, rest)];
    return [
      say("success", most === null ? "add-on-unlimited" : "add-on-valid", rest),
      ...(answer.isGovernmentOnly ? [say("info", "add-on-government", { rule, line })] : []),
    ];
  },
};

export const stepUp: Calculator = {
  fields: (wish, { rows }) => {
    const listed = rowsOfKind(rows, "step-up");
    return [
      printedField(wish, "from", listed.flatMap(({ row }) => row.from ?? []).toSorted()),
      printedField(wish, "to", listed.map(({ row }) => row.to).toSorted()),
      codeField(wish, "programme", orderProgrammes),
      boxField(wish, "activeSa"),
      boxField(wish, "sameAgreement"),
    ];
  },
  answer: (wish, { rows }) => {
    const answer = checkStepUp(
      {
        from: wish["from"] ?? "",
        to: wish["to"] ?? "",
        programme: programmeOf(wish),
        hasActiveSa: isOn(wish, "activeSa"),
        isSameAgreement: isOn(wish, "sameAgreement"),
      },
      rowsOfKind(rows, "step-up"),
    );
    const { rule } = answer;
    if (answer.isValid) return [say("success", "step-up-valid", { rule, line: answer.line })];
    const no = say("danger", `step-up-${answer.reason}`, { rule });
    return answer.path.length === 0
      ? [no]
      : [no, say("info", "step-up-path", { facts: { path: answer.path.join(" → ") } })];
  },
};

export const conversion: Calculator = {
  fields: (wish) => [codeField(wish, "licence", convertedLicences), numberField(wish, "quantity", "1")],
  answer: (wish) => {
    const licence = convertedLicences.find((one) => one === wish["licence"]) ?? "cis-standard";
    const { converted, remainder, rule } = convertLicences(licence, countOf(wish, "quantity"));
    const rest = { facts: { converted, remainder }, rule };
    return [say("success", remainder === 0 ? "converted" : "converted-rest", rest)];
  },
};
