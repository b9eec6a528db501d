/**
 * How the furniture of French (and some English) news pages reads when a page is saved as text: offers, buttons,
 * navigation, copyright, newsletter and social pushes. Patterns are tried on single short passages, from their beginning.
 */

/** Longer passages are prose, whatever they begin with. */
export const LONGEST_BOILERPLATE = 320;

/** A passage that is furniture wherever it stands. */
export const BOILERPLATE: readonly RegExp[] = [
  // Copyright and legal lines
  /^(?:©|\(c\)\s|copyright\b)/i,
  /^(?:tous droits (?:de reproduction )?réservés|all rights reserved|droits d['’]auteur)/i,
  /^(?:toute |la )?reproduction (?:même partielle |totale ou partielle |intégrale ou partielle )?(?:est |strictement )*(?:interdite|soumise)/i,
  /^(?:mentions légales|politique de confidentialité|conditions générales|qui sommes-nous|plan du site|privacy policy|terms of (?:use|service)|cgu\b|gérer mes (?:cookies|préférences))/i,
  // Subscription, account and paywall
  /^(?:déjà|vous (?:êtes|avez) (?:déjà )?)(?: ?un compte|abonnée?s?\b| ?inscrite?s?\b).{0,60}$/i,
  /^(?:créez|créer|ouvrez) (?:un|votre|mon) compte\b/i,
  /^(?:abonnez-vous|s['’]abonner|je m['’]abonne|m['’]abonner|se désabonner|se désinscrire)(?![\p{L}])/iu,
  /^(?:inscrivez-vous|s['’]inscrire|je m['’]inscris)(?![\p{L}]).{0,120}(?:newsletter|infolettre|lettre|gratuit|lire|article|alerte|recevoir|e-?mail|$)/iu,
  /^(?:se connecter|connectez-vous|identifiez-vous|mon compte|connexion|sign in|log in)(?![\p{L}]).{0,80}$/iu,
  /^(?:un (?:proche|ami|abonné|lecteur)|votre ami\w*) vous (?:offre|partage|a offert|fait lire)\b/i,
  /^(?:page|article|lecture|contenu) (?:offerte?|réservée?|partagée?) (?:par|aux?|à|avec)\b/i,
  /^(?:cet |l['’])article (?:est |vous est |a été )?(?:réservé|offert|payant|en accès)/i,
  /^il vous reste \d+\s?% (?:de cet article|à lire)/i,
  /^(?:vous avez (?:lu|atteint)|plus que) .{0,60}(?:articles?|limite)\b.{0,120}$/i,
  /^(?:pour (?:lire|accéder à) (?:la suite|l['’]intégralité|cet article))/i,
  /^(?:la suite|la version intégrale|cet article|l['’]intégralité) (?:est )?(?:réservée?|disponible) (?:aux abonnés|dans|en)\b/i,
  /^vous recevez (?:cette lettre|ce message|cet e-?mail|cette newsletter)\b/i,
  /^(?:version en ligne|voir (?:cette lettre|ce message|cet e-?mail) dans)\b/i,
  // Newsletter and social pushes
  /^(?:newsletters?|infolettre|lettre d['’]information)(?:\s*[:.–—|-]|\s{2,}|$)/i,
  /^(?:recevez|recevoir) .{0,80}(?:newsletter|infolettre|lettre|chaque (?:matin|jour|soir|semaine|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|par e-?mail|alertes?|boîte)/i,
  /^(?:suivez|suivre|rejoignez|rejoindre|retrouvez)(?:-nous|-moi)?\b.{0,80}(?:whatsapp|facebook|twitter|instagram|telegram|linkedin|youtube|tiktok|bluesky|google (?:news|actualités)|réseaux sociaux|(?:la|notre) chaîne|sur x\b)/i,
  /^(?:suivez-nous|follow us|rejoignez-nous|likez|aimez notre page)(?![\p{L}])/iu,
  /^(?:téléchargez|installez) (?:notre |l['’])appli/i,
  /^(?:subscribe|sign up)\b.{0,100}(?:newsletter|updates|e-?mail|inbox|$)/i,
  /^(?:restez|soyez) (?:informée?s?|connectée?s?|au courant)\s*[:!,]/i,
  /^(?:activez|activer|recevez) (?:les |nos )?(?:notifications|alertes)\b/i,
  // Share, print, comment, technical remains
  /^(?:partager|partagez|imprimer|envoyer par e-?mail|copier le lien|enregistrer|commenter|réagir|share this|share on|tweet|print)(?:\s*[:–—|·•-]|\s{2,}|\s+(?:sur|cet?|l['’]|le lien|via|par)|[.!]?$)/i,
  /^(?:signaler une erreur|laisser un commentaire|ajouter un commentaire|lire les commentaires|voir les commentaires|\d+ commentaires?|leave a (?:reply|comment))(?:\s|$|[.:])/i,
  /^(?:votre adresse e-?mail ne sera pas publiée|les champs obligatoires)/i,
  /^(?:loading|chargement(?: en cours)?|advertisement|publicité|annonce|sponsorisé|contenu sponsorisé)(?:\s*(?:…|\.{3}))?\s*[:.]?$/i,
  /^(?:nous (?:et nos partenaires )?utilisons des cookies|ce site (?:web )?utilise (?:des|les) cookies|en (?:poursuivant|continuant) (?:votre|la|à) (?:navigation|naviguer)|we use cookies|tout accepter|accepter (?:et fermer|les cookies|tout))/i,
  /^(?:cette|ce) .{0,80}ne dépose aucun cookie/i,
  /^(?:lecture|temps de lecture)\s*:?\s*\d+\s*(?:min|mn)/i,
  /^(?:aller au contenu|skip to (?:main )?content|retour (?:en haut|à l['’]accueil|au sommaire)|haut de page)/i,
  /^(?:menu|rechercher|recherche|search)(?:$|\s*[–—|·:]|\s{2,})/i,
  /^(?:accueil|home)\s*(?:[>›»|/–—-]|\s{2,}|$)/i,
  /^(?:article|page) (?:précédente?|suivante?)\b|^(?:agenda|article|page|actualités?) suivante?\s*>/i,
  /^(?:envoyez-nous|écrivez-nous|contactez-nous)\b.{0,100}(?:whatsapp|e-?mail|adresse|@)/i,
  /^(?:propulsé par|powered by|site réalisé)/i,
  /^(?:(?:\d{1,6}|[|·•,/+-])\s+)*(?:facebook|twitter|whatsapp|linkedin|telegram|instagram|pinterest|messenger|e-?mail|mail|imprimer|print|partager|share|compartir|threads|rss)(?:\s+|$)(?:(?:facebook|twitter|x|whatsapp|linkedin|telegram|instagram|pinterest|messenger|e-?mail|mail|imprimer|print|copier(?: le lien)?|copy link|partager|partages?|share|tweeter|compartir|rss|youtube|tiktok|threads|bluesky|reddit|flipboard|google news|sms|\d{1,6}(?!\d)|[|·•,/+-])(?:\s+|$))*$/iu,
  /^(?:écouter (?:cet|l['’])article|écouter$|lire plus tard|ajouter (?:aux|à mes) favoris|offrir (?:cet|l['’])article|taille du texte|agrandir|a\+ ?a-|vos réactions|réagir à cet article|signaler (?:un contenu|ce commentaire))/i,
  // Authors, tags
  /^(?:à propos de l['’]auteure?|l['’]auteure?$|(?:voir )?tous (?:les|ses) articles (?:de|par)\b|voir tous ses articles|plus d['’]articles de|about the author|all posts by|view all posts|sobre el autor)/i,
  // Spanish and English pages
  /^(?:aviso legal|política de (?:cookies|privacidad)|todos los derechos|suscríbete|suscribirse|iniciar sesión|regístrate|síguenos|comparte|imprimir|buscar$|hemeroteca$|cookie policy|advertise with us|contact us$|about us$|unsubscribe)/i,
];

/** A passage that points to other articles; the headlines after it are no part of this one. */
export const POINTERS =
  /^(?:[▶►→>•*#\s]*)(?:(?:à |a )?(?:lire|voir|écouter|regarder) (?:aussi|également|encore|ensuite)|aussi à lire|lire la suite|lire plus|à (?:ne pas manquer|découvrir)(?: aussi)?|(?:les )?(?:articles? )?(?:plus|les plus) (?:lus?|vus?|partagés?|commentés?|populaires?)|sur le même (?:sujet|thème)|dans la même (?:rubrique|catégorie)|(?:articles?|sujets?|contenus?) (?:similaires?|liés?|connexes?|associés?|recommandés?|relatifs?)|(?:pour aller|en savoir) plus(?: loin)?|dernières? (?:minutes?|infos?|nouvelles|actualités)|plus d['’](?:articles|actualités|infos)|autres? (?:articles?|actualités?|titres)|nos autres articles|vous (?:aimerez|pourriez aimer|aimeriez) aussi|cela (?:peut|pourrait|devrait) vous intéresser|à la une|you may (?:also )?like|you might also like|related (?:posts?|articles?|news)?|read (?:also|more|next)|also read|recommended(?: for you)?|more (?:stories|news)|more (?:from|in)(?: [\p{L}&.'’ -]{2,40})?|most (?:read|popular)|trending|te puede interesar|(?:lo|las) más (?:leído|leídas|visto)|(?:otras )?noticias relacionadas|últimas noticias|también te puede|leer (?:más|también)|related content|don['’]t miss|à propos du même sujet|à lire sur|nos dernières vidéos|nos (?:dernières )?(?:vidéos|dossiers)|les titres|le fil info)(?=$|\s*[:.…!|–—»>-]|\s{2,}|\s*\d)/iu;

/** A passage that is furniture only next to furniture, at the edge of an article. */
export const WEAK_BOILERPLATE: readonly RegExp[] = [
  /^(?:si vous (?:voulez|souhaitez|avez aimé|aimez)|vous (?:souhaitez|voulez)|ne (?:manquez|ratez) (?:rien|pas|plus))\b/i,
  /^(?:cliquez|cliquer|inscrivez|abonnez|découvrez|rejoignez|suivez|retrouvez|recevez|restez|activez|téléchargez|partagez)(?:-|\s)/i,
  /^(?:email|e-mail|adresse|ok|fermer|envoyer|valider|plus tard|oui|non|tags?\s*:|mots[- ]clés\s*:|étiquettes?\s*:|rubriques?\s*:|catégories?\s*:)/i,
  /^(?:contact|publicité|annonces|archives|rubriques?|vidéos?|photos?|podcasts?|services?)(?:\s*[:|–—-]|\s{2,}|$)/i,
  /^(?:à (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|bientôt|la semaine prochaine|très vite)|bonne (?:semaine|journée|lecture|fin de semaine)|bon week-end)(?!\p{L}).{0,30}$/iu,
  /^(?:suivez en direct|le direct\b|en direct$|direct$)/i,
];

/** A line after which nothing belongs to the article any more. */
export const CLOSING =
  /^(?:©|\(c\)\s|copyright\b|tous droits (?:de reproduction )?réservés|all rights reserved|todos los derechos|à propos de l['’]auteure?|about the author|sobre el autor)/i;

/** The head of the readers' comments: what follows is theirs, however long. */
export const COMMENTS =
  /^(?:\d+ (?:commentaires?|réactions?|réponses?|comments?|comentarios?|avis)(?: (?:sur|à|to|on)\b.{0,120})?|(?:vos |les |derniers )?commentaires?(?: des (?:lecteurs|internautes))?(?:\s*[(:]?\s*\d*\s*\)?)|(?:laisser|poster|ajouter|écrire) un commentaire|laisser une réponse|leave a (?:reply|comment)|comments?(?:\s*\(?\d*\)?)|comentarios?(?:\s*\(?\d*\)?)|réagir à cet article|(?:vos )?réactions?\s*\(\d+\)(?:\s[–—-].{0,100})?)\s*[:.!]?$/iu;

/** The line of keywords under an article. */
export const TAGS =
  /^(?:tags?|mots[- ]cl(?:é|e)s?|étiquettes?|hashtags?|keywords|etiquetas|temas|classé (?:dans|sous)|filed under|topics)(?:\s*:|\s*$)/iu;

/** A line about the article: its author, its date, its section. */
export const BYLINE =
  /^(?:(?:[Pp]ar|PAR|[Bb]y|[Aa]vec|De notre (?:correspondante?|envoyée?))\s(?=\p{Lu})|(?:[Pp]ropos (?:recueillis|traduits)|[Ee]ntretien réalisé|[Rr]ecueilli|[Ss]uivi|[Éé]dité) par\s|(?:[Tt]extes?|[Pp]hotos?|[Ss]ource|[Cc]rédits?)\s*:|(?:[Pp]ubliée?s?|[Pp]osted|[Pp]ublished|[Mm]ise? (?:en ligne|à jour)|[Mm]odifiée?|[Pp]arue?|[Aa]ctualisée?)(?!\p{L})|(?:La )?[Rr]édaction$|[-–—]?\s*in\s)/u;

/** Section names that stand alone above a headline. */
export const SECTIONS: ReadonlySet<string> = new Set(
  (
    'actualité actualités actu afrique agriculture analyse automobile banque bourse brèves chronique cinéma ' +
    'conjoncture consommation culture débats dépêches diplomatie dossier droit édito éditorial éducation emploi ' +
    'énergie enquête entreprise entreprises entretien environnement finance finances focus football high-tech ' +
    'immobilier industrie insolite international internationale interview investigation justice livres maghreb ' +
    'maroc médias météo monde musique nation national numérique opinion opinions politique portrait reportage ' +
    'régions région religion repères sante santé sciences social société sport sports tech technologie technologies ' +
    'télécoms tourisme transport transports tribune vidéo vidéos économie economie eco éco exclusif direct live ' +
    'accueil podcasts podcast dossiers opinions people jeux shopping emploi magazine newsletters abonnement contact ' +
    'proche-orient europe amériques asie océanie planète idées pixels régions faits-divers lifestyle auto éducation ' +
    'home news world business opinion markets politics culture science health travel lifestyle weather ' +
    'inicio portada política economía deportes sociedad internacional nacional tecnología salud opinión sucesos'
  ).split(' '),
);

/** Section names of more than one word. */
export const LONG_SECTIONS =
  /^(?:faits divers|à la une|toute l['’]actualité|nos régions|high tech|grand angle|point de vue|avis de décès|petites annonces|marchés publics|le journal|l['’]édition du jour|édition abonnés|culture (?:&|et) médias|vie pratique|vu d['’]ailleurs|nos dossiers|en images|nos vidéos)$/iu;

/** What makes a line in capitals a headline, though another headline follows: a sentence's words or its punctuation. */
export const HEADLINE_WORDS =
  /[,!?:;]|(?<!\p{L})(?:est|sont|était|sera|seront|a|ont|aura|auront|va|vont|se|s['’]|ne|n['’]|y|en tête|fait|font|veut|veulent|peut|peuvent|doit|doivent|dit|disent|prend|reprend|perd|gagne|signe|lance|ouvre|rouvre|ferme|attend|attendra|quitte|arrive|revient|reste|entre|sort|monte|baisse|recule|progresse|vote|adopte|rejette|annonce|reporte|reporté|reportée|suspend|annule|inaugure|démarre|commence|s['’]arrête|brûle|coule|tombe|meurt|mort|remporte|bat|accueille|recrute|licencie|achète|rachète|vend|cède)(?!\p{L})/iu;
