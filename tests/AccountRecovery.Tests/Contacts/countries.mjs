// Makes the rows of src/AccountRecovery/Contacts/CountryRows.cs and AreaRows.cs, from facts about numbering plans.
// Run outside of the repository: npm install libphonenumber-js@1.13.16 && node countries.mjs > rows.txt (Node.js 20; about three minutes).
import { createRequire } from 'node:module';
import { cwd } from 'node:process';

const require = createRequire(cwd() + '/');
const { parsePhoneNumberFromString: parse } = require('libphonenumber-js/max');
const metadata = require('libphonenumber-js/metadata.max.json');
const names = new Intl.DisplayNames('en', { type: 'region' });

// Where several countries share a code and one has most numbers, it holds those that tell no other.
const main = { 39: 'IT', 44: 'GB', 47: 'NO', 61: 'AU', 212: 'MA', 262: 'RE', 290: 'SH', 358: 'FI', 590: 'GP', 599: 'CW' };

// Where a number may begin with what is a trunk prefix as well, the prefix goes only if so many digits remain.
const trunks = { RU: '8:10', KZ: '8:10', BY: '80:9,8:9,0:9', GA: '0:8', TM: '8:8', LT: '0,8:8', HU: '06' };

const trunk = country => {
  const prefix = metadata.countries[country][5];
  if (trunks[country]) return trunks[country];
  return metadata.countries[country][0] === '1' ? '1:10' : typeof prefix === 'string' ? prefix : '';
};

const persons = new Set(['FIXED_LINE', 'MOBILE', 'FIXED_LINE_OR_MOBILE', undefined]);
const fills = ['2345678901234', '5550123999999', '9999999999999', '0000000000000', '1212121212121'];
const areas = {};
for (const [code, countries] of Object.entries(metadata.country_calling_codes).filter(([, countries]) => countries.length > 1)) {
  const depth = code === '1' ? 3 : 5;
  const lengths = [...new Set(countries.flatMap(country => metadata.countries[country][3]))].filter(length => length >= depth);
  const found = new Map();
  for (let i = 0; i < 10 ** depth; i++) {
    const prefix = String(i).padStart(depth, '0');
    for (const length of lengths) {
      for (const fill of fills) {
        const number = parse('+' + code + (prefix + fill).slice(0, length));
        if (number?.isValid() && number.nationalNumber.length === length && persons.has(number.getType())) {
          found.set(prefix, (found.get(prefix) ?? new Set()).add(number.country));
        }
      }
    }
  }

  const walk = prefix => {
    const below = [...found].filter(([area]) => area.startsWith(prefix));
    const holders = new Set(below.flatMap(([, holders]) => [...holders]));
    const next = new Set(below.map(([area]) => area.slice(0, prefix.length + 1)));
    if (holders.size === 1 && (next.size > 1 || prefix.length === depth) && (depth === 5 || prefix.length === 3)) {
      const [holder] = holders;
      if (holder !== main[code]) (areas[holder] ??= []).push(prefix);
    } else if (prefix.length < depth) {
      [...next].sort().forEach(walk);
    } else {
      console.error('shared', code, prefix, [...holders].join());
    }
  };
  walk('');
}
areas.US.push('310'); // half of it rings in Canada, says the data; the area is California's

// What the data itself says goes before what was found by trying; but 800 is free calls, whoever has answered to 8001.
for (const [country, [, , , , , , , , , , leading]] of Object.entries(metadata.countries)) {
  if (typeof leading === 'string' && !Object.values(main).includes(country)) {
    const all = new RegExp(`^(?:${leading})$`);
    areas[country] = [1, 2, 3, 4, 5].flatMap(depth => Array.from({ length: 10 ** depth }, (_, i) => String(i).padStart(depth, '0'))).filter(area => all.test(area) && area !== '8001');
  }
}

console.log('COUNTRIES');
Object.keys(metadata.countries)
  .map(country => ({ country, name: names.of(country) }))
  .sort((left, right) => left.name < right.name ? -1 : 1)
  .forEach(({ country, name }) => console.log([country, metadata.countries[country][0], trunk(country), name].join('|')));
console.log('AREAS');
for (const country of Object.keys(areas).sort()) {
  const code = metadata.countries[country][0];
  const all = [...new Set(areas[country])].sort();
  for (let i = 0; i < all.length; i += 32) console.log(country + '|' + all.slice(i, i + 32).join(' '));
}
console.log('MAIN ' + Object.values(main).join(' '));
console.log('NOT FOR PERSONS ' + Object.keys(metadata.nonGeographic).join(' '));
