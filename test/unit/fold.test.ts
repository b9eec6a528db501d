import assert from 'node:assert/strict';
import { fold } from '../../src/core/french/fold';

describe('fold', () => {
  const cases: [string, string][] = [
    ['Maroc Télécommerce', 'maroc telecommerce'],
    ['Kelâat M’Gouna', 'kelaat m gouna'],
    ["L'Œuvre", 'l oeuvre'],
    ['Al-Maghrib', 'al maghrib'],
    ['R&D', 'r&d'],
    ['C++', 'c++'],
    ['  S.A.R.L. ', 's a r l'],
    ['ÉCOLE', 'ecole'],
    ['e\u0301cole', 'ecole'],
    ['Maroc\u00a0Telecom', 'maroc telecom'],
    ['المغرب', 'المغرب'],
    ['…', ''],
  ];
  for (const [text, expected] of cases) it(JSON.stringify(text), () => assert.equal(fold(text), expected));
});
