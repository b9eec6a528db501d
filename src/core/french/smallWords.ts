/** Words that carry no meaning of their own inside a name, folded: articles, prepositions, conjunctions. */
export const SMALL_WORDS: ReadonlySet<string> = new Set(
  'de du des d la le les l et a au aux en sur sous par pour the of and for in al el y e dans entre son sa ses'.split(
    ' ',
  ),
);

/**
 * Head words of public and other institutions, folded. The full names of these are long, and an article
 * that has given the full name once goes on with its beginning (`ministère de la Transition numérique`).
 */
export const INSTITUTION_HEADS: ReadonlySet<string> = new Set(
  (
    'academie agence association assemblee autorite caisse centre chambre comite commission confederation ' +
    'conseil cour delegation direction ecole faculte federation fondation forces haut haute hopital institut ' +
    'institution ligue ministere observatoire office ordre organisation parti secretariat societe syndicat ' +
    'tribunal union universite'
  ).split(' '),
);
