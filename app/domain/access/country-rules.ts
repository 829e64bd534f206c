import { findMarket } from "../catalog/markets.ts";

/** What an address in a country has to look like. Regular expressions are as clients use them: anchored text. */
export type CountryRules = {
  readonly iso2: string;
  readonly states: readonly string[];
  readonly isPostalCodeRequired: boolean;
  readonly postalCodePattern: string;
  readonly phoneNumberPattern: string;
  readonly callingCodes: readonly string[];
  readonly isVatIdSupported: boolean;
  readonly vatIdPattern: string | null;
  /** Registration number and phone number have to be given. */
  readonly isRegistrationNumberRequired: boolean;
};

const split = (text: string) => text.split(" ");

const states: Readonly<Record<string, readonly string[]>> = {
  US: split(
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AA AE AP",
  ),
  CA: split("AB BC MB NB NL NT NS NU ON PE QC SK YT"),
  BR: split("AC AL AP AM BA CE DF ES GO MA MT MS MG PA PB PR PE PI RJ RN RS RO RR SC SP SE TO"),
};

/** Where the code has a form of its own. Elsewhere any text of up to ten characters will do. */
const postalCodes: Readonly<Record<string, string>> = {
  US: "^\\d{5}(-\\d{4})?$",
  CA: "^[A-Za-z]\\d[A-Za-z][ -]?\\d[A-Za-z]\\d$",
  GB: "^[A-Za-z]{1,2}\\d[A-Za-z\\d]? ?\\d[A-Za-z]{2}$",
  DE: "^\\d{5}$",
  FR: "^\\d{5}$",
  IT: "^\\d{5}$",
  ES: "^\\d{5}$",
  FI: "^\\d{5}$",
  TR: "^\\d{5}$",
  MX: "^\\d{5}$",
  AT: "^\\d{4}$",
  CH: "^\\d{4}$",
  BE: "^\\d{4}$",
  DK: "^\\d{4}$",
  NO: "^\\d{4}$",
  AU: "^\\d{4}$",
  NZ: "^\\d{4}$",
  ZA: "^\\d{4}$",
  HU: "^\\d{4}$",
  LU: "^\\d{4}$",
  NL: "^\\d{4} ?[A-Za-z]{2}$",
  PL: "^\\d{2}-\\d{3}$",
  PT: "^\\d{4}-\\d{3}$",
  SE: "^\\d{3} ?\\d{2}$",
  CZ: "^\\d{3} ?\\d{2}$",
  IN: "^\\d{6}$",
  BR: "^\\d{5}-?\\d{3}$",
  JP: "^\\d{3}-?\\d{4}$",
};

/** Calling codes of countries, without the plus. */
const callingCodes: Readonly<Record<string, string>> = Object.fromEntries(
  split(
    "US:1 CA:1 GB:44 DE:49 FR:33 IT:39 ES:34 PT:351 NL:31 BE:32 LU:352 AT:43 CH:41 LI:423 DK:45 NO:47 SE:46 FI:358 IS:354 IE:353 PL:48 CZ:420 SK:421 HU:36 SI:386 HR:385 RO:40 BG:359 GR:30 CY:357 MT:356 EE:372 LV:371 LT:370 AU:61 NZ:64 JP:81 KR:82 CN:86 HK:852 TW:886 SG:65 MY:60 TH:66 VN:84 ID:62 PH:63 IN:91 PK:92 BD:880 LK:94 NP:977 MM:95 KZ:7 RU:7 UA:380 BY:375 MD:373 AM:374 AZ:994 GE:995 UZ:998 TJ:992 KG:996 TM:993 TR:90 IL:972 SA:966 AE:971 QA:974 KW:965 BH:973 OM:968 JO:962 LB:961 IQ:964 EG:20 MA:212 DZ:213 TN:216 ZA:27 NG:234 KE:254 GH:233 ET:251 TZ:255 UG:256 ZW:263 ZM:260 AO:244 MZ:258 SN:221 CI:225 CM:237 SS:211 BR:55 AR:54 CL:56 CO:57 PE:51 VE:58 UY:598 PY:595 BO:591 EC:593 MX:52 CR:506 PA:507 GT:502 HN:504 SV:503 NI:505 DO:1 PR:1 JM:1 TT:1 RS:381 BA:387 ME:382 MK:389 AL:355 XK:383",
  ).map((entry) => entry.split(":") as [string, string]),
);

/** Where company and phone number are asked for by law. */
const registrationRequired: ReadonlySet<string> = new Set(
  split("AM AZ BY HU KZ KG MD RU TJ UZ UA IN BR ZA PL AE SA TR TH VN MM IQ SS VE"),
);

/** Where a VAT id is known: the European Union and its neighbours. */
const vatCountries: ReadonlySet<string> = new Set(
  split("AT BE BG CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL NO PL PT RO SE SI SK CH LI IS"),
);

const anyPostalCode = "^.{0,10}$";
const anyPhoneNumber = "^\\+?[\\d\\s().\\-\\/]{4,30}$";

/** The rules of a country; undefined where there is no such market. */
export function countryRulesOf(iso2: string): CountryRules | undefined {
  if (findMarket(iso2) === undefined) return undefined;
  const callingCode = callingCodes[iso2];
  const hasVat = vatCountries.has(iso2);
  return {
    iso2,
    states: states[iso2] ?? [],
    isPostalCodeRequired: postalCodes[iso2] !== undefined,
    postalCodePattern: postalCodes[iso2] ?? anyPostalCode,
    phoneNumberPattern: anyPhoneNumber,
    callingCodes: callingCode === undefined ? [] : [callingCode],
    isVatIdSupported: hasVat,
    vatIdPattern: hasVat ? "^[A-Za-z0-9.+*-]{5,16}$" : null,
    isRegistrationNumberRequired: registrationRequired.has(iso2),
  };
}

/** What is wrong with an address in its country. `field` is the name in the address. */
export type AddressProblem = {
  readonly field: "country" | "state" | "postalCode" | "city" | "phoneNumber" | "addressLine1";
  readonly problem: "missing" | "wrong-format" | "unknown";
};

/** Checks the form of an address; whether it is there nobody looks. The first problem, or null. */
export function problemOfAddress(address: {
  readonly country?: string;
  readonly state?: string;
  readonly postalCode?: string;
  readonly city?: string;
  readonly phoneNumber?: string;
  readonly addressLine1?: string;
}): AddressProblem | null {
  const rules = countryRulesOf((address.country ?? "").toUpperCase());
  if (rules === undefined) return { field: "country", problem: address.country === undefined ? "missing" : "unknown" };
  if ((address.addressLine1 ?? "").trim() === "") return { field: "addressLine1", problem: "missing" };
  if ((address.city ?? "").trim() === "") return { field: "city", problem: "missing" };
  const { state, postalCode, phoneNumber } = address;
  if (rules.states.length > 0) {
    if (state === undefined || state === "") return { field: "state", problem: "missing" };
    if (!rules.states.includes(state.toUpperCase())) return { field: "state", problem: "unknown" };
  }
  if (postalCode === undefined || postalCode === "") {
    if (rules.isPostalCodeRequired) return { field: "postalCode", problem: "missing" };
  } else if (!new RegExp(rules.postalCodePattern, "u").test(postalCode))
    return { field: "postalCode", problem: "wrong-format" };
  if (phoneNumber !== undefined && phoneNumber !== "" && !/^\+?[\d\s().\-/]{4,30}$/.test(phoneNumber))
    return { field: "phoneNumber", problem: "wrong-format" };
  return null;
}
