import type { Finding } from '../../errors.ts'
import type { ReasonCode } from '../../reasons/registry.ts'
import type { KubernetesError } from '../api/error.ts'
import { groupOf, nameOf } from '../api/objects.ts'
import { apiText } from '../api/text.ts'
import { IMMUTABLE_ANNOTATION } from '../kinds/annotations.ts'
import { locationOf, type Manifest } from '../manifests/manifest.ts'
import { isSecret } from '../manifests/secret-values.ts'
import { couldBeRecreated } from './recreation.ts'

const LONGEST_TEXT = 500

/** Turns the API server's answer about an object into findings that say what to change. */
export function findingsFrom(error: KubernetesError, manifest: Manifest): readonly Finding[] {
  const where = locationOf(manifest)
  const name = nameOf(manifest.object)
  const found = (reason: ReasonCode, text: string): Finding => ({ reason, where, text: `${name}: ${text}` })
  // The server quotes invalid values. Of a Secret only the field may be shown.
  const secret = isSecret(manifest.object)
  const message = secret
    ? `refused by the cluster (${error.reason === '' ? error.code : error.reason}); the text is not shown because it could quote the Secret`
    : apiText(error.message, LONGEST_TEXT)
  const { causes } = error.details

  if (error.code === 409 && causes.length > 0) {
    return causes.map(cause => {
      const owner = /conflict with (.+?)(?: with subresource| using|$)/.exec(cause.message)?.[1] ?? 'another manager'
      const advice = 'remove the field from the template, or let that owner release it'
      return found('field-conflict', `${cause.field} is owned by ${owner}; ${advice}`)
    })
  }
  if (error.code === 404 && error.details.kind === 'namespaces') {
    const namespace = error.details.name
    return [
      {
        reason: 'namespace-missing',
        where,
        text: `Namespace/${namespace}: does not exist; create it, or add it to the templates`,
      },
    ]
  }
  if (error.code === 403) return [forbidden(error, found, message)]
  const typed = typeProblem(error.message)
  if (typed !== undefined) {
    if (typed.unknown)
      return [found('field-unknown', `${typed.field} is not a field of this kind; check its spelling and place`)]
    return [
      found(
        'object-invalid',
        `${typed.field}: ${secret && typed.problem !== NOT_BASE64 ? 'has a value that the kind does not allow' : apiText(typed.problem, LONGEST_TEXT)}`,
      ),
    ]
  }
  if (error.code === 422 && causes.length > 0) {
    return causes.map(cause => {
      const fixed = immutable(cause, manifest)
      if (fixed !== undefined) return found('field-immutable', fixed)
      const problem = secret ? cause.reason : apiText(cause.message, LONGEST_TEXT)
      return found('object-invalid', cause.field === '' ? problem : `${cause.field}: ${problem}`)
    })
  }
  if (error.code === 422 || error.code === 400 || (error.code === 500 && error.reason === ''))
    return [found('object-invalid', message)]
  return [found('object-rejected', message === '' ? `HTTP ${error.code}` : message)]
}

const IMMUTABLE =
  /is immutable|may not change once set|may not be changed in an update|cannot change roleRef|updates to .+ are forbidden|pod updates may not change fields/i

/** What cannot be changed once the object exists; the server shows the whole new value, which says nothing. */
function immutable(
  { field, message }: { readonly field: string; readonly message: string },
  { object }: Manifest,
): string | undefined {
  if (!IMMUTABLE.test(message)) return undefined
  const subject = field === '' ? 'it' : field
  const isJob = object.kind === 'Job' && groupOf(object.apiVersion) === 'batch'
  const recreate = `let it be deleted and created again (annotation ${IMMUTABLE_ANNOTATION})`
  const ways = [
    ...(isJob
      ? ['a Job runs once: use generateName', 'put {{ .deploy.commit }} into its name']
      : ['keep its value', 'give the object another name']),
    // Of other kinds the annotation is refused: they may hold data or addresses.
    ...(couldBeRecreated(object) ? [recreate] : ['delete it by hand if nothing of it is needed']),
  ]
  const advice = `${ways.slice(0, -1).join(', ')}, or ${ways.at(-1)}`
  const allowed = /fields other than (.+?)(?: are forbidden|$)/m.exec(message)?.[1]
  const others = allowed === undefined ? '' : ` (only ${allowed} can)`
  return `${subject} cannot be changed once the object exists${others}; ${advice}`
}

/** Either the credentials lack a permission, or an admission rule refuses the object. */
function forbidden(
  error: KubernetesError,
  found: (reason: ReasonCode, text: string) => Finding,
  message: string,
): Finding {
  const rbac = /cannot (\w+) resource "([^"]+)"(?: in API group "([^"]*)")?(?: in the namespace "([^"]+)")?/.exec(
    error.message,
  )
  if (rbac === null) return found('object-rejected', message)
  const [, , resource, group, namespace] = rbac
  const scope = namespace === undefined ? 'its ClusterRole' : `its Role in namespace ${namespace}`
  const kind = group ? `${resource}.${group}` : resource
  return found(
    'cluster-forbidden',
    `the credentials may not ${rbac[1]} ${kind}; ${scope} needs get, list, watch, create and patch on ${kind}`,
  )
}

const NOT_BASE64 = 'a value is not base64'

/** Parses the server's answer for an object that does not fit its schema: it has neither causes nor a reason, only text. */
function typeProblem(message: string): { field: string; problem: string; unknown: boolean } | undefined {
  const [, field, problem] = /failed to create typed patch object \(.*?\): \.?([^:]+): (.+)$/s.exec(message) ?? []
  if (field !== undefined && problem !== undefined) {
    return { field, problem, unknown: problem.includes('not declared in schema') }
  }
  const strict = /unknown field "([^"]+)"/.exec(message)?.[1]
  if (strict !== undefined) return { field: strict, problem: '', unknown: true }
  // The one text of this kind without a field; it is about the values of a Secret.
  return /illegal base64/.test(message) ? { field: 'data', problem: NOT_BASE64, unknown: false } : undefined
}
