/** How a page says of itself what its times of day mean. Tried on titles and the lines at the head of a page. */

/** A live feed: what happened, item by item. */
export const FEED_WORDS =
  /(?<!\p{L})(?:(?:en |le |les |notre |suivez le |nos )?directs?|live(?:blog)?|en continu|(?:le |notre )?fil|flash|temps réel|minute (?:par|après) minute|heure par heure|as it happened|(?:latest|live) updates|rolling coverage|en vivo|en directo|minuto a minuto|última hora|hora a hora|al minuto)(?!\p{L})/iu;

/** What will happen, and when: one text however many times it names. */
export const PROGRAMME_WORDS =
  /(?<!\p{L})(?:programmes?|programmation|agendas?|calendriers?|horaires?|grilles?|emploi du temps|déroul(?:é|ement)|planning|ordre du jour|rendez-vous|sorties?|à la télé|télé|départs?|arrivées?|résultats?|classements?|scores?|ouverture des portes|schedules?|timetables?|fixtures|line-?up|programas?|programación|calendario|horarios?|cartelera|resultados|orden del día)(?!\p{L})/iu;
