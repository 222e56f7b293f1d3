import type { KubeObject } from '../api/objects.ts'
import { isSecret } from '../manifests/secret-values.ts'
import type { Difference, PathStep } from './differences.ts'

const CREDENTIAL = 'token|secret|passw|passphrase|pwd|credential|authorization|api[-_.]?key|private[-_.]?key|signature'
/** The name of a value that is a credential, but not of a field that names an object or a time. */
const NAME = new RegExp(`(${CREDENTIAL})(?!.*(name|ref|seconds|namespace)$)`, 'i')
/** A credential and its value in a text, and the user and password of an address. */
const TEXT = new RegExp(`(${CREDENTIAL})[\\w.-]*["']?\\s*[:=]\\s*["']?[^\\s"',}]|://[^/?#\\s@]*@`, 'i')
const PRIVATE_KEY = /PRIVATE KEY-----/
/** An option of a program whose value is the next argument. */
const OPTION = new RegExp(`^--?[\\w-]*(${CREDENTIAL})[\\w-]*$`, 'i')

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
  if ([before, after].some(value => typeof value === 'string' && PRIVATE_KEY.test(value))) return true
  if (texts.some(text => hasSecret(text) || TEXT.test(text) || OPTION.test(text))) return true
  return texts.length > 0 && NAME.test(nameOf(path))
}

/** Annotations of a Secret may repeat all of it. */
function isShownOfSecret([top, field]: readonly PathStep[]): boolean {
  if (top === 'metadata') return field === 'labels' || field === 'finalizers'
  return top === 'type' || top === 'immutable'
}

/** What a value is called: a field's name, or the name of the environment variable whose `value` it is. */
function nameOf(path: readonly PathStep[]): string {
  const [item, name] = [path.at(-2), path.at(-1)]
  if (name === 'value' && typeof item === 'object') return item.item
  return typeof name === 'string' ? name : ''
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
