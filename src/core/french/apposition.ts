/**
 * How French (and English) press introduces a name, as patterns over the text right after or right
 * before it. Used to find the sentence that explains an entity.
 */

/** `, filiale de…`, `, le géant…`, ` – le service…`, `, qui …`: an explanation follows. */
export const APPOSITION_AFTER =
  /^\s?(?:,|–|—|-\s)\s*(?:(?:le|la|les|un|une|des|ce|cette|son|sa|premi(?:er|ère)|the|an?)\s|l['’])?\p{Ll}[\p{L}'’-]{3,}/u;

/** What follows a comma without explaining anything. */
export const NO_APPOSITION =
  /^\s?[,–—-]\s*(?:qui|que|dont|mais|ainsi|alors|avec|pour|dans|selon|comme|lors|afin|après|avant|puis|sans|sous|chez|entre|grâce|mardi|lundi|mercredi|jeudi|vendredi|samedi|dimanche|a|ont|est|sont|ajoute|explique|souligne|précise|déclare|affirme|indique|rappelle|estime|note|confie|assure|insiste|affirme-t|explique-t|notamment|également|aussi|d['’]autres|tout|toute|plus|moins|donc|car)\b/u;

/** `X est une…`, `X était le…`, `X is a…`. */
export const COPULA_AFTER =
  /^\s(?:est|était|sera|reste|devient|is|was)\s(?:(?:un|une|le|la|les|the|an?)\s|l['’])/u;

/** `X : définition` at the head of a line, as lexicons write it. */
export const DEFINITION_AFTER = /^\s?:\s/u;

/** `, baptisé X`, `appelée X`, `dénommé X`, `intitulé X`. */
export const NAMING_BEFORE =
  /(?:baptis|appel|nomm|dénomm|intitul|surnomm|dit)(?:é|ée|és|ées|e)?\s[«“"]?\s?$/u;

/** `le géant mondial du paiement X`, `la start-up marocaine X`: a described noun right before the name. */
export const NOUN_BEFORE =
  /(?:\s|^|['’])(?:le|la|l['’]|un|une|son|sa)\s?\p{Ll}[\p{L}-]{3,}(?:\s[\p{Ll}-]{2,}){0,6},?\s$/iu;
