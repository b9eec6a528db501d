import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { isAcronymOf } from '../../src/core/french/acronym';
import { loadModel, type Model, recognise } from '../../src/core/recognition/recognise';
import { tokenise } from '../../src/core/recognition/tokenise';
import { ENTITY_TYPES, type Passage, type Recognition } from '../../src/core/model';

const MODEL_FILE = path.join(process.cwd(), 'model', 'recogniser.bin');
const bytes = new Uint8Array(fs.readFileSync(MODEL_FILE));

function loaded(): Model {
  const model = loadModel(bytes);
  if ('error' in model) throw new Error(model.error);
  return model;
}

const model = loaded();

function passagesOf(text: string): Passage[] {
  return [...text.matchAll(/[^\n]+/g)].map((line) => ({
    start: line.index,
    end: line.index + line[0].length,
    kind: 'paragraph',
    article: 0,
  }));
}

function recogniseText(text: string): Recognition {
  const passages = passagesOf(text);
  return recognise(text, passages, tokenise(text, passages), model);
}

/** The text with its names marked as in the corpus. */
function marked(text: string): string {
  let result = '';
  let at = 0;
  for (const { start, end, type } of recogniseText(text).mentions) {
    result += `${text.slice(at, start)}[${type}|${text.slice(start, end)}]`;
    at = end;
  }
  return result + text.slice(at);
}

function check(expected: string): void {
  assert.equal(marked(expected.replace(/\[[A-Z]+\|([^\]]*)\]/g, '$1')), expected);
}

/** What the passes leave of events that a model is said to have seen, each with its probability. */
function afterPasses(
  text: string,
  ...seen: readonly (readonly [name: string, probability: number])[]
): string[] {
  const passages = passagesOf(text);
  const tokens = tokenise(text, passages);
  const spans = seen.map(([name, probability]) => {
    const at = text.indexOf(name);
    const first = tokens.start.findIndex((start) => start === at);
    const last = tokens.end.findIndex((end) => end === at + name.length);
    return { first, last, type: ENTITY_TYPES.indexOf('EVENT'), probability };
  });
  const view = model.tagger.view.bind(model.tagger);
  const found = recognise(text, passages, tokens, { tagger: { view, tag: () => spans } }).mentions;
  return found.map(({ start, end }) => text.slice(start, end));
}

describe('recognise', () => {
  it('finds names of every type', () => {
    check("Le ministre de l'Eau s'est rendu mardi à [LOC|Meknès] avec [PER|Salma Berrechid].");
    check(
      "[PER|Karim Outaleb], directeur général de la [ORG|Banque populaire du Rif], a présenté l'application.",
    );
    check('La [EVENT|Coupe du monde 2030] se jouera au [LOC|Maroc], en [LOC|Espagne] et au [LOC|Portugal].');
    check(
      "L'[ORG|Agence nationale des ports] a signé avec le [ORG|ministère de l'Économie et des Finances].",
    );
    check('Le [EVENT|Salon international du dattier] ouvre vendredi à [LOC|Erfoud].');
    check('Elle règle ses achats avec [PROD|Google Pay] depuis son téléphone.');
  });

  it('leaves articles, titles, roles and generic words outside', () => {
    check("La banque reste prudente, le salon s'achève et la société attend.");
    check('Selon le Pr [PER|Driss Alami], le ministre de la Santé a tort.');
    check('Le directeur parle de cloud, de 5G et d’IoT.');
  });

  it('parts names joined by a hyphen, an "et" or a slash', () => {
    check('Le vol [LOC|Casablanca]-[LOC|Montréal] est complet.');
    check('[ORG|Orange] et [ORG|Nokia] ont signé un accord.');
  });

  it('makes no names of headlines and passages in other languages, and finds those in them', () => {
    check('Todo Lo Que Debes Saber Sobre Las Becas En [LOC|Madrid]');
    check('La Guía Completa Para Viajar En Tren Este Invierno Sin Gastar Demasiado');
    check('Cómo Pedir Una Cita Para El Carnet: Todos Los Pasos');
    check('Why Everyone Is Waiting For The New School Calendar');
    check('Seven Things You Should Know Before You Buy An Electric Bike');
    check('El presidente de la región, [PER|Álvaro Quintero], viajó ayer a [LOC|Tánger].');
    check('صرح وزير المالية أن الميزانية ستعرض غدا');
    check('وقعت شركة [ORG|Maroc Telecom] اتفاقية مع [ORG|Ericsson] في الدار البيضاء يوم الثلاثاء');
  });

  it('finds no names in addresses and hashtags', () => {
    check('Le dossier est sur https://www.port-sec.ma/Avis/Appel-Nord ; écrire à Salma.Idrissi@port-sec.ma.');
    check('www.port-sec.ma/Presse');
    check('Suivez la journée avec #Agadir et #SalonDuPort2026.');
    check('Il vit à [LOC|Agadir], sans #Agadir.');
  });

  it('parts coordinated ministries', () => {
    check("Les [ORG|ministères de la Santé] et de l'[ORG|Éducation nationale] ont signé la circulaire.");
  });

  it('takes coordinated directions into the region, not a second region', () => {
    check("Le cacao d'[LOC|Afrique de l'Ouest et centrale] se vend mal.");
    check("Il couvre l'[LOC|Amérique du Nord, du Sud et centrale] depuis [LOC|Lima].");
    check("Le bureau d'[LOC|Afrique du Nord] et de [LOC|Marseille] ferme.");
  });

  it('lets an event begin with a word that calls one, and end before the year it took place in', () => {
    const text = "Il parle des dynamiques de la mer, du forum de l'eau en 2023 et du Salon Atlas 2024.";
    assert.deepEqual(
      afterPasses(
        text,
        ['dynamiques de la mer', 0.9],
        ["forum de l'eau en 2023", 0.9],
        ['Salon Atlas 2024', 0.9],
      ),
      ["forum de l'eau", 'Salon Atlas 2024'],
    );
  });

  it('leaves out what is more probably wrong', () =>
    assert.deepEqual(afterPasses('Zelmatane et Brimoun.', ['Zelmatane', 0.39], ['Brimoun', 0.41]), [
      'Brimoun',
    ]));

  it('scores a name by how often such names are right, not by what the model says', () => {
    const passages = passagesOf('Zelmatane');
    const tokens = tokenise('Zelmatane', passages);
    const scores = [0.45, 0.6, 0.9, 0.99, 1].map((probability) => {
      const tag = () => [{ first: 0, last: 0, type: 0, probability }];
      const view = model.tagger.view.bind(model.tagger);
      return recognise('Zelmatane', passages, tokens, { tagger: { view, tag } }).mentions[0]!.score.toFixed(
        2,
      );
    });
    assert.deepEqual(scores, ['0.46', '0.58', '0.85', '0.98', '1.00']);
  });

  it('takes one type for an acronym and its full name', () => {
    const text = "L'Office régional des forêts du Tadla (ORFT) recrute.\nL'ORFT a ouvert un concours.";
    const { mentions, glosses } = recogniseText(text);
    const names = mentions.map((m) => `${m.type} ${text.slice(m.start, m.end)}`);
    assert.deepEqual(names, ['ORG Office régional des forêts du Tadla', 'ORG ORFT', 'ORG ORFT']);
    assert.deepEqual(glosses, [{ full: 0, short: 1 }]);
  });

  it('finds a name named once in the document everywhere in it', () => {
    const text =
      "La société Zelmatix, filiale du groupe Sanad basée à Rabat, a levé 3 millions d'euros auprès de la banque.\n" +
      'Reste une question : Zelmatix tiendra-t-elle ?\n' +
      'ZELMATIX RECRUTE ENCORE CINQ INGENIEURS';
    const found = recogniseText(text).mentions.filter((m) => /zelmatix/i.test(text.slice(m.start, m.end)));
    assert.deepEqual(
      found.map((m) => `${m.type} ${text.slice(m.start, m.end)}`),
      ['ORG Zelmatix', 'ORG Zelmatix', 'ORG ZELMATIX'],
    );
  });

  it('knows a person by the surname afterwards', () => {
    const text = 'Le lauréat, Younes Tafraout, vit à Lille. Pour Tafraout, tout a changé.';
    const found = recogniseText(text).mentions.filter((m) => text.slice(m.start, m.end).endsWith('Tafraout'));
    assert.deepEqual(
      found.map((m) => m.type),
      ['PER', 'PER'],
    );
  });

  it('gives scores that tell sure names from doubtful ones', () => {
    const sure = recogniseText('Il est né à Casablanca, au Maroc.').mentions;
    assert.equal(sure.length, 2);
    for (const { score } of sure) assert.ok(score > 0.8 && score <= 1);
  });

  it('gives the same for the same text, whatever came before', () => {
    const text = 'Le groupe Atlas Conserves rachète Fruidor à Agadir.';
    const before = recogniseText(text);
    recogniseText('Rien à voir avec Tanger Automotive City.');
    assert.deepEqual(recogniseText(text), before);
  });

  it('gives ordered, trimmed names inside the text, whatever the text', () => {
    const piece = fc.oneof(
      fc.integer({ min: 1, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
      fc.constantFrom(
        'Rabat',
        ' ',
        ' (',
        ')',
        'ONU',
        ' de ',
        'Banque',
        '-',
        '\n',
        '. ',
        "l'",
        '«',
        'Mohamed Alaoui',
        '\ud83d',
        '\u0301',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        let at = 0;
        for (const { start, end, score } of recogniseText(text).mentions) {
          assert.ok(start >= at && end > start && end <= text.length && score >= 0 && score <= 1);
          assert.equal(text.slice(start, end).trim(), text.slice(start, end));
          assert.equal(/^\p{M}/u.test(text.slice(end)), false);
          assert.equal(
            /[\ud800-\udbff]$/.test(text.slice(0, end)) && /^[\udc00-\udfff]/.test(text.slice(end)),
            false,
          );
          at = end;
        }
      }),
      { numRuns: 200 },
    );
  });

  it('takes hostile input in its stride', () => {
    const texts = [
      '',
      'x'.repeat(2_000_000),
      'ONU '.repeat(10_000),
      'ONU (ONU) '.repeat(2_000),
      'MAROC TELECOM '.repeat(3_000),
      '12 '.repeat(10_000),
      '👍🏽'.repeat(5_000),
      'مدينة الرباط '.repeat(2_000),
      'e\u0301'.repeat(50_000),
      'Rabat, '.repeat(5_000),
      '(((((((('.repeat(2_000),
      'Office national de la '.repeat(2_000),
    ];
    for (const text of texts) {
      const { mentions } = recogniseText(text);
      for (const { start, end } of mentions) assert.ok(start < end && end <= text.length);
    }
  });
});

describe('loadModel', () => {
  const refused = (data: Uint8Array): string => {
    const result = loadModel(data);
    return 'error' in result ? result.error : 'loaded';
  };

  it('says what is wrong with a file that is not a model', () => {
    assert.match(refused(new Uint8Array(0)), /only 0 bytes/);
    assert.match(refused(new TextEncoder().encode('Ceci est un article de presse.')), /signature/);
    assert.match(refused(bytes.slice(0, bytes.length - 1)), /damaged/);
    assert.match(refused(bytes.slice(0, 30)), /damaged/);
  });

  it('sees a changed byte anywhere', () => {
    for (const at of [40, bytes.length >> 1, bytes.length - 1]) {
      const damaged = bytes.slice();
      damaged[at] = damaged[at]! ^ 0x10;
      assert.match(refused(damaged), /checksum/);
    }
    const newer = bytes.slice();
    newer[4] = 99;
    assert.match(refused(newer), /version 99/);
  });

  it('never throws on a file with a right checksum and wrong content', () => {
    const noise = fc.uint8Array({ minLength: 0, maxLength: 200 });
    fc.assert(fc.property(noise, (data) => typeof refused(data) === 'string'));
  });
});

describe('isAcronymOf', () => {
  const yes = (short: string, full: string): void =>
    assert.equal(isAcronymOf(short, full), true, `${short} = ${full}`);
  const no = (short: string, full: string): void =>
    assert.equal(isAcronymOf(short, full), false, `${short} ≠ ${full}`);

  it('reads initials, passing over small words', () => {
    yes('CMI', 'Centre monétique interbancaire');
    yes('CGEM', 'Confédération générale des entreprises du Maroc');
    yes('OFPPT', 'Office de la formation professionnelle et de la promotion du travail');
    yes('ONU', 'Organisation des Nations unies');
    yes('ÉNA', "École nationale d'administration");
    yes('FAO', 'Food and Agriculture Organization');
  });

  it('may pass over a word in three', () => {
    yes('PNUD', 'Programme des Nations unies pour le développement');
    yes('Cirad', 'Centre de coopération internationale en recherche agronomique pour le développement');
  });

  it('takes more letters of a word, its last one, and digits that repeat', () => {
    yes('BAM', 'Bank Al-Maghrib');
    yes('BKAM', 'Bank Al-Maghrib');
    yes('IMANOR', 'Institut marocain de normalisation');
    yes('M2T', 'Maroc Traitement de Transactions');
    yes('PMEs', 'petites et moyennes entreprises');
  });

  it('refuses other names', () => {
    no('ONU', 'Maroc Telecom');
    no('CMI', 'Confédération marocaine des exportateurs');
    no('CAF', 'Bank Al-Maghrib');
    no('M', 'Maroc');
    no('Rabat', 'Rabat Invest');
    no('', '');
    no('SA', 'Salé');
  });
});
