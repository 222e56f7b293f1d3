import { writtenForms } from './encodings.ts'
import { partsOf } from './parts.ts'

/** Shorter texts are not masked: they occur everywhere, and the log would be unreadable without being any safer. */
export const SHORTEST_MASK = 4

/** Words that are in every log; as values of secrets they protect nothing. */
const EVERYDAY = new Set(['true', 'false', 'null', 'none', 'undefined', 'default', 'enabled', 'disabled'])

/** Of a longer value only itself, its JSON and its lines are forms: the others would be megabytes each. */
const LONG = 64 * 1024

/** The widths at which base64 is wrapped: by `base64`, in PEM, in MIME. */
const WIDTHS = [76, 64]
/** Of a value in wrapped base64 so many lines are given to the runner. */
const MOST_LINES = 100

/** Whether a value can be masked without the log becoming unreadable. */
export function isMaskable(value: string): boolean {
  const trimmed = value.trim()
  return trimmed.length >= SHORTEST_MASK && !EVERYDAY.has(trimmed.toLowerCase())
}

/** What a form is of a secret: a value as it is, one line of it, or something that is encoded. */
export type FormKind = 'value' | 'line' | 'encoded'

/**
 * Every single-line form in which a secret value may turn up: itself, in base64, hex, URL encoding, JSON, XML and in quotes,
 * the values that it holds, and each of its lines that is long enough to be masked. The runner masks line by line, so that no
 * form has a line break in it. Lines are not encoded one by one: that is not done in practice, and a certificate would become
 * hundreds of masks.
 */
export function secretForms(value: string): ReadonlyMap<string, FormKind> {
  const forms = new Map<string, FormKind>()
  const add = (form: string, kind: FormKind): void => {
    if (form.trim().length < SHORTEST_MASK || /[\r\n]/.test(form) || EVERYDAY.has(form.toLowerCase())) return
    if (!forms.has(form)) forms.set(form, kind)
  }
  // Trimmed too: a secret pasted with its line break is used with and without it.
  const wholes = new Set([value, value.trim(), ...partsOf(value)])
  for (const whole of wholes) add(whole, 'value')
  const lines = tellingLines(value)
  for (const line of lines) add(line, 'line')
  for (const whole of wholes) {
    if (whole.length > LONG) add(JSON.stringify(whole).slice(1, -1), 'encoded')
    else for (const form of [...writtenForms(whole), ...byteForms(whole)]) add(form, 'encoded')
  }
  for (const line of lines) add(JSON.stringify(line).slice(1, -1), 'encoded')
  return forms
}

function tellingLines(value: string): readonly string[] {
  const lines = value.split(/\r\n|\r|\n/).map(line => line.trim())
  return lines.length > 1 ? lines.filter(isTelling) : []
}

/** Whether a line of a longer value says something: no brackets, no PEM borders, no key without a value. */
function isTelling(line: string): boolean {
  if (!isMaskable(line) || /^[\W_]*$/.test(line)) return false
  return !/^-----.*-----$/.test(line) && !/^["']?[\w./-]+["']?\s*:\s*["'|>[{+-]*$/.test(line)
}

/**
 * Hex, and base64 with and without a final line break, in both alphabets, whole and wrapped; and the part that stays the
 * same when the value is in the middle of something else, as a password is in `user:password`.
 */
function byteForms(value: string): readonly string[] {
  const hex = Buffer.from(value).toString('hex')
  const whole = [value, `${value}\n`].map(text => Buffer.from(text).toString('base64'))
  const inner = Buffer.byteLength(value) < 8 ? [] : [0, 1, 2].map(before => innerBase64(value, before))
  const lines = whole.flatMap(text => WIDTHS.flatMap(width => linesOf(text, width)))
  const base64 = [...whole, ...inner, ...lines].flatMap(text => [text, text.replaceAll('+', '-').replaceAll('/', '_')])
  return [hex, hex.toUpperCase(), ...base64, ...base64.map(withoutPadding)]
}

function withoutPadding(base64: string): string {
  const end = base64.indexOf('=', Math.max(0, base64.length - 2))
  return end < 0 ? base64 : base64.slice(0, end)
}

function linesOf(text: string, width: number): readonly string[] {
  const lines: string[] = []
  for (let at = 0; at < text.length && text.length > width && lines.length < MOST_LINES; at += width) {
    const line = text.slice(at, at + width)
    // The rest of a few characters is in every text.
    if (line.length >= 8) lines.push(line)
  }
  return lines
}

/** The characters of base64 that depend on the value alone when `before` bytes (modulo 3) stand in front of it. */
export function innerBase64(value: string, before: number): string {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(value)])
  return bytes.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6))
}
