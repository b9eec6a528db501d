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
    'beyrouth|jérusalem|ramallah|gaza|amman|téhéran|kaboul|islamabad|nations unies|davos|cannes|belém|bakou|glasgow'
  ).split('|'),
);

/** Words that make a label in capitals a kind of text and no place: `COMMUNIQUÉ DE PRESSE –`. */
export const GENRES =
  /(?<!\p{L})(?:communiqué|publi|rédactionnel|note|carnet|transferts?|reportage|portrait|interview|entretien|enquête|dossier|décryptage|analyse|exclusif|direct|live|vidéo|photos?|podcast|critique|production|lettre|semaine|agenda|brèves?|bref|urgent|alerte|flash|fil|dernière|info|infos|focus|zoom|billet|édito|éditorial|chronique|tribune|opinion|avis|offres?|appel|appels|résultats|classement|programme|sondage|quiz|recette|météo|presse|ils|elles|ce|qui|que|nos|notre|votre|vos|institut|association|fédération|ministère|banque|groupe|ong|lutte|tennis|football|basket|handball|rugby|athlétisme|cyclisme|natation|judo|boxe|économie|politique|société|culture|sport|sports|santé|tech|afrique)(?!\p{L})/iu;
