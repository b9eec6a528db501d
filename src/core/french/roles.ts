/**
 * Callings that one person hardly changes, by family. Posts that people move between (minister, deputy,
 * banker, judge, professor) are one family: only what lies in different families tells namesakes apart.
 */
export type Calling = 'arts' | 'public' | 'sport';

const WORDS: Readonly<Record<Calling, string>> = {
  sport: `ailier arbitre arriere athlete attaquant attaquante avant-centre basketteur basketteuse boxeur boxeuse buteur
    capitaine champion championne coureur coureuse cycliste defenseur defenseuse demi-fondeur entraineur entraineuse
    footballeur footballeuse gardien gardienne golfeur handballeur international joueur joueuse judoka lateral
    marathonien marathonienne milieu nageur nageuse perchiste pilote sauteur selectionneur sprinteur sprinteuse tennisman
    volleyeur`,
  arts: `acteur actrice artiste auteur-compositeur chanteur chanteuse choregraphe cineaste comedien comedienne
    compositeur danseur danseuse dramaturge humoriste musicien musicienne peintre photographe plasticien plasticienne
    poete rappeur rappeuse realisateur realisatrice romancier romanciere sculpteur violoniste oudiste`,
  public: `administrateur ambassadeur ambassadrice avocat avocate banquier banquiere bourgmestre chirurgien commissaire
    conseiller depute deputee economiste gouverneur ingenieur juge magistrat magistrate maire medecin ministre notaire
    parlementaire pdg procureur professeur recteur secretaire senateur senatrice wali dg dga chercheur chercheuse
    directeur directrice president presidente vice-president fondateur fondatrice patron patronne gerant journaliste
    chef cheffe cardiologue universitaire expert-comptable`,
};

/** The family of a calling, by its folded word. */
export const CALLINGS: ReadonlyMap<string, Calling> = new Map(
  (Object.keys(WORDS) as Calling[]).flatMap((calling) =>
    WORDS[calling].split(/\s+/).map((word): [string, Calling] => [word, calling]),
  ),
);

/** What makes a post a thing of the past, or of a field that its word does not tell. */
export const NOT_NOW: ReadonlySet<string> = new Set(
  'ancien ancienne anciens ex ex- feu sportif sportive artistique technique musical musicale'.split(' '),
);

/** Words between a calling and a name that belong to the calling: `l’attaquant marocain X`. */
export const NATIONAL = /(?:ain|aine|ais|aise|ien|ienne|ois|oise)$/;
