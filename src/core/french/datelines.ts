/** What a dateline (`RABAT, 14 fév. (MAP) –`) is made of. */

/** News agencies named in datelines. */
export const AGENCIES =
  /^(?:MAP|AFP|APS|TAP|APA|ANP|Reuters|AP|EFE|Belga|ATS|ANSA|Xinhua|AMI|APANEWS|AIB|AIP|GNA|QNA|WAM|SPA|Europa Press|La Presse Canadienne|PC|dpa|TASS|Anadolu|AA|PANA|Panapress)$/i;

/** Cities that stand before the dash of a dateline in mixed case; capital letters need no list. */
export const CITIES: ReadonlySet<string> = new Set(
  (
    'rabat|casablanca|marrakech|fès|fes|tanger|agadir|meknès|meknes|oujda|tétouan|tetouan|salé|kénitra|kenitra|' +
    'laâyoune|laayoune|dakhla|essaouira|safi|el jadida|béni mellal|nador|al hoceima|ouarzazate|errachidia|guelmim|' +
    'settat|khouribga|mohammedia|taza|ifrane|berrechid|larache|tiznit|taroudant|zagora|' +
    'alger|oran|constantine|annaba|tunis|sfax|sousse|tripoli|benghazi|nouakchott|nouadhibou|le caire|khartoum|' +
    'dakar|abidjan|bamako|ouagadougou|niamey|lomé|cotonou|porto-novo|accra|lagos|abuja|conakry|freetown|monrovia|' +
    'banjul|bissau|praia|yaoundé|douala|libreville|brazzaville|pointe-noire|kinshasa|lubumbashi|goma|bangui|' +
    "n’djamena|n'djamena|malabo|kigali|bujumbura|kampala|nairobi|addis-abeba|djibouti|mogadiscio|antananarivo|" +
    'port-louis|moroni|saint-denis|johannesburg|pretoria|le cap|harare|lusaka|luanda|maputo|windhoek|gaborone|' +
    'paris|lyon|marseille|toulouse|bordeaux|lille|nantes|strasbourg|nice|rennes|montpellier|grenoble|bruxelles|' +
    'liège|namur|anvers|genève|lausanne|berne|zurich|luxembourg|monaco|montréal|québec|ottawa|toronto|' +
    'londres|madrid|barcelone|lisbonne|rome|milan|berlin|vienne|athènes|istanbul|ankara|varsovie|prague|budapest|' +
    'bucarest|moscou|kiev|kyiv|stockholm|oslo|copenhague|helsinki|amsterdam|la haye|dublin|washington|new york|' +
    'los angeles|san francisco|mexico|brasilia|rio de janeiro|são paulo|buenos aires|santiago|bogota|pékin|shanghai|' +
    'tokyo|séoul|new delhi|bombay|dubaï|abou dhabi|doha|riyad|djeddah|koweït|mascate|manama|bagdad|damas|' +
    'beyrouth|jérusalem|ramallah|gaza|amman|téhéran|kaboul|islamabad|nations unies|davos|cannes|belém|bakou|glasgow|' +
    'sétif|béjaïa|tlemcen|ghardaïa|batna|blida|tizi ouzou|mostaganem|tozeur|nabeul|monastir|gabès|gafsa|bizerte|' +
    'kairouan|djerba|rosso|atar|kaédi|thiès|saint-louis|touba|kaolack|ziguinchor|bouaké|korhogo|san-pédro|' +
    'yamoussoukro|bobo-dioulasso|kayes|ségou|mopti|gao|tombouctou|zinder|maradi|agadez|kara|parakou|garoua|maroua|' +
    'kribi|franceville|port-gentil|kisangani|bukavu|mbuji-mayi|toamasina|mahajanga|mamoudzou|sion|fribourg|' +
    'neuchâtel|lugano|bienne|charleroi|mons|tournai|gatineau|sherbrooke|trois-rivières|moncton|rouen|reims|metz|' +
    'nancy|dijon|brest|le havre|le mans|tours|angers|limoges|clermont-ferrand|saint-étienne|perpignan|nîmes|avignon|' +
    'toulon|ajaccio|bastia|cayenne|fort-de-france|pointe-à-pitre|nouméa|papeete|singapour|hong kong|manille|jakarta|' +
    'bangkok|hanoï|kuala lumpur|canberra|sydney|wellington|lima|quito|caracas|la havane|port-au-prince|la paz'
  ).split('|'),
);

/** Words that make a label in capitals a kind of text and no place: `COMMUNIQUÉ DE PRESSE –`. */
export const GENRES =
  /(?<!\p{L})(?:communiqué|publi|rédactionnel|note|carnet|transferts?|reportage|portrait|interview|entretien|enquête|dossier|décryptage|analyse|exclusif|direct|live|vidéo|photos?|podcast|critique|production|lettre|semaine|agenda|brèves?|bref|urgent|alerte|flash|fil|dernière|info|infos|focus|zoom|billet|édito|éditorial|chronique|tribune|opinion|avis|offres?|appel|appels|résultats|classement|programme|sondage|quiz|recette|météo|presse|ils|elles|ce|qui|que|nos|notre|votre|vos|institut|association|fédération|ministère|banque|groupe|ong|lutte|tennis|football|basket|handball|rugby|athlétisme|cyclisme|natation|judo|boxe|économie|politique|société|culture|sport|sports|santé|tech|afrique|emploi|éducation|enseignement|justice|énergie|transports?|environnement|climat|cinéma|musique|livres?|lecture|théâtre|danse|arts?|mode|cuisine|gastronomie|immobilier|tourisme|internet|numérique|télécoms?|assurances?|finances?|bourse|budget|impôts?|industrie|commerce|artisanat|pêche|élevage|eau|logement|habitat|sécurité|défense|diplomatie|élections?|parlement|gouvernement|syndicats?|grève|retraites?|jeunesse|femmes|enfance|école|université|recherche|science|sciences|espace|médias?|télévision|radio|jeux|loisirs|voyages?|patrimoine|religion|histoire|mémoire|hommage|disparition|décès|nécrologie|carnet|nominations?|rendez-vous|salon|festival|forum|colloque|concours|prix|marchés?|routes?|trains?|aérien|automobile|auto|moto|golf|volley|voile|surf|échecs|ski|hockey|football|accident|incendie|crues?|séisme|faits divers|justice|police|procès|enquête|rappel|rectificatif|erratum|précision|attention|important|nouveau|nouveauté)(?!\p{L})/iu;

/** Endings of common nouns that hardly any town has: `SOLIDARITÉ –` is the label of a subject. */
export const SUBJECT_ENDING =
  /(?:tions?|[aeinrs]sions?|it[ée]s?|ntés?|ments?|ismes?|logies?|graphies?|nomies?|tures?|eurs|eries|ages|(?<!martin|mozamb|domin|salon|belg|jama|amér|amer|afr|mex)iques?)$/iu;

/** Words that stand before the noun of a subject, never at the beginning of a town's name alone. */
export const SUBJECT_START =
  /^(?:nos|notre|vos|votre|mes|mon|ma|ce|cette|ces|une|un|des|que|qui|quand|pourquoi|comment|vers|après|avant|contre|pour|sans|plus|tous|toutes)\s/iu;
