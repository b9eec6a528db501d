/** Month names as French, English and Spanish pages write them, lower case and without accents, to 1-12. */
// prettier-ignore
export const MONTHS: Readonly<Record<string, number>> = {
  janvier: 1, janv: 1, jan: 1, january: 1, enero: 1, ene: 1,
  fevrier: 2, fevr: 2, fev: 2, february: 2, feb: 2, febrero: 2,
  mars: 3, march: 3, mar: 3, marzo: 3,
  avril: 4, avr: 4, april: 4, apr: 4, abril: 4, abr: 4,
  mai: 5, may: 5, mayo: 5,
  juin: 6, june: 6, jun: 6, junio: 6,
  juillet: 7, juil: 7, july: 7, jul: 7, julio: 7,
  aout: 8, august: 8, aug: 8, agosto: 8, ago: 8,
  septembre: 9, sept: 9, september: 9, sep: 9, septiembre: 9,
  octobre: 10, oct: 10, october: 10, octubre: 10,
  novembre: 11, nov: 11, november: 11, noviembre: 11,
  decembre: 12, dec: 12, december: 12, diciembre: 12, dic: 12,
};
