import assert from 'node:assert/strict';
import { read } from '../../src/core/reading/read';

const A =
  'Le conseil de la coopérative a décidé de reporter au printemps l’ouverture de la nouvelle halle. Les travaux reprendront dès que le budget aura été voté par les communes voisines.';
const B =
  'La grue du pont est restée muette toute la matinée, faute d’un grutier. Le chantier, lancé en janvier, a pris six semaines de retard, a reconnu le maître d’œuvre devant la presse.';

/** The one article of a page saved as text: its title and what its body holds, line by line. */
function check(source: string, title: string, ...body: readonly string[]): void {
  const { articles } = read(source, 'text');
  assert.equal(articles.length, 1);
  assert.equal(articles[0]!.title, title);
  assert.deepEqual(
    articles[0]!.body.flatMap((b) => source.slice(b.start, b.end).split(/\n+/)),
    body,
  );
}

describe('reading: navigation before the article', () => {
  const T = 'La grande halle attendra le printemps';
  const before = (name: string, ...lines: readonly string[]): void => {
    it(name, () => check(`${lines.join('\n')}\n${T}\n\n${A}\n\n${B}`, T, T, A, B));
  };
  before('names of sections', 'Accueil', 'Politique', 'Économie', 'Le mag', 'Culture', 'Sport', '');
  before('a line of sections', 'Le Témoin', 'Accueil  Politique  Économie  Sport  Nos régions', '');
  before('bars and dots', 'Politique | Économie | Société | Sport', 'Monde · Afrique · Maroc', '');
  before('breadcrumbs', 'Accueil > Économie > Bâtiment', '');
  before('breadcrumbs that end with the title', `Accueil › Économie › ${T}`, '');
  before('login and search', 'Se connecter', 'S’abonner', 'Rechercher', 'Menu', '');
  before('Spanish sections', 'Inicio  Política  Economía  Deportes', 'Iniciar sesión', '');
  before('English sections', 'Home', 'News', 'Business', 'Sport', 'Sign in', '');
  before('share buttons', 'Partager', 'Facebook', 'Twitter', 'WhatsApp', 'Copier le lien', '');
  before('the title of the window', `${T} - Le Témoin`, 'Accueil', 'Politique', 'Le mag', 'Sport', '');
  before('the title of the window without the site', T, 'Accueil', 'Politique', 'Le mag', 'Sport', '');
  it('title, share button, title', () =>
    check(`Accueil > Économie\n${T}\nPartager\n${T}\n\n${A}`, T, T, T, A));
  it('a short title after names of sections', () =>
    check(
      `Accueil\nPolitique\nSport\nLa halle attendra\n\n${A}`,
      'La halle attendra',
      'La halle attendra',
      A,
    ));
  it('a short title, a section, a share button', () =>
    check(`La halle attendra\nPartager\n\n${A}`, 'La halle attendra', 'La halle attendra', A));
});

describe('reading: furniture after the article', () => {
  const T = 'La grande halle attendra le printemps';
  const after = (name: string, ...lines: readonly string[]): void => {
    it(name, () => check(`${T}\n\n${A}\n\n${B}\n\n${lines.join('\n')}`, T, T, A, B));
  };
  after('sections', 'Politique', 'Économie', 'Le mag', 'Sport', 'Monde');
  after('keywords', 'Mots clés : halle, coopérative, budget', 'Partager cet article');
  after('keywords below each other', 'Tags', 'Halle', 'Coopérative');
  after('Spanish keywords', 'Etiquetas: mercado, puerto');
  after(
    'the author',
    'À propos de l’auteur',
    'Nadia Zemmouri suit les marchés depuis douze ans pour le journal.',
  );
  after('her other articles', 'Voir tous les articles de Nadia Zemmouri');
  after(
    'comments',
    '2 commentaires',
    'Karim',
    'Il était temps qu’on le dise, la halle aurait dû ouvrir en janvier, comme le maire l’avait promis à tous les marchands du quartier.',
    'Salima',
    `Encore un retard ! ${B}`,
    'Laisser un commentaire',
  );
  after('comments with their number behind', 'Commentaires (12)', A, B, A);
  after(
    'related headlines',
    'Sur le même sujet',
    'Le marché rouvre',
    'Un pont pour l’oued',
    'Le four a cent ans',
  );
  after('Spanish ones', 'Te puede interesar', 'El mercado abre', 'Un puente para el río', 'Aviso legal');
  after(
    'English ones',
    'Related articles',
    'The market opens',
    'A bridge for the river',
    'Subscribe to our newsletter',
  );
  after('share buttons on one line', 'Facebook Twitter WhatsApp LinkedIn E-mail');
  it('reactions are part of a story', () =>
    check(`${T}\n\n${A}\n\nRéactions\n\n${B}`, T, T, A, 'Réactions', B));
  it('a list of places is part of a story', () =>
    check(
      `${T}\n\n${A}\n\nLes quais ouverts\nNador\nSalé\nTanger`,
      T,
      T,
      A,
      'Les quais ouverts',
      'Nador',
      'Salé',
      'Tanger',
    ));
});
