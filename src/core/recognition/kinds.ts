import { classAt, DIGIT, isWordClass, LETTER, LOWER, UPPER, widthAt } from './characters';

/** How a token is written. The order groups the kinds a name can be made of: see {@link isNameKind}. */
export const Kind = {
  punctuation: 0,
  lower: 1,
  number: 2,
  /** Digits with letters, no capital first: `5e`, `14h30`. */
  mixedNumber: 3,
  /** `Rabat` */
  capitalised: 4,
  /** `ONU`, `5G` is not: it begins with a digit. */
  capitals: 5,
  /** `A` */
  initial: 6,
  /** `iPhone`, `McKinsey` */
  camel: 7,
  /** Letters of a script without case. */
  caseless: 8,
} as const;

/** Whether names are written so: with a capital somewhere, and no digit first. */
export function isNameKind(kind: number): boolean {
  return kind >= Kind.capitalised && kind <= Kind.camel;
}

/** How a token is written. */
export function kindOf(text: string): number {
  let upper = 0;
  let lower = 0;
  let digits = 0;
  let caseless = 0;
  const first = classAt(text, 0);
  for (let i = 0; i < text.length; i += widthAt(text, i)) {
    const c = classAt(text, i);
    if (c === UPPER) upper++;
    else if (c === LOWER) lower++;
    else if (c === DIGIT) digits++;
    else if (c === LETTER) caseless++;
  }
  if (!isWordClass(first)) return Kind.punctuation;
  if (first === DIGIT) return upper + lower + caseless === 0 ? Kind.number : Kind.mixedNumber;
  if (caseless > 0 && upper === 0) return Kind.caseless;
  if (upper === 0) return digits > 0 ? Kind.mixedNumber : Kind.lower;
  if (lower === 0) return upper + digits === 1 ? Kind.initial : Kind.capitals;
  if (first === UPPER && (upper === 1 || text.includes('-') || text.includes("'") || text.includes('’'))) {
    return Kind.capitalised;
  }
  return Kind.camel;
}
