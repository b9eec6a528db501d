/** Word lists the tokeniser and the sentence splitter need. All in lower case. */

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** What may stand before an elision's apostrophe: `l'`, `qu'`, `jusqu'`. */
export const ELIDED = words('l d j m t s n c qu jusqu lorsqu puisqu quoiqu');

/** Abbreviations whose full stop ends no sentence when a capital follows. */
export const ABBREVIATIONS = words(
  'm mm mme mmes mlle mlles dr drs pr prs me mes mgr st ste sts stes av bd blvd bld fg pl rte chap art al ' +
    'no nos num n° vol p pp pg éd ed coll cf ex env tél tel fax réf ref min max vs adm gén gal col cdt cne lt ' +
    'capt maj sgt hon rév bât apt jr sr inc ltd corp co cie sté ets éts janv févr avr juil sept oct nov déc ' +
    'dir prof ing arch mt dept dép circ resp collab ibid op cit trad ill ann suppl rec gen fred jc ph chr th',
);

/**
 * Words that open a sentence and hardly ever a name: after an initial or an abbreviation that may also
 * end a sentence (`S. A.`, `Inc.`), one of these tells that it did.
 */
export const SENTENCE_OPENERS = words(
  "il elle ils elles on ce cet cette ces c' ceci cela je nous vous tu j' l' d' qu' s' n' un une des le la les du au aux " +
    'en dans pour par sur avec sans sous selon mais et ou or car donc ni si quand comme lorsque depuis après ' +
    'avant pendant ainsi alors aussi enfin puis ensuite toutefois cependant pourtant son sa ses leur leurs notre ' +
    'nos votre mon ma mes à a chez entre contre vers dès plus moins très tout toute tous toutes autre autres ' +
    'quant outre grâce face parmi malgré bien même ici là hier demain plusieurs quelques certains qui que où',
);

/** Top-level domains that make `name.xx` a web address when no scheme says so. */
export const TOP_LEVEL_DOMAINS = words(
  'com net org info biz gov edu int ma dz tn fr be ch ca lu mc eu ly mr sn ci ml bf bj tg ne ng gh cm ga cg cd ' +
    'mg km rw bi dj eg sa ae qa kw uk us de es it pt nl pl se no fi dk at cz ro tr ru cn jp kr in br mx za ke ' +
    'io ai co tv me app dev tech africa press media news online shop store blog brussels swiss quebec paris ' +
    'sncf museum travel cover ong pro cat bzh corsica alsace',
);
