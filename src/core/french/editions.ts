/** `l'édition 2024`, `édition de 2024`, `the 2024 edition`, `edición 2024`: the year of the edition spoken of. */
export const EDITION_YEAR =
  /(?:édition|edition|edición)\s+(?:de\s+)?((?:19|20)\d\d)\b|\b((?:19|20)\d\d)\s+edition\b/giu;

/** `Salon Atlas (2024)`, `Salon Atlas en 2024`: a year right after the name. */
export const YEAR_AFTER = /^\s?(?:\(\s?|,?\s(?:en|de|in|édition)\s)((?:19|20)\d\d)\b/iu;
