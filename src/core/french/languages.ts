/** Frequent small words that tell one language from the others it is read beside. */
export const STOP_WORDS: Readonly<Record<'fr' | 'en' | 'es', ReadonlySet<string>>> = {
  fr: new Set(
    'le la les des du un une et est dans pour que qui sur au aux avec ce cette son ses par pas plus sont ont été l d qu'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the of and to in is for on that with as was are by at from has have will it its this be were which how why what who your about into before after more their'.split(
      ' ',
    ),
  ),
  es: new Set(
    'el los las del y en que una para con por se su es al como más fue ha sus entre sobre también este esta lo sin cómo cuándo dónde quién qué desde hasta todo todos muy según cada'.split(
      ' ',
    ),
  ),
};
