import type { PassageKind } from '../model';
import { BLOCK, CLOSES, SCOPE } from './elements';

/** What an open element means for the text inside it. */
export interface Context {
  readonly unseen: boolean;
  readonly furniture: boolean;
  readonly link: boolean;
  /** Inside `<main>`. */
  readonly main: boolean;
  /** Index of the innermost outermost `<article>`, or -1. */
  readonly section: number;
  /** Inside the site's own `<header>`. */
  readonly banner: boolean;
  readonly kind: PassageKind;
  readonly level: number;
}

/**
 * The open elements of an HTML page, closed as browsers do it as far as text goes: implied end tags,
 * stray end tags ignored, none reaching out of its table cell. Every operation takes amortised constant time,
 * whatever the depth.
 */
export class OpenElements {
  private readonly names: string[] = [];
  private readonly contexts: Context[] = [];
  /** For each name, where it stands in the stack. */
  private readonly places = new Map<string, number[]>();
  private readonly blocks: number[] = [];
  private readonly scopes: number[] = [];

  constructor(private readonly outside: Context) {}

  get context(): Context {
    return this.contexts[this.contexts.length - 1] ?? this.outside;
  }

  push(name: string, context: Context): void {
    const place = this.names.length;
    this.names.push(name);
    this.contexts.push(context);
    const places = this.places.get(name);
    if (places === undefined) this.places.set(name, [place]);
    else places.push(place);
    if (BLOCK.has(name)) this.blocks.push(place);
    if (SCOPE.has(name)) this.scopes.push(place);
  }

  /** Closes what the start tag of an element closes by itself. */
  beforeStart(name: string): void {
    if (BLOCK.has(name)) {
      const p = this.lastPlace('p');
      if (p >= 0 && p > last(this.scopes)) this.closeFrom(p);
    }
    const rule = Object.hasOwn(CLOSES, name) ? CLOSES[name] : undefined;
    if (rule === undefined) return;
    let container = -1;
    for (const n of rule.within) container = Math.max(container, this.lastPlace(n));
    let first = Infinity;
    for (const n of rule.open) {
      const place = this.lastPlace(n);
      if (place > container) first = Math.min(first, place);
    }
    if (first !== Infinity) this.closeFrom(first);
  }

  /** Closes an element by its end tag; gives whether there was one to close. */
  end(name: string): boolean {
    const place = this.lastPlace(name);
    if (place < 0) return false;
    const barrier = BLOCK.has(name) ? last(this.scopes) : last(this.blocks);
    if (place < barrier && !SCOPE.has(name) && name !== 'tr' && name !== 'body') return false;
    this.closeFrom(place);
    return true;
  }

  private closeFrom(place: number): void {
    while (this.names.length > place) {
      const name = this.names.pop()!;
      this.contexts.pop();
      this.places.get(name)!.pop();
      if (last(this.blocks) === this.names.length) this.blocks.pop();
      if (last(this.scopes) === this.names.length) this.scopes.pop();
    }
  }

  private lastPlace(name: string): number {
    return last(this.places.get(name) ?? []);
  }
}

function last(places: readonly number[]): number {
  return places[places.length - 1] ?? -1;
}
