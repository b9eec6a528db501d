/** `l'édition 2024`, `édition de 2024`, `the 2024 edition`, `edición 2024`: the year of the edition spoken of. */
export const EDITION_YEAR =
  /(?:édition|edition|edición)\s+(?:de\s+)?((?:19|20)\d\d)\b|\b((?:19|20)\d\d)\s+edition\b/giu;

/** `Salon Atlas (2024)`, `Salon Atlas en 2024`: a year right after the name. */
export const YEAR_AFTER = /^\s?(?:\(\s?|,?\s(?:en|de|in|édition)\s)((?:19|20)\d\d)\b/iu;

/** `Salon Atlas de l'an dernier`, `au Salon Atlas l'année prochaine`: one year before or after that of the article. */
export const COUNTED_YEAR_AFTER =
  /^,?\s(?:de\s)?l['’](?:an|année)\s(?:derni[eè]re?|passée?|précédente?|prochaine?)(?!\p{L})/iu;

/**
 * `l'an dernier, au Salon Atlas`, `l'édition précédente du Salon Atlas`: the same, right before the name. The next
 * edition is not among them: it may be that of the article's own year.
 */
export const COUNTED_YEAR_BEFORE =
  /(?:l['’](?:an|année)\s(?:derni[eè]re?|passée?|prochaine?),?\s(?:(?:au|aux|à|lors|du|de)\s)*|(?:l['’]édition\sprécédente|précédente\sédition)\s(?:du|des|de|d['’])\s?)(?:(?:le|la|les)\s|l['’])?$/iu;

/** `la prochaine édition du Salon Atlas`. */
export const NEXT_EDITION_BEFORE =
  /(?:prochaine\sédition|édition\sprochaine)\s(?:du|des|de|d['’])\s?(?:(?:la|les)\s|l['’])?$/iu;

/** Whether a year is counted backwards: `l'an dernier`, not `l'an prochain`. */
export const YEAR_BACK = /derni|pass|précéd/iu;

/** A year of four digits standing alone. */
export const YEAR = /(?<!\d)(?:19|20)\d\d(?!\d)/gu;
