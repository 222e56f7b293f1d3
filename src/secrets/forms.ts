/** Shorter texts are not masked: they occur everywhere, and the log would be unreadable without being any safer. */
export const SHORTEST_MASK = 4

/** Words that are in every log; as values of secrets they protect nothing. */
const EVERYDAY = new Set(['true', 'false', 'null', 'none', 'undefined', 'default', 'enabled', 'disabled'])

/** Whether a value can be masked without the log becoming unreadable. */
export function isMaskable(value: string): boolean {
  const trimmed = value.trim()
  return trimmed.length >= SHORTEST_MASK && !EVERYDAY.has(trimmed.toLowerCase())
}

/**
 * Every single-line form in which a secret value may turn up: itself, in base64, URL encoding and JSON, and each of its
 * lines that is long enough to be masked. The runner masks line by line, so that no form has a line break in it. Lines are not encoded one by
 * one: that is not done in practice, and a certificate would become hundreds of masks.
 */
export function secretForms(value: string): ReadonlySet<string> {
  const forms = new Set<string>()
  const add = (form: string): void => {
    if (form.length >= SHORTEST_MASK && !/[\r\n]/.test(form)) forms.add(form)
  }
  // Trimmed too: a secret pasted with its line break is used with and without it.
  for (const whole of new Set([value, value.trim()])) {
    add(whole)
    add(inJson(whole))
    add(urlEncoded(whole))
    for (const encoded of base64Forms(whole)) add(encoded)
  }
  for (const line of tellingLines(value)) {
    add(line)
    add(inJson(line))
  }
  return forms
}

function tellingLines(value: string): readonly string[] {
  const lines = value.split(/\r\n|\r|\n/).map(line => line.trim())
  return lines.length > 1 ? lines.filter(isTelling) : []
}

function inJson(value: string): string {
  return JSON.stringify(value).slice(1, -1)
}

/** Whether a line of a longer value says something: no brackets, no PEM borders, no key without a value. */
function isTelling(line: string): boolean {
  if (!isMaskable(line) || /^[\W_]*$/.test(line)) return false
  return !/^-----.*-----$/.test(line) && !/^["']?[\w./-]+["']?\s*:\s*["'|>[{+-]*$/.test(line)
}

function urlEncoded(value: string): string {
  // A text with half a surrogate pair cannot be encoded; it could not have been sent in a URL either.
  return value.isWellFormed() ? encodeURIComponent(value) : value
}

/**
 * Base64 with and without a final line break, in both alphabets; and the part that stays the same when the value is in
 * the middle of something else, as a password is in `user:password`.
 */
function base64Forms(value: string): readonly string[] {
  const whole = [value, `${value}\n`].map(text => Buffer.from(text).toString('base64'))
  const inner = Buffer.byteLength(value) < 8 ? [] : [0, 1, 2].map(before => innerBase64(value, before))
  return [...whole, ...inner].flatMap(text => [text, text.replaceAll('+', '-').replaceAll('/', '_')])
}

/** The characters of base64 that depend on the value alone when `before` bytes (modulo 3) stand in front of it. */
function innerBase64(value: string, before: number): string {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(value)])
  return bytes.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6))
}
