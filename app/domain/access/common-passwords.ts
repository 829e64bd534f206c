/**
 * What attackers try first: frequent passwords are a frequent word or two, a run on the keyboard, a repetition, and a
 * year or some digits behind it. A list of whole passwords knows `password1234` and misses `password1235`; so this is
 * a list of what they are made of, and a password made of nothing else is refused.
 */
const frequentWords = new Set(
  `
  password passwort passw0rd passwd pass kennwort geheim geheimnis secret letmein login logon signin welcome willkommen
  admin administrator root user guest test testing demo default changeme change master access system server manager
  service support account company firma business office microsoft windows google apple facebook linkedin amazon
  iloveyou ilove love you lovely liebe schatz schatzi hallo hello servus moin hola bonjour babygirl baby princess prinzessin
  angel engel sunshine sonnenschein sonne flower blume butterfly schmetterling rainbow dragon drache monkey tiger lion
  eagle adler bear wolf falcon panther dolphin delfin chicken horse kitty katze puppy hund shadow ghost killer
  hunter ranger soldier warrior ninja pirate samurai wizard superman batman spiderman ironman starwars pokemon pikachu
  naruto matrix trustno one football fussball soccer baseball basketball hockey golf tennis chelsea arsenal
  liverpool barcelona juventus bayern dortmund schalke hamburg berlin muenchen munchen koeln frankfurt stuttgart wien london paris
  newyork america canada germany deutschland france england ireland
  michael michelle jennifer jessica daniel thomas robert charlie jordan andrew joshua matthew anthony ashley nicole
  amanda samantha maggie george harley martin stefan andreas christian sebastian alexander florian tobias julia sandra sabine
  claudia nadine steffi william richard martina maria anna laura lisa sarah peter frank klaus hans
  computer internet keyboard tastatur network netzwerk database cloud security sicherheit firewall router printer
  summer sommer winter spring fruehling fruhling autumn herbst january januar february februar march maerz april
  may june juni july juli august september october oktober november december dezember monday montag tuesday dienstag wednesday mittwoch
  thursday donnerstag friday freitag saturday samstag sunday sonntag today heute tomorrow morgen
  cookie chocolate schokolade cheese banana orange cherry coffee kaffee pepper peanut ginger whiskey bier beer
  freedom freiheit forever immer family familie friends freunde happy lucky glueck gluck money geld dollar diamond
  silver silber golden gold purple yellow orange black white green blue red schwarz weiss gruen rot blau
  mustang ferrari porsche mercedes bmw audi volkswagen corvette camaro yamaha toyota honda
  jesus christ heaven himmel blessed faith spirit trinity asshole fuckyou fuck shit arschloch ficken sex sexy hotdog
  correct battery staple whatever nothing something anything everything
  the my mein meine dein is ist und and i me ich
  `
    .trim()
    .split(/\s+/),
);

/** Rows of keyboards, the alphabet and the digits; three neighbours in a row, in either direction, are a run. */
const runs = [
  "qwertyuiop",
  "qwertzuiop",
  "azertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "yxcvbnm",
  "1qaz2wsx3edc4rfv5tgb6zhn7ujm",
  "1q2w3e4r5t6z7u8i9o0p",
  "1q2w3e4r5t6y7u8i9o0p",
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890123456789",
  "!@#$%^&*()",
  '!"§$%&/()=',
].flatMap((row) => [row, Array.from(row).reverse().join("")]);

const runLengthMin = 3;

/** So many characters may be left over (an initial, an exclamation mark) before a password counts as somebody's own. */
const ownCharactersMax = 3;

/** From three frequent words on, which ones and in what order is enough of a secret; phrases are welcome. */
const wordsMax = 2;

/** Whether a password is made of nothing but what attackers combine first. */
export function isCommonPassword(password: string): boolean {
  const text = password.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return isMadeOfFrequentParts({
    letters: Array.from(text),
    spellings: [text, unleeted(text, "i"), unleeted(text, "l")].map((spelling) => Array.from(spelling)),
  });
}

/** A password letter by letter: as it is, for runs and years, and as words could be meant. */
type Spelled = { readonly letters: readonly string[]; readonly spellings: readonly (readonly string[])[] };

/** `P@ssw0rd` is `password` to a guesser. */
function unleeted(text: string, one: "i" | "l"): string {
  const letters: Record<string, string> = {
    "0": "o",
    "1": one,
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "@": "a",
    $: "s",
    "!": "i",
  };
  return Array.from(text)
    .map((letter) => letters[letter] ?? letter)
    .join("");
}

type Cover = { readonly own: number; readonly words: number };

/**
 * Covers the text with frequent parts, leaving as few characters of its own as possible: a shortest path, from left
 * to right, once for each number of words used.
 */
function isMadeOfFrequentParts(password: Spelled): boolean {
  const { letters } = password;
  const best: Cover[][] = Array.from({ length: letters.length + 1 }, () => []);
  best[0] = [{ own: 0, words: 0 }];
  for (let from = 0; from < letters.length; from++) {
    for (const cover of best[from] ?? []) {
      for (const step of stepsFrom(password, from)) {
        keepBetter(best[from + step.length] ?? [], { own: cover.own + step.own, words: cover.words + step.words });
      }
    }
  }
  return (best[letters.length] ?? []).some(({ own, words }) => own <= ownCharactersMax && words <= wordsMax);
}

function keepBetter(covers: Cover[], cover: Cover): void {
  if (cover.words > wordsMax || cover.own > ownCharactersMax) return;
  const known = covers.findIndex((other) => other.words === cover.words);
  if (known === -1) covers.push(cover);
  else if (cover.own < (covers[known]?.own ?? 0)) covers[known] = cover;
}

type Step = Cover & { readonly length: number };

function stepsFrom({ letters, spellings }: Spelled, from: number): Step[] {
  const steps: Step[] = [{ length: 1, own: isFiller(letters[from]) ? 0 : 1, words: 0 }];
  for (let length = 1; from + length <= letters.length && length <= wordLengthMax; length++) {
    const isWord = spellings.some((spelling) => frequentWords.has(spelling.slice(from, from + length).join("")));
    if (isWord) steps.push({ length, own: 0, words: 1 });
  }
  for (const length of [runLengthFrom(letters, from), repetitionLengthFrom(letters, from)]) {
    if (length >= runLengthMin) steps.push({ length, own: 0, words: 0 });
  }
  const repeated = repeatedPartFrom(letters, from);
  if (repeated > 0) steps.push({ length: repeated, own: 0, words: 0 });
  if (/^(19|20)\d\d$/.test(letters.slice(from, from + 4).join(""))) steps.push({ length: 4, own: 0, words: 0 });
  return steps;
}

const wordLengthMax = Math.max(...[...frequentWords].map((word) => word.length));

/** What stands between and behind the parts and makes no secret. */
function isFiller(letter: string | undefined): boolean {
  return letter !== undefined && /[\s._\-!?#*+,;:]/.test(letter);
}

function runLengthFrom(letters: readonly string[], from: number): number {
  let longest = 0;
  for (const row of runs) {
    for (let length = runLengthMin; from + length <= letters.length; length++) {
      if (!row.includes(letters.slice(from, from + length).join(""))) break;
      longest = Math.max(longest, length);
    }
  }
  return longest;
}

function repetitionLengthFrom(letters: readonly string[], from: number): number {
  let length = 1;
  while (letters[from + length] === letters[from] && from + length < letters.length) length++;
  return length;
}

/** How many letters from here on repeat the up to six letters right before: `abcxabcxabcx`, `hamhamhamham`. */
function repeatedPartFrom(letters: readonly string[], from: number): number {
  for (let period = 2; period <= 6 && period <= from; period++) {
    let length = 0;
    while (from + length < letters.length && letters[from + length] === letters[from + length - period]) length++;
    if (length >= period) return length;
  }
  return 0;
}
