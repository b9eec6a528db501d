/** The words a page uses about itself, as opposed to what it says: header keys, section names, bylines. */

/** Keys of header lines and front matter, lower case, to what they tell. */
export const HEADER_KEYS: Readonly<Record<string, 'title' | 'date' | 'place' | 'language' | 'other'>> = {
  titre: 'title',
  title: 'title',
  date: 'date',
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
