/** Words that open or announce names, folded. General knowledge of press French, no list of names. */

const words = (list: string): readonly string[] =>
  list
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word.replace(/-/g, ' '));

/**
 * Nouns that stand at the head of a name (`ministère de…`, `Salon de…`), before one (`la start-up X`, `le
 * ministre X`) or behind one (`X, filiale de…`), by what they call a thing. Many stand in several lists.
 */
const HEADS = {
  body: words(
    `academy chaire instituts academie administration agence agences agency ambassade archives armee arrondissement assemblee
    autorite bank barreau bataillon bibliotheque board brigade bureau cabinet caisse canton centre
    chambre chancellerie chu clinique college comite commissariat commission communaute commune
    confederation congregation conseil conservatoire consulat cour creche delegation departement diocese
    direction directoire dispensaire district division douane ecole ecoles etat executif faculte
    federation force forces garde gendarmerie gouvernement gouvernorat guerilla guichet gymnase
    haut-commissariat hopital hopitaux inspection instance institut institute institution internat
    intersyndicale jury laboratoire lycee mairie maternite mediatheque milice ministere ministry mission
    municipalite observatoire office ordre organe organisation organisme orphelinat parlement parquet
    patronat penitencier pole police polyclinique prefecture presidence prevote province rectorat regie
    regiment region regulateur secretariat section senat service services sous-prefecture syndicat
    tresorerie tribunal unite universite university wilaya zawiya`,
  ),
  company: words(
    `omnium accelerateur acheteur acierie actionnaire affreteur agence agregateur agriculteur amenageur
    animalerie annonceur apporteur armateur assembleur assurance assurances assureur avionneur bailleur
    banque banques banquier biotech biscuiterie boulangerie boutique brasserie brasseur cabaret cabinet
    cabletier centrale chaine charcutier chocolatier cimenterie cimentier cluster compagnie company
    concessionnaire concurrent confiserie conglomerat conserverie consortium constructeur cooperative
    courtier couturier createur cybermarchand detaillant developpeur diffuseur distillerie distributeur
    editeur editeurs editions emballeur energeticien enseigne entreprise entreprises equipementier
    etablissement etablissements exploitant exploitation exportateur fabricant fabrique ferme filiale
    fintech firme foncier fonderie fondeur fonds forgeron foundation fournisseur franchise freteur
    galerie geant gestionnaire grossiste group groupe groupement groupes holding hotelier huilerie
    importateur imprimerie imprimeur incubateur industriel integrateur intermediaire investisseur
    jeune-pousse joaillier label labo laboratoire laiterie leader librairie licorne logisticien loueur
    maison marchand maroquinier marque medtech metallurgiste meunier minier minotier motoriste
    multinationale mutuelle negociant numero operateur operateurs opticien papetier partenaire
    patisserie petrolier pharmacie pionnier plasturgiste porteur prestataire producteur promoteur
    raffinerie raffineur rival scierie sellier semencier siderurgiste societe societes sous-traitant
    specialiste start-up startup studio studios sucrier think-tank thinktank torrefacteur tour-operateur
    trader traiteur transitaire transporteur usine vendeur verrerie verrier vigneron viticulteur
    voyagiste`,
  ),
  association: words(
    `academies adversaire alliance amicale association associations bloc cartel centrale cercle champion
    chapelle charite choeur chorale club clubs coalition collectif comite compagnonnage confrerie
    convention coordination corps ecurie ensemble equipe equipes faction fanfare federations fondation
    formation formations front gang groupe groupement groupuscule guilde harmonie intersyndicale leader
    ligue maison mouvance mouvement mouvements mutuelle oeuvre ong onze orchestre parti partis
    patrouille plateforme platform promu quatuor quintette quinzaine rebellion reseau reseaux rival
    section selection societe soutien structure syndicat syndicats tandem team trio troupe troupes union
    unions vestiaire visiteurs`,
  ),
  media: words(
    `agence antenne bihebdomadaire bimensuel blog canal chaine chaines confrere consoeur gazette hebdo
    hebdomadaire hebdomadaires journal journaux magazine magazines media medias mensuel newsletter
    periodique podcast portail presse quotidien quotidiens radio radios redaction revue revues site
    station tabloid tabloide television televisions trimestriel web-tv webradio webtv`,
  ),
  event: words(
    `agora anniversaire assemblees assises atelier ateliers attentat attentats audience bac baccalaureat
    bal banquet bataille biennale bootcamp bourse braderie brocante campagne caravane
    carnaval cavalcade celebration centenaire ceremonie ceremonies clinic colloque colloques colloquium
    comice commemoration concert concertation concile conclave conference conference-debat
    conferences congres convention convoi corrida cycle cyclone datathon day days debat decennie defile
    demi-journee dialogue dictee ducasse edition editions election elections eruption etats-generaux
    evenement event events exercice expo exposition fair fancy-fair fantasia feria festival
    festivals festivites fete fetes finissage foire foires forum forums gala grand-messe guerre
    hackathon hackathons inauguration insurrection intersessions jamboree jour journee journee-debat
    journees jubile kermesse lancement legislatives manifestation manoeuvres marche
    marche-blanche massacre master-class masterclass matinale matinee matinees meeting meetup
    mini-sommet mois moussem municipales naufrage negociations nocturne nuit nuits olympiades openday
    operation ouragan parade pardon pelerinage petit-dejeuner pitch plenary pourparlers pre-sommet
    presidentielle pride primaire procession quinzaine rassemblement rassemblements
    raz-de-maree recensement reception referendum referendums rencontre rencontres
    rendez-vous retrospective reunion revolution revue roadshow salon salons scrutin seance seisme
    semaine semaines seminaire seminaires senatoriales session sessions soiree soirees sommet sommets
    summit symposium symposiums synode table-ronde tbourida telethon tempete tombola tournee triennale
    tsunami typhon universite veillee vernissage vide-grenier vide-greniers visite votation votations
    webinaire webinaires week week-end workshop`,
  ),
  competition: words(
    `barrage barrages challenge championnat championnats championship classique classiques competition
    competitions concours contre-la-montre coupe coupes course courses criterium cross cup cyclo-cross
    defi demi-finale demi-finales derby division duel eliminatoires epreuve epreuves etape euro finale
    finales game games grand-prix huitiemes jeu jeux league ligue manche marathon marathons masters
    match mondial mondiaux olympiade olympiades open phase poule premiership prix qualification
    qualifications quarts raid rallye rallyes randonnee regate regates rencontre ronde semi-marathon
    serie slalom sprint super-coupe supercoupe tirage tour tournament tournoi tournois trail transat
    traversee tremplin triathlon trophee trophees uci`,
  ),
  plan: words(
    `acte action taxe accord accords agenda aide amendement appel arrete bourse bourses budget cadre cahier campagne
    certificat certification chantier charte code compact contrat contrats convention cursus declaration
    decret demarche diplome directive dispositif doctrine emprunt feuille filiere fonds formation
    garantie initiative label licence livret loi manifeste master mecanisme memorandum mesure mission
    moratoire norme obligation operation ordonnance pacte parcours plan plans politique pret programme
    programmes projet projets protocole referentiel reforme regime resolution schema standard strategie
    strategies subvention sukuk traite traites vision`,
  ),
  product: words(
    `abonnement agregateur algorithme ampoule antivirus api app appareil appli application applications
    applis argane assistant assurance autocar automobile avion avions baladeur baril base bateau bateaux
    berline biere bloc boisson boite borne bot bouquet bracelet brevet cable camion camionnette capsule
    cargo carte cartes casque catamaran chalutier chatbot chaussure chaussures citadine clavier code
    coffret colis collection compte compte-epargne compteur console couche coupe creme croiseur
    croisiere crossover cryptomonnaie cultivar cuvee cyclomoteur danse destroyer dictionnaire drone
    drones ecran emulsion engin ensemble epargne ferry fonds forfait forfaits formule fregate fromage
    fusee fusees gamme hatchback helicoptere huile imprimante indice insecticide instrument jet jeton
    jeu jeux jouet lance-roquettes lanceur langage laptop lessive licence livret logiciel logiciels
    machine maliciel malware marque marques medicament messagerie minibus missile modele modeles module
    moniteur monnaie montre moteur moteurs moto mousse musique navette navigateur navire obligation obus
    offre offres ordinateur outil outils package paquebot parfum pass passe patrouilleur pesticide
    petrolier pick-up pistolet placement plateforme plateformes platform police portail porte-avions
    porte-conteneurs portefeuille processeur produit produits prototype puce rampe rancongiciel
    ransomware reseau robot robots satellite satellites savon serveur service services sirop smartphone
    smartphones software solution solutions sonde sondes sous-marin stimulant suite supercalculateur suv
    systeme systemes tablette technologie telephone telephones terminal token tracteur train trains
    utilitaire vaccin vaccins variete vedette vehicule vehicules version vin virus voilier voiture
    voitures wallet yacht yaourt`,
  ),
  work: words(
    `affiche album albums anthologie article atlas ballade ballet bande bande-dessinee barometre
    best-seller biographie blockbuster bulletin catalogue chanson chansons chronique clip collection
    colloque comedie comptine conte court-metrage cycle documentaire dossier drame edito emission
    emissions encyclopedie enquete epopee essai etude exposition fable feuilleton fiction film films
    fresque guide hymne installation jeu-televise journal jt lettre livre livres long-metrage magazine
    manga manuel memoires mini-serie morceau newsletter nouvelle opera operette opus oratorio ouvrage
    partition peinture performance piece pieces playlist podcast poeme polar programme rapport recueil
    revue roman romans rubrique saga sculpture serie series show single sitcom spectacle spectacles
    symphonie tableau talk-show telefeuilleton telefilm telenovela these thriller titre toile tragedie
    tribune trilogie tube volet western`,
  ),
  prize: words(
    `award awards bourse cesar concours decoration distinction grade grand-croix label lauriers medaille
    mention nobel ordre oscar palmares palme prix prize recompense titre trophee trophees`,
  ),
  place: words(
    `capitale airport cite espace hall infrastructure snack abbaye aerodrome aeroport affluent agglomeration aire allee anse archipel arene atoll auditorium
    autoroute avenue axe baie banlieue barrage base basilique bassin belvedere boulevard bourg bourgade
    cafe camp campus canal canton cap carrefour carriere cascade caserne casino cathedrale centrale
    centre chaine chapelle chateau chaussee chef-lieu chemin cimetiere cinema circuit clairiere col
    colline commune complexe confluent contree corniche cote couloir cour cours crique departement
    desert detroit district domaine douar echangeur eglise embouchure enclave esplanade estuaire etang
    faubourg ferme fjord fleuve foret fort forteresse gare gisement gite glacier golfe gorge gouffre
    grand-place grotte gymnase halle halles hameau haras hippodrome hotel hotel-de-ville ile iles ilot
    immeuble impasse jardin jardins jetee ksar lac lagon lagune landes lieu-dit ligne littoral localite
    lotissement marais marche massif medina mer metropole mine mines mont montagne monts monument
    mosquee musee oasis ocean oued palais parc parking passage patinoire pays peninsule piscine place
    plage plaine planete plateau point pont port porte poste presqu-ile prison province quai quartier
    quartiers rade region reserve residence retenue rive riviere rocade rond-point route royaume rue
    ruelle ruines salle sanctuaire savane sentier siege sierra site souk sous-prefecture square stade
    station steppe synagogue technopark technopole temple terminal territoire theatre tour town tranchee
    tribunaux tunnel usine vallee vallon velodrome vieille-ville village villages ville villes voie
    volcan wilaya zone`,
  ),
  person: words(
    `famille abbe academicien acteur actrice adjoint adjointe administrateur agriculteur aide ailier ambassadeur
    ambassadrice amiral analyste animateur animatrice apprenti arbitre archeologue archeveque architecte
    archiviste artisan artisane artiste astronaute athlete attaquant attaquante auteur auteure autrice
    avocat avocate bassiste batonnier batteur benevole biologiste blogueur botaniste boulanger boxeur
    boxeuse buteur cadre candidat candidate capitaine cardinal cascadeur cavalier ceo champion
    championne chanteur chanteuse chef cheffe cheikh chercheur chercheuse choregraphe chroniqueur
    cineaste climatologue co-auteur co-fondateur coach cofondateur cofondatrice coiffeur colonel
    comedien comedienne commandant commandante commissaire compositeur compositrice conseiller
    conseillere conservateur consultant consultante conteur contre-amiral coordinateur coordinatrice
    coordonnateur costumier coureur couturier couturiere critique cuisinier curateur cycliste danseur
    danseuse defenseur defenseuse delegue deleguee demographe depute deputee designer dessinateur dg
    dictateur diplomate directeur directrice dirigeant dirigeante docteur doctorant documentariste doyen
    doyenne dr ebeniste eclaireur economiste ecrivain ecrivaine editorialiste educateur electricien
    eleve eleveur elu elue emir empereur enseignant enseignante ensemblier entraineur entraineuse
    entrepreneur entrepreneuse envoye envoyee epouse epoux escrimeur essayiste ethnologue etudiant
    etudiante eurodepute eveque expert experte exploitant exposant facteur femme fermier figurante fille
    fils fleuriste fondateur fondatrice footballeur footballeuse forgeron frere garagiste gardien
    general generale geographe geologue gerant gerante golfeur gouverneur gouverneure graphiste greffier
    griot guitariste gynecologue haj handballeur heritier historien historienne homme humoriste
    illustrateur imam infirmier infirmiere influenceur influenceuse informaticien ingenieur ingenieure
    inspecteur inspectrice instituteur institutrice international internationale joueur joueuse
    journaliste judoka juge juriste karateka lady laureat laureate leader lieutenant linguiste lutteur
    maalem madame mademoiselle maire maitre maman manager mannequin maraicher marathonien marchand
    mareyeur mari marin marraine mathematicien me mecanicien medaille medaillee medecin meneur mere
    meteorologue metteur milieu militant militante ministre missionnaire mister mlle mme modeliste
    monseigneur monsieur musicien musicienne navigateur navigatrice negociateur neurologue
    nutritionniste officier oncle opposant opposante orateur orfevre organisateur ouvrier ouvriere
    paleontologue papa pape parfumeur parolier parrain pasteur patient patissier patron patronne pdg
    pecheur pediatre peintre pere pharmacien philosophe photographe physicien pianiste pilote pivot
    poete poetesse politicien politologue pongiste porte-parole potier pr predecesseur predicateur
    prefet premier presentateur presentatrice president presidente preteur pretre prince princesse
    principal procureur procureure producteur productrice professeur professeure programmeur proviseur
    psychiatre psychologue rabbin rappeur rappeuse rapporteur rapporteure realisateur realisatrice
    recteur rectrice redacteur redactrice referent reine reporter representant representante responsable
    ressortissant roi romancier romanciere rugbyman salarie sculpteur sculptrice secretaire
    selectionneur senateur senatrice sergent sir skieur skieuse slameur sociologue soeur soldat soprano
    sous-prefet souverain specialiste sprinteur sprinteuse styliste substitut successeur sultan surfeur
    syndic syndicaliste tante technicien technicienne temoin tennisman tisserand titulaire traducteur
    traductrice transfuge tresorier trompettiste tueur universitaire urbaniste vainqueur vendeur
    vendeuse veterinaire vice-champion vice-ministre vice-president vice-presidente victime violoniste
    virologue voisin voisine volleyeur wali youtubeur zoologue`,
  ),
};

/** The lists a head word stands in, as bits. */
export const HEAD_WORDS: ReadonlyMap<string, number> = headWords();

function headWords(): ReadonlyMap<string, number> {
  const bits = new Map<string, number>();
  Object.values(HEADS).forEach((list, k) => {
    for (const word of list) bits.set(word, (bits.get(word) ?? 0) | (1 << k));
  });
  return bits;
}

/** Lower-case words that stand inside names: `Office national des ports et de la pêche`. */
export const LINK_WORDS: ReadonlySet<string> = new Set(
  words(`de du des d la le les l et pour a au aux en sur sous the of and for in al el es ez ould ben bin ibn von van
    der den di da do dos del della y e`),
);
