/** Exact fractions, so that a derivation never shows a digit that binary floating point made up. */

export interface Rational {
  readonly n: bigint;
  /** Always above zero. */
  readonly d: bigint;
}

const ZERO = BigInt(0);
const ONE = BigInt(1);
const TWO = BigInt(2);
const TEN = BigInt(10);

function power(places: number): bigint {
  let result = ONE;
  for (let i = 0; i < places; i += 1) result *= TEN;
  return result;
}

function abs(n: bigint): bigint {
  return n < ZERO ? -n : n;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [abs(a), abs(b)];
  while (y > ZERO) [x, y] = [y, x % y];
  return x;
}

export function rational(n: bigint, d: bigint): Rational {
  const common = gcd(n, d) || ONE;
  const sign = d < ZERO ? -ONE : ONE;
  return { n: (sign * n) / common, d: (sign * d) / common };
}

export const zero: Rational = { n: ZERO, d: ONE };

export function whole(value: number): Rational {
  return { n: BigInt(value), d: ONE };
}

/** The value of a decimal such as `-12.50`; `null` for anything else. */
export function parse(text: string): Rational | null {
  const match = /^([-−]?)(\d{1,40})(?:\.(\d{1,40}))?$/.exec(text.replace(/,/g, ""));
  if (!match) return null;
  const fraction = match[3] ?? "";
  const n = BigInt((match[2] ?? "") + fraction);
  return rational(match[1] ? -n : n, power(fraction.length));
}

/** How many decimals a number is printed with. */
export function placesOf(text: string): number {
  const point = text.indexOf(".");
  return point < 0 ? 0 : text.length - point - 1;
}

export const add = (a: Rational, b: Rational): Rational => rational(a.n * b.d + b.n * a.d, a.d * b.d);
export const sub = (a: Rational, b: Rational): Rational => rational(a.n * b.d - b.n * a.d, a.d * b.d);
export const mul = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d);
export const negate = (a: Rational): Rational => ({ n: -a.n, d: a.d });

export function div(a: Rational, b: Rational): Rational | null {
  return b.n === ZERO ? null : rational(a.n * b.d, a.d * b.n);
}

/** Below zero, zero or above it, as `a` is below, at or above `b`. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < ZERO ? -1 : difference > ZERO ? 1 : 0;
}

/** Half of one unit of the last of `places` decimals. */
export function halfUnit(places: number): Rational {
  return rational(ONE, TWO * power(places));
}

/** One unit of the last of `places` decimals. */
export function unit(places: number): Rational {
  return rational(ONE, power(places));
}

/** The decimal with so many places, cut off after them; `exact` says whether nothing was lost. */
export function cut(value: Rational, places: number): { readonly text: string; readonly exact: boolean } {
  const scaled = abs(value.n) * power(places);
  const digits = scaled / value.d;
  return { text: decimal(value.n < ZERO, digits, places), exact: scaled % value.d === ZERO };
}

/** The decimal with so many places, rounded half up (away from zero), as Chinese accounts are. */
export function round(value: Rational, places: number): string {
  const digits = (TWO * abs(value.n) * power(places) + value.d) / (TWO * value.d);
  return decimal(value.n < ZERO, digits, places);
}

function decimal(negative: boolean, digits: bigint, places: number): string {
  const text = digits.toString().padStart(places + 1, "0");
  const sign = negative && digits !== ZERO ? "−" : "";
  return places === 0 ? sign + text : `${sign}${text.slice(0, -places)}.${text.slice(-places)}`;
}

/** Without the zeros that a decimal needs not: `12.50` is `12.5`. */
export function trimmed(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
