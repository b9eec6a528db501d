const COMBINING = /\p{M}+/gu;
const APOSTROPHE = /[’‘ʼ`´]/g;
const NOT_WORD = /[^\p{L}\p{N}&+']+/gu;
const LIGATURE: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
};
const LIGATURES = /[œæßøđłı]/g;
const ASCII_WORDS = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
/** What nearly all French and Spanish names are made of: {@link PLAIN} says what each character becomes. */
const LATIN_WORDS =
  /^[a-z0-9àáâãäåçèéêëìíîïñòóôõöùúûüýÿœæ]+(?:[ '’-][a-z0-9àáâãäåçèéêëìíîïñòóôõöùúûüýÿœæ]+)*$/;
const NOT_PLAIN = /[^a-z0-9 ]/g;
const PLAIN: Readonly<Record<string, string>> = Object.fromEntries(
  [..."'’-àáâãäåçèéêëìíîïñòóôõöùúûüýÿœæ"].map((c) => [c, foldAny(c) || ' ']),
);

/**
 * The form under which two spellings of a name are the same: lower case, no accents, ligatures
 * opened, apostrophes, hyphens and other punctuation turned into single spaces.
 * `Kelâat M’Gouna` → `kelaat m gouna`; `R&D` keeps its `&`, `C++` its `+`.
 *
 * The one folding function of the project: resolution, search, filters and look-ups all use it.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (ASCII_WORDS.test(lower)) return lower;
  return LATIN_WORDS.test(lower) ? lower.replace(NOT_PLAIN, (c) => PLAIN[c] ?? ' ') : foldAny(lower);
}

function foldAny(lower: string): string {
  return lower
    .normalize('NFKD')
    .replace(COMBINING, '')
    .replace(LIGATURES, (c) => LIGATURE[c] ?? c)
    .replace(APOSTROPHE, "'")
    .replace(NOT_WORD, ' ')
    .replace(/'/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}
