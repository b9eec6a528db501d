/** Words that open or announce names, folded. General knowledge of press French, no list of names. */

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/**
 * Nouns that stand at the head of a name (`ministère de…`, `Salon de…`) or just before one
 * (`la start-up X`, `le programme X`, `le ministre X`).
 */
export const HEAD_WORDS = words(
  `abbaye academie accelerateur accord accords acte action administration aeroport agence alliance ambassade ambassadeur
  ambassadrice amicale antenne appli application archipel archives armee artiste assemblee assises association atelier
  athlete auteur autorite autoroute avenue avocat avocate baie banque banquier barrage barreau bataillon bibliotheque
  bourse boulevard bureau cabinet cafe caisse camp campus canal candidat candidate canton cap capitaine caravane carrefour carte
  casino cathedrale centrale centre cercle ceremonie chaine chaire challenge chambre championnat chanteur chanteuse
  chantier charte chateau chercheur chercheuse cinema circuit cite clinique club coalition code col collectif college
  colloque comedien comite commandant commissaire commission commissariat commune compagnie complexe concert concours
  confederation conference congres conseil conseiller conservatoire consortium constructeur consulat convention
  cooperative corniche corps cote coupe cour course delegation departement depute deputee desert detroit dg dialogue
  directeur direction directrice district divan division docteur domaine douar ecole economiste ecrivain edition
  editeur editions eglise embleme emission enseigne entraineur entreprise entrepreneur equipe espace etablissement etat
  evenement expert experte exposition fabricant faculte famille federation feder femme festival fete feuilleton film
  filiale finale fleuve foire fonds fondateur fondation fondatrice footballeur forces foret forfait fort forum foundation
  fournisseur front fusee galerie gare gendarmerie general geant golfe gouvernement gouverneur gouvernorat grotte
  groupe groupement guide hackathon hall halle haras hebdomadaire hippodrome hopital hotel ile iles incubateur indice
  industriel infrastructure initiative ingenieur institut institution instituts international jardin joueur joueuse journal journaliste
  journee journees juge jury label laboratoire lac lagune ligne ligue livre local localite logiciel loi lycee magazine
  maire mairie maison manager marathon marche marque massif medaille media medina mer meeting messagerie mine
  ministere ministre mission mont montagne mosquee moteur mouvement moussem municipalite musee mutuelle navire nuit
  observatoire ocean office offre omnium operateur operation opposant orchestre ordre organisation organisme oued outil palais
  parc parlement parquet parti partenaire passe patron pays peintre penitencier petrolier plage plaine plan plateau
  plateforme place poete pole police pont port porte prefecture premier president presidente presse prestataire prince princesse prison prix
  procureur producteur produit professeur programme projet province quai quartier quotidien radio rallye realisateur
  rectorat recteur regie region regiment regulateur rencontre rencontres rendez-vous reseau reserve residence revue
  riviere roi roman romancier route royaume rue salle salon satellite secretaire secretariat section semaine seminaire
  senat senateur senatrice serie service session site snack societe solution sommet souk specialiste square stade
  standard start-up startup station strategie structure studio sultan syndicat symposium systeme tableau taxe
  technopole technopark temple territoire theatre thinktank tour tournoi traite transporteur tribunal troupe trophee trophees tunnel
  union unite universitaire universite usine vallee vice-president village ville wali wilaya zone
  academy agency airport association award awards bank board cup day days event fair foundation group institute
  ministry prize summit university week`,
);

/** Lower-case words that stand inside names: `Office national des ports et de la pêche`. */
export const LINK_WORDS = words(
  `de du des d la le les l et pour a au aux en sur sous the of and for in al el es ez ould ben bin ibn von van der den
  di da do dos del della y e`,
);
