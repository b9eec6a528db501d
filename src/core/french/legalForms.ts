/**
 * Legal forms as they end a company's name, folded. Those of the francophone press first.
 * Longest first within a family, since the first match is dropped.
 */
export const LEGAL_FORMS: readonly string[] = [
  's a r l au',
  'sarl au',
  's a r l',
  'sarl',
  's a s u',
  'sasu',
  's a s',
  'sas',
  's c a',
  'sca',
  's a',
  'sa',
  'snc',
  'eurl',
  'gie',
  'ltd',
  'limited',
  'inc',
  'llc',
  'llp',
  'plc',
  'corp',
  'gmbh',
  'ag',
  'n v',
  'nv',
  'b v',
  'bv',
  's p a',
  'spa',
  's l',
  'pty',
];

/** Head words that newsrooms put before an organisation's name or leave out, folded. */
export const GROUP_WORDS: readonly string[] = ['groupe', 'group'];
