import fc from 'fast-check';
import type { Decision } from '../../../src/core/decisions/action';
import type { EntityRef } from '../../../src/core/decisions/model';
import { ENTITY_TYPES } from '../../../src/core/model';

/** What random decisions are about. */
export interface Subjects {
  readonly ref: fc.Arbitrary<EntityRef>;
  readonly name: fc.Arbitrary<string>;
  /** Of files and folders, relative to the workspace folder. */
  readonly path: fc.Arbitrary<string>;
}

/** Any decision; many of them are refused. */
export function randomDecision({ ref, name, path }: Subjects): fc.Arbitrary<Decision> {
  return fc.oneof(
    fc.record({ kind: fc.constant('rename' as const), entity: ref, name }),
    fc.record({
      kind: fc.constant('alias' as const),
      entity: ref,
      alias: name,
    }),
    fc.record({
      kind: fc.constant('merge' as const),
      into: ref,
      others: fc.array(ref, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('split' as const),
      entity: ref,
      namesake: fc.constantFrom('nord', 'sud', 'est'),
      in: fc.array(path, { minLength: 1, maxLength: 2 }),
    }),
    fc.record({
      kind: fc.constant('retype' as const),
      entity: ref,
      type: fc.constantFrom(...ENTITY_TYPES),
    }),
    fc.record({ kind: fc.constant('hide' as const), entity: ref }),
    fc.record({ kind: fc.constant('restore' as const), entity: ref }),
    fc.record({
      kind: fc.constant('notSame' as const),
      entity: ref,
      other: ref,
    }),
    fc.record({
      kind: fc.constant('add' as const),
      name,
      type: fc.constantFrom(...ENTITY_TYPES),
    }),
    fc.record({
      kind: fc.constant('accept' as const),
      entity: ref,
      variant: name,
    }),
    fc.record({
      kind: fc.constant('ignore' as const),
      entity: ref,
      file: path,
    }),
    fc.record({ kind: fc.constant('move' as const), from: path, to: path }),
  );
}
