/** Words that parts of names are told by, folded: what may be left out of a name without making it another. */

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/**
 * What stands after a company's own name in its full name and is dropped in running text. Words of a line
 * of business (`Cargo`, `Money`, `Assurance`) or a country make a subsidiary and are none of these.
 */
export const COMPANY_COMPLEMENTS = words(
  `associates associes capital co company consulting corporation data diagnostics digital energy fils & et
  freres global group groupe holding holdings industries infrastructure international label labs microfinance partners
  pharma ratings rugby se sa sarl soft software studio studios systems technologies technology`,
);

/** What makes a name a sports club's, which is also called by its town alone. */
export const CLUB_WORDS = words(
  `ac afc as asc athletic avant basket basketball bc cf club cr ea elan entente fc foot football hb hbc handball jl js
  rc racing real renaissance rugby sc sporting sportif sportive stade uc us usm volero volley wydad raja`,
);

/** Heads that newsrooms put before the name of a school, town or ministry, or leave out. */
export const LOOSE_HEADS: readonly string[] = [
  'les',
  'la',
  'le',
  'l',
  'college',
  'lycee',
  'ecole',
  'universite',
  'club',
  'ferme',
  'communaute de communes',
  'communaute d agglomeration',
  'ministere de l',
  'ministere de la',
  'ministere du',
  'ministere des',
];

/** Heads of events that are part of the name or stand before it: `le festival Atlas`, `le Festival Atlas`. */
export const EVENT_HEADS = words(
  'concours festival forum hackathon marathon rallye rassemblement salon tournoi',
);
