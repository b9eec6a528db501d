import { ENTITY_TYPES, type EntityType } from '../src/core/model';
import type { Random } from './random';

/** An invented thing that articles name, and the short form that they use after the first mention. */
export interface Thing {
  readonly full: string;
  readonly short: string;
}

/**
 * How often a new name comes up when one is needed, after `drawn` names: about as the vocabulary of a
 * newspaper grows (Heaps' law, exponent 0.7), so that 100,000 articles hold some 100,000 names.
 */
const NEW_NAMES = { factor: 2, exponent: 0.3 };

/**
 * The names of an archive. A name drawn is a new one, or one drawn before, the likelier the more often it
 * was (so that frequencies follow Zipf's law, as the names of the press do).
 */
export class NameVocabulary {
  private readonly drawn = Object.fromEntries(ENTITY_TYPES.map((type) => [type, [] as Thing[]])) as Record<
    EntityType,
    Thing[]
  >;

  constructor(
    private readonly random: Random,
    private readonly parts: NameParts,
  ) {}

  draw(type: EntityType): Thing {
    const { drawn, random } = this;
    const before = drawn[type];
    const fresh = NEW_NAMES.factor * (before.length + 1) ** -NEW_NAMES.exponent;
    const thing = random.next() < fresh ? this.invent(type) : random.of(before);
    // Once more in the list, once likelier to be drawn.
    before.push(thing);
    return thing;
  }

  private invent(type: EntityType): Thing {
    const { random, parts } = this;
    const place = random.of(parts.places);
    const word = this.coin();
    switch (type) {
      case 'PER': {
        const surname = random.next() < 0.5 ? random.of(parts.surnames) : word;
        return { full: `${random.of(parts.firstNames)} ${surname}`, short: surname };
      }
      case 'ORG':
        return random.next() < 0.4
          ? { full: `${random.of(ORGANISATIONS)} ${word} de ${place}`, short: word }
          : { full: `${word} ${random.of(BRANCHES)}`, short: word };
      case 'EVENT': {
        const year = 2000 + random.below(27);
        return { full: `${random.of(EVENTS)} ${word} ${year}`, short: `${random.of(EVENTS)} ${word}` };
      }
      case 'PROD':
        return { full: `${word} ${random.of(PRODUCTS)}`, short: word };
      case 'LOC':
        return random.next() < 0.7 ? { full: place, short: place } : { full: word, short: word };
    }
  }

  private coin(): string {
    const { random } = this;
    let word = '';
    for (let k = 2 + random.below(2); k > 0; k--) word += random.of(ONSETS) + random.of(VOWELS);
    word += random.of(CODAS);
    return word[0]!.toUpperCase() + word.slice(1);
  }
}

/** Words that names are put together from: those of the annotated corpus. */
export interface NameParts {
  readonly firstNames: readonly string[];
  readonly surnames: readonly string[];
  readonly places: readonly string[];
}

const ORGANISATIONS = ['Banque', 'Société', 'Fondation', 'Université', 'Coopérative', 'Chambre', 'Groupe'];
const BRANCHES = ['Finance', 'Télécom', 'Énergie', 'Logistique', 'Assurances', 'Holding', 'Santé', 'Médias'];
const EVENTS = ['Forum', 'Salon', 'Festival', 'Sommet', 'Trophée', 'Congrès'];
const PRODUCTS = ['Pay', 'Cloud', 'Plus', 'Mobile', 'Connect', '24'];
const ONSETS = ['b', 'br', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'tr', 'v', 'z', 'ch', 'j'];
const VOWELS = ['a', 'e', 'i', 'o', 'ou', 'u', 'é', 'an', 'in'];
const CODAS = ['', '', 'r', 'l', 'x', 's', 'm', 'ne'];
