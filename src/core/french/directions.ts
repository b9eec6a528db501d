/** Words of regions named by a direction, folded: `Afrique du Nord, de l'Ouest et centrale`. */

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** What directions are said of. */
export const CONTINENTS = words('afrique amerique asie europe mediterranee');

/** Directions, as nouns and as adjectives. */
export const DIRECTIONS = words(
  'nord sud est ouest centre nord-est nord-ouest sud-est sud-ouest ' +
    'central centrale septentrional septentrionale meridional meridionale oriental orientale occidental occidentale ' +
    'austral australe equatoriale subsaharienne saharienne',
);

/** What may stand between coordinated directions. */
export const BETWEEN_DIRECTIONS = words('et ou de du des d la le l');
