/** What HTML elements mean for reading: sets of tag names. */

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** Elements that begin and end a block of their own. */
export const BLOCK = set(
  'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer ' +
    'form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td ' +
    'tfoot th thead tr ul caption button label optgroup option select textarea iframe video audio object',
);

/** Elements without content or end tag. */
export const VOID = set(
  'area base basefont bgsound br col embed frame hr img input link meta param source track wbr',
);

/** Elements whose content is not on the page as text. */
export const UNSEEN = set(
  'head script style template noscript svg math iframe object audio video canvas select datalist textarea title ' +
    'noembed noframes map',
);

/** Elements that hold the page's furniture wherever they stand. */
export const FURNITURE = set('nav footer button dialog menu label');

/** ARIA roles of furniture. */
export const FURNITURE_ROLES = set(
  'navigation banner contentinfo complementary search alert alertdialog dialog menu menubar toolbar tablist button',
);

/** Elements that the end tag of something inside them does not reach past. */
export const SCOPE = set('table td th caption template button html');

/** For an element, those that its start tag closes when they are still open in the same list or table. */
export const CLOSES: Readonly<
  Record<string, { readonly open: ReadonlySet<string>; readonly within: ReadonlySet<string> }>
> = {
  li: { open: set('li'), within: set('ul ol menu dir') },
  dt: { open: set('dt dd'), within: set('dl') },
  dd: { open: set('dt dd'), within: set('dl') },
  tr: { open: set('tr td th'), within: set('table') },
  td: { open: set('td th'), within: set('table tr') },
  th: { open: set('td th'), within: set('table tr') },
  option: { open: set('option'), within: set('select datalist') },
};

/** Class and id words that sites give to furniture, alone or before `-` or `_`. */
export const FURNITURE_CLASS =
  /^(?:(?:site|main|page|top|post|entry|article|global|primary|secondary)[-_])?(?:nav|navbar|navigation|menus?|breadcrumbs?|ariane|sidebar|footer|newsletter|share|sharing|partage|social|cookies?|consent|related|recommended|recommendations|comments?|commentaires|advert|adverts|advertisement|publicite|paywall|subscribe|skip-link|pagination)(?:$|[-_])/i;

/** Whether an inline style takes an element off the page. */
export const UNSEEN_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
