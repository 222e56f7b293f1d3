import { expect, test } from 'vitest'
import { Masks } from '../../../src/secrets/masks.ts'

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const lines = (text: string, width: number): string => text.replaceAll(new RegExp(`.{${width}}`, 'g'), '$&\n')

const KEY = 'k/ey+&<>"\' ü\u202e\x07$`~!*end'
const LONG = Array.from({ length: 40 }, (_, index) => `word ${index * 7919} of a long secret`).join(', ')
const ACCOUNT = '{"user":"bob","password":"hunter2 & more","nested":[{"pin":739123456789}],"url":"https://x.test/a"}'

/** A value, how something writes it (by hand, without the code that masks), and what must not be left of it. */
const FORMS: readonly (readonly [name: string, value: string, written: string, gone?: string])[] = [
  ['as it is', KEY, KEY],
  ['Go JSON', 'a&b<c>d', String.raw`"a\u0026b\u003cc\u003ed"`, 'u0026b'],
  ['Go JSON of a bidi mark', 'abc\u202edef\u2028g', '"abc\u202edef\\u2028g"', 'def'],
  ['JSON in ASCII', 'abc ü€ 😀 x', String.raw`"abc \u00fc\u20ac \ud83d\ude00 x"`, '20ac'],
  ['JSON of Java', 'abc ü€ x', String.raw`"abc \u00FC\u20AC x"`, '20AC'],
  ['JSON with slashes', 'abc/def/g', String.raw`"abc\/def\/g"`, 'def'],
  ['JSON with old control characters', 'abc\bdef\fg', String.raw`"abc\u0008def\u000cg"`, 'def'],
  ['Go %q', 'ab"c\x07\x1b\u202e\ud83d\ude00d', String.raw`"ab\"c\a\x1b\u202e😀d"`, 'u202e'],
  ['Go %+q', 'abü\ud83d\ude00cd', String.raw`"ab\u00fc\U0001f600cd"`, 'U0001'],
  ['Python repr', 'it\'s\x1b "x" abc', String.raw`'it\'s\x1b "x" abc'`, 'abc'],
  ['shell, single quotes', "it's a secret", String.raw`'it'\''s a secret'`, 'secret'],
  ['shell, by Python', "it's a secret", `'it'"'"'s a secret'`, 'secret'],
  ['shell, double quotes', 'pa$$"wo`rd', 'pa\\$\\$\\"wo\\`rd', 'rd'],
  ['shell, printf %q', 'pa ss&(w)ord', String.raw`pa\ ss\&\(w\)ord`, 'ord'],
  ['shell, ANSI-C', "it's\x1b ü abc", String.raw`$'it\'s\E \303\274 abc'`, 'abc'],
  ['YAML, single quotes', "it's a secret", "'it''s a secret'", 'secret'],
  ['YAML, double quotes', 'abc\x1b\x07"def', String.raw`"abc\e\a\"def"`, 'def'],
  ['XML', 'a&b<c>"d\'e', 'a&amp;b&lt;c&gt;&quot;d&apos;e', 'quot'],
  ['XML by Go', 'a&b<c>"d\'e', 'a&amp;b&lt;c&gt;&#34;d&#39;e', '#34'],
  ['HTML by Python', 'a&b"d\'e', 'a&amp;b&quot;d&#x27;e', 'x27'],
  ['Slack', 'a&b<c>"d', 'a&amp;b&lt;c&gt;"d', 'lt;c'],
  ['Markdown', 'ghp_A_b*c', String.raw`ghp\_A\_b\*c`, 'ghp'],
  ['in one line', 'abc \t def\x07\x07ghi', 'abc def ghi'],
  ['URL', 'a b/c+d!ü', 'a%20b%2Fc%2Bd!%C3%BC', 'Bd'],
  ['URL in small digits', 'a b/c+d', 'a%20b%2fc%2bd', '2bd'],
  ['URL path by Go', 'a b/c+d@e', 'a%20b%2Fc+d@e', 'd@e'],
  ['form', 'a b/c+d!~', 'a+b%2Fc%2Bd%21%7E', '2Bd'],
  ['form by Go', 'a b/c+d!~', 'a+b%2Fc%2Bd%21~', '2Bd'],
  ['hex', 'secret-value', '7365637265742d76616c7565'],
  ['HEX', 'secret-value', '7365637265742D76616C7565'],
  ['base64', KEY, base64(KEY)],
  ['base64 without =', 'secret-values', base64('secret-values').replaceAll('=', '')],
  ['base64 in a login', 'correct horse battery', base64('user:correct horse battery'), 'cnJlY3QgaG9yc2UgYmF0dGVy'],
  ['a number by Go', '73912345678901234567', '7.391234567890123e+19'],
  ['a small number by Go', '1234567', '1.234567e+06'],
  ['a large number in digits', '7.39e+19', '73900000000000000000'],
  ['an octal number', '01234567', '342391'],
  ['a text in JSON', ACCOUNT, 'hunter2 & more'],
  ['a text in JSON in a URL', ACCOUNT, 'hunter2%20%26%20more', 'hunter2'],
  ['a number in JSON', ACCOUNT, '739123456789'],
  ['a number in JSON by Go', ACCOUNT, '7.39123456789e+11'],
  ['a password of an address', 'postgres://app:p%40ss-word@db:5432/x', 'p%40ss-word'],
  ['a password of an address, decoded', 'postgres://app:p%40ss-word@db:5432/x', 'p@ss-word'],
  ['a password of an address for MySQL', 'app:pass/word@tcp(db:3306)/x', 'pass/word'],
  ['a signature in an address', 'https://x.test/a?sv=1&sig=abc%2Bdef', 'abc+def'],
  ['a password of a connection string', 'Server=db;Password=hunter2;User=x', 'hunter2'],
  ['a value of an env file', 'export DEBUG=1\nAPI_TOKEN="hunter2 two"\n', 'hunter2 two'],
  ['a login of a docker config', `{"auths":{"r":{"auth":"${base64('bob:hunter2!')}"}}}`, 'hunter2!'],
]

const CASES = FORMS.map(([name, value, written, gone = written]) => [name, value, written, gone] as const)

test.each(CASES)('%s', (_, value, written, gone) => {
  const emitted: string[] = []
  const masks = new Masks({ emit: form => emitted.push(form) })
  masks.add(value)
  const shown = masks.redact(`before ${written} after`)
  expect(shown).toMatch(/^before .*\*\*\*.* after$/)
  expect(shown).not.toContain(gone)
  // The runner, which masks what others print, is told the same.
  const byRunner = emitted
    .toSorted((a, b) => b.length - a.length)
    .reduce((text, form) => text.replaceAll(form, '***'), written)
  expect(byRunner).not.toContain(gone)
})

test.each([76, 64, 60, 40, 100])('encoded in lines of %i characters, wherever it begins', width => {
  const masks = new Masks({ emit: () => undefined })
  masks.add(LONG)
  for (const before of ['', 'a', 'ab', 'key: ']) {
    for (const text of [base64(before + LONG), Buffer.from(before + LONG).toString('hex')]) {
      const shown = lines(text, width)
        .split('\n')
        .map(line => masks.redact(line))
        .join('\n')
      expect(shown).not.toMatch(/[A-Za-z0-9+/]{25}/)
    }
  }
})

test.each([
  '{"type":"service_account","token_uri":"https://oauth2.googleapis.com/token","on":true,"n":null,"word":"enabled"}',
  '{"broken',
  'https://hooks.example.com/plain',
  'KEY=\nNAME: x',
])('of %s no public word is hidden', value => {
  const masks = new Masks({ emit: () => undefined })
  masks.add(value)
  const text = 'service_account https://oauth2.googleapis.com/token true null enabled plain NAME'
  expect(masks.redact(text)).toBe(text)
})

test('many secrets in much text take no longer than a few', { timeout: 20_000 }, () => {
  const masks = new Masks({ emit: () => undefined })
  for (let index = 0; index < 500; index++) masks.add(`secret-${index}-${'x'.repeat(40)}"&`)
  const line = `npm warn deprecated package-${'y'.repeat(60)}@1.2.3: use another one`
  for (let index = 0; index < 20_000; index++) expect(masks.redact(line).length).toBe(line.length)
})

test('a word that is known to be public later is shown again', () => {
  const masks = new Masks({ emit: () => undefined })
  masks.add('staging')
  masks.exempt('staging')
  expect(masks.redact('hello to staging')).toBe('hello to staging')
})
