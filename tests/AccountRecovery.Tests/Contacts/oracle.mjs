// What libphonenumber says about numbers of all its countries: Data/phone-oracle.txt, which PhoneOracleTests reads.
// Run outside of the repository: npm install libphonenumber-js@1.13.16 && node oracle.mjs > phone-oracle.txt (Node.js 20).
// Each line: country, typed, kind of typing, E.164, country found, verdict (valid, possible, or why it is not), all as the oracle says; '-' for nothing.
import { createRequire } from 'node:module';
import { cwd } from 'node:process';

const require = createRequire(cwd() + '/');
const { parsePhoneNumberWithError: parse, getExampleNumber, validatePhoneNumberLength } = require('libphonenumber-js/max');
const metadata = require('libphonenumber-js/metadata.max.json');
const mobiles = require('libphonenumber-js/examples.mobile.json');

// The metadata has no example of a fixed number: one is made from the pattern, by a fixed sequence of digits.
let seed = 20261122;
const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
const randomDigits = length => Array.from({ length }, () => Math.floor(next() * 10)).join('');

const fixedOf = country => {
  const [code, , , lengths, , , , , , , , types] = metadata.countries[country];
  for (let i = 0; i < 200000; i++) {
    const national = randomDigits(lengths[Math.floor(next() * lengths.length)]);
    const number = tryParse('+' + code + national);
    if (number?.isValid() && number.country === country && ['FIXED_LINE', 'FIXED_LINE_OR_MOBILE'].includes(number.getType())) return number;
  }
  return null;
};

const tryParse = (text, country) => { try { return parse(text, country); } catch { return null; } };

const judge = (text, shown) => {
  const country = shown === '-' ? undefined : shown;
  try {
    const number = parse(text, country);
    return [number.number, number.country ?? '-', number.isValid() ? 'valid' : number.isPossible() ? 'possible' : validatePhoneNumberLength(text, country) ?? 'possible'];
  } catch (refused) {
    return ['-', '-', refused.message];
  }
};

const seen = new Set();
const record = (country, typed, kind) => {
  const line = [country, typed, kind, ...judge(typed, country)].join('\t');
  if (!seen.has(line)) { seen.add(line); console.log(line); }
};

const changed = (digits, at) => digits.slice(0, at) + (Number(digits[at]) + 1) % 10 + digits.slice(at + 1);

for (const country of Object.keys(metadata.countries).sort()) {
  for (const number of [getExampleNumber(country, mobiles), fixedOf(country)].filter(found => found)) {
    const { nationalNumber: national, countryCallingCode: code } = number;
    record(country, number.number, 'e164');
    record(country, number.formatInternational(), 'international');
    record(country, number.formatInternational().replace(/ /g, '-'), 'dashes');
    record(country, number.formatNational(), 'national');
    record(country, number.formatNational().replace(/[^0-9]/g, ''), 'national digits');
    record(country, `(${number.formatNational().replace(/[()]/g, '')})`, 'brackets');
    record(country, number.formatNational().replace(/[ -]/g, '.'), 'dots');
    record(country, national, 'no trunk');
    record(country, `+${code} (0)${national}`, 'zero in brackets');
    record(country, '+' + code + changed(national, national.length - 1), 'last digit changed');
    record(country, '+' + code + changed(national, 0), 'first digit changed');
    record(country, '+' + code + changed(national, 2), 'third digit changed');
    record(country, '+' + code + national.slice(0, -1), 'one fewer');
    record(country, '+' + code + national.slice(0, 3), 'three');
    record(country, '+' + code + national + '5', 'one more');
    record(country, '+' + code + national + '55555555', 'eight more');
    record(country, '+' + changed(code, code.length - 1) + national, 'code changed');
  }
}
for (let code = 0; code < 1000; code++) {
  record('-', `+${code}23456789`, 'any code');
}
