import type { Form } from '../resolution/local';

/** What the articles of the archive make of one node of the graph of names. */
export class NameUses {
  mentions = 0;
  /** The number of each article that has the name, ascending, and behind it its packed {@link Use}. */
  places: number[] = [];
  forms: FormCount[] = [];
  private formOf: Map<string, FormCount> | undefined;

  constructor(readonly node: string) {}

  /** Notes what an article makes of the name, beside what was noted of it before. */
  add(article: number, use: Use): void {
    const at = this.find(article);
    if (this.places[at] !== article) {
      this.places.splice(at, 0, article, pack(use));
    } else {
      this.places[at + 1] = pack(joined(unpack(this.places[at + 1]!), use));
    }
    this.mentions += use.mentions;
  }

  /** Whether an article has the name. */
  has(article: number): boolean {
    return this.places[this.find(article)] === article;
  }

  /** Forgets an article. */
  remove(article: number): void {
    const at = this.find(article);
    if (this.places[at] !== article) return;
    this.mentions -= unpack(this.places[at + 1]!).mentions;
    this.places.splice(at, 2);
  }

  /** Adds `count` (negative to take back) uses of a spelling. */
  countForm({ surface, key, count }: Form, sign: 1 | -1): void {
    const form = this.form(surface, key);
    if (form) {
      form.count += sign * count;
      if (form.count === 0) this.dropForm(form);
      return;
    }
    this.addForm({ surface, key, count: sign * count });
  }

  /** Adds a spelling that was not there. */
  addForm(form: FormCount): void {
    this.forms.push(form);
    this.formOf?.set(formId(form), form);
    if (this.forms.length === MANY_FORMS) this.formOf = new Map(this.forms.map((own) => [formId(own), own]));
  }

  private form(surface: string, key: string): FormCount | undefined {
    if (this.formOf) return this.formOf.get(formId({ surface, key }));
    return this.forms.find((form) => form.surface === surface && form.key === key);
  }

  private dropForm(form: FormCount): void {
    this.forms[this.forms.indexOf(form)] = this.forms.at(-1)!;
    this.forms.pop();
    this.formOf?.delete(formId(form));
  }

  /** Where in `places` an article stands, or should. */
  private find(article: number): number {
    let low = 0;
    let high = this.places.length / 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.places[middle * 2]! < article) low = middle + 1;
      else high = middle;
    }
    return low * 2;
  }
}

export interface FormCount {
  readonly surface: string;
  readonly key: string;
  count: number;
}

/** What one article makes of one name. */
export interface Use {
  readonly mentions: number;
  /** Of the mention that explains it best. */
  readonly introduction: number;
  /** In steps; see `scoreSteps`. */
  readonly confidence: number;
}

/** A use as one number: an archive has millions. */
export function pack({ mentions, introduction, confidence }: Use): number {
  return mentions * MENTIONS + introduction * INTRODUCTIONS + confidence;
}

export function unpack(packed: number): Use {
  return {
    mentions: mentionsIn(packed),
    introduction: introductionIn(packed),
    confidence: packed % INTRODUCTIONS,
  };
}

export function mentionsIn(packed: number): number {
  return Math.floor(packed / MENTIONS);
}

export function introductionIn(packed: number): number {
  return Math.floor((packed % MENTIONS) / INTRODUCTIONS);
}

/** Two names of one article taken for one. */
export function joined(a: Use, b: Use): Use {
  return {
    mentions: a.mentions + b.mentions,
    introduction: Math.max(a.introduction, b.introduction),
    confidence: Math.max(a.confidence, b.confidence),
  };
}

/** More than the steps of a score; and room for 16 scores of introductions. */
const INTRODUCTIONS = 256;
const MENTIONS = INTRODUCTIONS * 16;
/** From here on spellings are looked up, not searched through. */
const MANY_FORMS = 16;

function formId({ surface, key }: Pick<FormCount, 'surface' | 'key'>): string {
  return `${key}\n${surface}`;
}

/** The same characters in a string of their own: a slice would keep the whole text that it is a part of. */
export function copied(text: string): string {
  return text.split('').join('');
}
