import { isNamespaceName } from '../../domain/namespace-name.ts'
import { cut, oneLine } from '../../text/one-line.ts'

interface ObjectHead {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly namespace: string | undefined
}

const GROUP_VERSION = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
const KIND = /^[A-Za-z]([-A-Za-z0-9]*[A-Za-z0-9])?$/

/**
 * What names an object and cannot be a part of an address of the API, in one line; undefined where all of it can. The API server
 * would take another address for it, or none.
 */
export function headProblem({ apiVersion, kind, name, namespace }: ObjectHead): string | undefined {
  if (!KIND.test(kind)) return `the kind ${quoted(kind)} is none: letters, digits and "-", such as Deployment`
  if (!GROUP_VERSION.test(apiVersion))
    return `the apiVersion ${quoted(apiVersion)} of this ${kind} is none: write VERSION or GROUP/VERSION, such as apps/v1`
  if (!isPathSegment(name))
    return `the name ${quoted(name)} of this ${kind} cannot be one: no "/", no "%", no control characters, not "." or ".."`
  if (namespace !== undefined && !isNamespaceName(namespace))
    return `the namespace ${quoted(namespace)} of ${kind}/${name} cannot be one: small letters, digits and "-"`
  return undefined
}

/** As the API server has it for every kind; most kinds allow less, which it says itself. */
function isPathSegment(name: string): boolean {
  return name !== '.' && name !== '..' && !/[/%\p{Cc}\u2028\u2029]/u.test(name) && name.isWellFormed()
}

function quoted(text: string): string {
  return JSON.stringify(cut(oneLine(text.toWellFormed()), 60))
}
