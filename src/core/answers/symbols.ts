import type { Archive } from '../archive/archive';
import { isUncertain, type Entity } from '../archive/entity';
import type { Span } from '../model';

/** An article of a file and the entities it names, most mentioned first; none that is hidden, or no name surely. */
export interface ArticleOutline {
  readonly span: Span;
  readonly title: string | undefined;
  readonly date: string | undefined;
  readonly entities: readonly { readonly entity: Entity; readonly first: Span; readonly mentions: number }[];
}

/** The articles of a file as an outline. */
export function outlineOf(archive: Archive, uri: string): ArticleOutline[] {
  const file = archive.file(uri);
  return (file?.articles ?? []).map(({ span, title, date, names, mentions }, article) => {
    const entities = names.map((_, name) => archive.entityIn(uri, article, name));
    const found = new Map<string, { entity: Entity; first: Span; mentions: number }>();
    mentions.name.forEach((name, i) => {
      const entity = entities[name];
      if (!entity || entity.hidden || isUncertain(entity)) return;
      const known = found.get(entity.id);
      const first = { start: mentions.start[i]!, end: mentions.end[i]! };
      if (known) known.mentions++;
      else found.set(entity.id, { entity, first, mentions: 1 });
    });
    return { span, title, date, entities: [...found.values()].sort((a, b) => b.mentions - a.mentions) };
  });
}
