/** The words a page uses about itself, as opposed to what it says: header keys, section names, bylines. */

/** Keys of header lines and front matter, lower case, to what they tell. */
export const HEADER_KEYS: Readonly<Record<string, 'title' | 'date' | 'place' | 'language' | 'other'>> = {
  titre: 'title',
  title: 'title',
  título: 'title',
  date: 'date',
  fecha: 'date',
  publication: 'date',
  published: 'date',
  publie: 'date',
  publié: 'date',
  lieu: 'place',
  place: 'place',
  location: 'place',
  langue: 'language',
  language: 'language',
  lang: 'language',
  auteur: 'other',
  author: 'other',
  source: 'other',
  rubrique: 'other',
  section: 'other',
  url: 'other',
  tags: 'other',
};

/** `Publié le`, `mis en ligne le`, `date :` before a date. */
export const PUBLISHED =
  /(?<!\p{L})(?:publi[ée]e?s?|mise? en ligne|parue?|post[ée]e?|posted|published|publicad[oa]|diffus[ée]e?|(?:date(?: de publication)?|fecha)\s*:)(?!\p{L})/giu;

/** `Mis à jour le`: the date of an edition, taken only when no other is given. */
export const REVISED =
  /(?<!\p{L})(?:m[ià]se? à jour|màj|maj|modifi[ée]e?|actualis[ée]e?|(?:last )?updated|actualizad[oa]|modified)(?!\p{L})/giu;
