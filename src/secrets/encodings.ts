/** How texts are written by what prints them. Each of these leaves a text without special characters as it is. */
export function writtenForms(text: string): readonly string[] {
  return [text, ...json(text), ...quoted(text), ...inAddresses(text), ...inMarkup(text), oneLine(text)]
}

/** JSON by JavaScript, by Go (no `&`, `<`, `>`), in ASCII, with escaped slashes; and YAML in double quotes. */
function json(text: string): readonly string[] {
  const plain = JSON.stringify(text).slice(1, -1)
  const go = plain.replaceAll(/[&<>\u2028\u2029]/g, unicode)
  const control = (written: string): string => written.replaceAll('\\b', '\\u0008').replaceAll('\\f', '\\u000c')
  const yaml = plain
    .replaceAll(/\\u00([0-9a-f]{2})/g, '\\x$1')
    .replaceAll('\\x00', '\\0')
    .replaceAll('\\x1b', '\\e')
    .replaceAll('\\x07', '\\a')
    .replaceAll('\\x0b', '\\v')
    .replaceAll('\x7f', '\\x7F')
    .replaceAll('\x85', '\\N')
    .replaceAll('\xa0', '\\_')
    .replaceAll('\u2028', '\\L')
    .replaceAll('\u2029', '\\P')
  return [
    ...[plain, go, control(go), ascii(plain), ascii(go), control(ascii(go)), yaml],
    ...[plain, ascii(plain)].map(written => written.replaceAll('/', '\\/')),
    ascii(plain).replaceAll(/\\u[0-9a-f]{4}/g, unit => `\\u${unit.slice(2).toUpperCase()}`),
  ]
}

/** Go's `%q`, Python's `repr`, a shell's and YAML's quotes. */
function quoted(text: string): readonly string[] {
  const go = text.replaceAll(/["\\]|[^\P{C}]|[\p{Zl}\p{Zp}]|[\p{Zs}](?<! )/gu, goEscape)
  const ansi = text.replaceAll(/['\\\p{Cc}]/gu, ansiEscape)
  return [
    ...[go, go.replaceAll(/[^\0-\x7f]/gu, goEscape)],
    ...[ansi, ansi.replaceAll(/[^\0-\x7f]/gu, octalBytes)],
    go.replaceAll('\\"', '"').replaceAll("'", "\\'"),
    text.replaceAll("'", `'\\''`),
    text.replaceAll("'", `'"'"'`),
    text.replaceAll("'", "''"),
    text.replaceAll(/["$`\\]/g, '\\$&'),
    text.replaceAll(/["$`\\!]/g, '\\$&'),
    text.replaceAll(/[^\w@%+=:,./\-\u0080-\uffff]/g, '\\$&'),
    text.replaceAll(/[^\w@%+=:./\-\u0080-\uffff]/g, '\\$&'),
  ]
}

/** URL encodings: for parts of a path, strict, and of forms; with capital and small digits. */
function inAddresses(text: string): readonly string[] {
  // A text with half a surrogate pair cannot be encoded; it could not have been sent in a URL either.
  if (!text.isWellFormed()) return []
  const part = encodeURIComponent(text)
  const strict = part.replaceAll(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
  const path = part.replaceAll(/%(?:24|26|2B|3A|3D|40)/g, decodeURIComponent)
  const all = [part, strict, path, encodeURI(text)]
  const forms = [part, strict, strict.replaceAll('~', '%7E')].map(form => form.replaceAll('%20', '+'))
  return [...all, ...forms].flatMap(form => [form, form.replaceAll(/%[0-9A-F]{2}/g, digits => digits.toLowerCase())])
}

/** XML and HTML: what has to be escaped, and all that may be, by name and by number. */
function inMarkup(text: string): readonly string[] {
  const least = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const double = ['&quot;', '&#34;']
  const single = ["'", '&apos;', '&#39;', '&#x27;']
  const both = double.flatMap(one => single.map(other => least.replaceAll('"', one).replaceAll("'", other)))
  const blanks = (form: string): string => form.replaceAll('\t', '&#x9;')
  return [least, ...both, ...both.map(blanks), least.replaceAll(/[\\`*_[\]|~#]/g, '\\$&')]
}

/** As a text is folded that has to be one line. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim()
}

function ascii(text: string): string {
  return text.replaceAll(/[\x7f-\uffff]/g, unicode)
}

function unicode(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

const SHORT: Readonly<Record<string, string>> = {
  ...{ '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v' },
  ...{ '"': '\\"', '\\': '\\\\' },
}

function goEscape(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16)
  if (SHORT[character] !== undefined) return SHORT[character]
  if (code < 0x80) return `\\x${hex.padStart(2, '0')}`
  return code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`
}

/** Inside `$'…'`. */
function ansiEscape(character: string): string {
  if (character === "'") return "\\'"
  if (character === '\x1b') return '\\E'
  return SHORT[character] ?? octalBytes(character)
}

function octalBytes(character: string): string {
  return [...Buffer.from(character)].map(byte => `\\${byte.toString(8).padStart(3, '0')}`).join('')
}
