/** The marks that news agencies and newsletters put around their texts. Tried on single short lines. */

const AGENCY =
  'MAP|AFP|APS|TAP|APA|ANP|AMI|AIB|AIP|GNA|QNA|WAM|SPA|PANA|ATS|ANSA|EFE|AP|Reuters|Belga|Xinhua|TASS|dpa|AA|Ecofin|Infomédiaire|MAPEXPRESS';

/** The line that a dispatch begins with: agency, number, section, time. */
export const SLUG = new RegExp(
  `^\\(?(?:${AGENCY})(?:\\)|(?:[\\s/_–-]+[\\p{Lu}\\d][\\p{L}\\d.:]*)+)$|^[A-Z]{2,3}\\d{3,5}(?:\\s[\\p{L}\\d/]{1,12}){1,8}$`,
  'u',
);

/** The line that a dispatch ends with: `MAP/nb`, `abc/def/AFP`, `-0-`, `(FIN)`, `###`. */
export const END_MARK = new RegExp(
  `^(?:\\(?(?:${AGENCY})\\s?/\\s?[\\p{L}.]{1,5}(?:[/.-][\\p{L}.]{1,5})*\\)?\\.?|\\p{Ll}{1,5}(?:/\\p{Ll}{1,5}){1,4}(?:/(?:${AGENCY}))?|\\p{Ll}{2,4}/(?:${AGENCY})|[-–=]\\s?(?:0|30|FIN|fin|Fin)\\s?[-–=]|\\((?:FIN|fin|Fin)\\)|FIN(?: DE (?:DÉPÊCHE|DEPECHE|TRANSMISSION))?|ENDS?|#{3,})$`,
  'u',
);

/** More of the story follows in another take; without brackets or dots it may be a heading. */
export const TO_BE_CONTINUED =
  /^(?:[(\[–-]\s?(?:à suivre|a suivre|more|sigue|(?:la )?suite suit)\s?[)\]–-]|(?:à suivre|a suivre)\s?(?:…|\.{2,}|\/{1,2}))$/iu;

/** A line that says no more than which take of the story follows: `(2)`, `2e prise`, `SUITE ET FIN`. */
export const TAKE =
  /^(?:[(\[–-]\s?(?:[2-9]|1\d)\s?[)\]–-]|[(\[–-]?\s?(?:(?:prise|take|volet)\s?(?:[2-9]|II+)|(?:[2-9]|1\d)\s?(?:e|ème|eme|nd|de|rd|th)?\s(?:prise|take|lead|et fin|et dernière prise)|suite(?:\set fin)?(?:\s?\d)?|(?:deuxième|seconde|troisième|quatrième|dernière) (?:prise|partie))\s?[)\]–-]?)$/iu;

/** What a take or a new version adds to the headline of its story. */
export const TAKE_IN_TITLE =
  /\s*[(\[–-]\s*(?:(?:\d+(?:er|e|ème)?\s)?lead(?:\s\d+)?|suite(?: et fin)?(?:\s\d)?|\d+(?:e|ème)? prise|prise \d+|\d+|prev|actualisée?|complète|màj|mise à jour|récapitulatif|papier général)\s*[)\]]?$|^(?:\(?(?:\d+(?:er|e|ème)?\s)?lead(?:\s\d+)?\)?|urgent|alerte|flash|suite)\s*[:–—/-]\s*/giu;

/** Greetings that open a newsletter. */
export const GREETING =
  /^(?:bonjour|bonsoir|salut|hello|hi|dear|hola|buenos días|cher(?:e|s|·es)?|chère)(?!\p{L})[^.!?]{0,60}[,.!]?$/iu;

/** How a newsletter names itself. */
export const NEWSLETTER =
  /(?<!\p{L})(?:newsletter|infolettre|lettre d['’]information|(?:cette|la|notre|votre) lettre|se désabonner|se désinscrire|désinscription|unsubscribe|vous recevez ce|version en ligne|dans votre navigateur|transférer à un ami|boletín)(?!\p{L})/iu;

/** Parts of an article that stand under a rule with a heading of their own. */
export const INSET =
  /^(?:encadrés?|repères?|chiffres[ -]clés?|(?:les |en )?chiffres|à (?:savoir|propos|retenir|noter|lire)|en savoir plus|pour aller plus loin|méthod(?:e|ologie)|bio(?:graphie)?|bio express|contacts?(?: (?:presse|médias?))?|annexes?|notes?(?: (?:aux|de|pour)\s.*)?|sources?|références|bibliographie|crédits|remerciements|l['’]auteure?|about|notes to editors|rappels?|mode d['’]emploi|fiche technique|infos? pratiques?|lexique|glossaire|chronologie|dates[ -]clés?|conclusion|introduction|contexte|sommaire|post-scriptum|p\.-?s\.?)(?!\p{L})/iu;

/** The characters that the mark of an agency begins with when it has neither a figure nor a slash. */
export const MARK_BEGINNINGS = '[(=#–-fFeEsSpPtTvVdDqQaAàÀ';
