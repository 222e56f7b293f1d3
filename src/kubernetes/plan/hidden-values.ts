import type { KubeObject } from '../api/objects.ts'
import { isSecret } from '../manifests/secret-values.ts'
import { hasCredential, isCredentialName, linesOfCredentials } from './credentials.ts'
import type { Difference, PathStep } from './differences.ts'
import { comparedLines } from './text-lines.ts'

const PRIVATE_KEY = /PRIVATE KEY-----/

/**
 * Whether the values of a difference may not be shown. Masking what is known would still show the other side: beside a new
 * secret that this run knows stands the old one, which it does not. So both sides are hidden where one of them has a secret, and
 * where the name or the text looks like a credential. `lines`: what would be shown of a text of several lines; only that counts.
 */
export function isHidden(
  object: KubeObject,
  difference: Difference,
  lines: readonly string[] | undefined,
  hasSecret: (text: string) => boolean,
): boolean {
  const { path, before, after } = difference
  if (isSecret(object) && !isShownOfSecret(path)) return true
  if (path[0] === 'binaryData') return true
  const texts = lines !== undefined ? [lines.join('\n')] : [...textsIn(before), ...textsIn(after)]
  const sides = [before, after].filter(value => typeof value === 'string')
  if (sides.some(text => PRIVATE_KEY.test(text))) return true
  if (texts.some(text => hasSecret(text) || hasCredential(text))) return true
  if (lines !== undefined && sides.some(text => isAnyOf(lines, linesOfCredentials(comparedLines(text))))) return true
  return texts.length > 0 && isCredentialName(nameOf(path))
}

/** Annotations of a Secret may repeat all of it. */
function isShownOfSecret([top, field]: readonly PathStep[]): boolean {
  if (top === 'metadata') return field === 'labels' || field === 'finalizers'
  return top === 'type' || top === 'immutable'
}

function isAnyOf(lines: readonly string[], wanted: ReadonlySet<string>): boolean {
  return lines.some(line => wanted.has(line))
}

/** What a value is called: a field's name, or the name of the environment variable, or field, whose `value` it is. */
function nameOf(path: readonly PathStep[]): string {
  const [item, name] = [path.at(-2), path.at(-1)]
  if (name === 'value' && item !== undefined) return typeof item === 'object' ? item.item : item
  return typeof name === 'string' ? name : ''
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
