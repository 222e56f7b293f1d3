import { cut, oneLine } from '../../text/one-line.ts'

/** A digest with its repository fits. */
const LIMIT = 140
/** Of what two long values have in common before they differ. */
const LEAD = 20

/** Two values, each in one line, so that they differ where the values do. Undefined where there is none. */
export function valueTexts(before: string | undefined, after: string | undefined): readonly [string, string] {
  const [old = '', now = ''] = shortDigests(before ?? '', after ?? '')
  const plain = [old, now].map(oneLine)
  // Blanks and control characters are all that differs.
  const written = plain[0] === plain[1] && old !== now ? [JSON.stringify(old), JSON.stringify(now)] : plain
  const [from = '', to = ''] = written
  if (Math.max(from.length, to.length) <= LIMIT) return [from, to]
  const start = Math.max(0, commonStart(from, to) - LEAD)
  const isCut = start > 0 && before !== undefined && after !== undefined
  const part = (text: string): string => cut(isCut ? `…${text.slice(start)}` : text, LIMIT)
  return [part(from), part(to)]
}

const DIGEST = /(@sha256:[0-9a-f]{12})[0-9a-f]{52}(?![0-9a-f])/g

/** Digests by their beginning, as long as the values still differ: the whole one is in the facts of the summary. */
function shortDigests(before: string, after: string): readonly [string, string] {
  const [from, to] = [before.replaceAll(DIGEST, '$1…'), after.replaceAll(DIGEST, '$1…')]
  return from === to ? [before, after] : [from, to]
}

/** A value as YAML would have it in one line: quoted where it would be read as something else. */
export function scalarText(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? ''
  const isOther =
    value === '' || value !== value.trim() || /^(true|false|null|~|-?[\d.]+(e[-+]?\d+)?|[[{"'].*)$/i.test(value)
  return isOther ? JSON.stringify(value) : value
}

function commonStart(one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length += 1
  return length
}
