import { asRecord } from '../../text/json.ts'
import type { KubernetesClient } from '../api/client.ts'
import { mappingAt, mappingsIn } from '../api/objects.ts'

/** A permission that a deployment uses. */
export interface AccessNeed {
  /** Empty: the core group. */
  readonly group: string
  /** Plural; with a subresource `pods/log`. */
  readonly resource: string
  readonly verbs: readonly string[]
  /** What is not there without. */
  readonly what: string
  /** Whether no deployment goes without. */
  readonly isNeeded: boolean
}

/** What the credentials may do in a namespace. */
export interface OwnAccess {
  /** Resources that may be created and patched, as the API server lists them; those of a group with its name. */
  readonly kinds: readonly string[]
  /** Whether the API server says that the list is not all. */
  readonly isListWhole: boolean
  /** Of each need the verbs that are denied. */
  readonly missing: readonly AccessNeed[]
}

const REVIEWS = '/apis/authorization.k8s.io/v1'

/**
 * Asks the API server what these credentials may do. Nothing is changed: a review is an answer, and is kept nowhere. Throws a
 * `KubernetesError` where it does not answer.
 */
export async function readOwnAccess(
  client: Pick<KubernetesClient, 'create'>,
  namespace: string,
  needs: readonly AccessNeed[],
): Promise<OwnAccess> {
  const [rules, missing] = await Promise.all([
    client.create(`${REVIEWS}/selfsubjectrulesreviews`, {
      ...{ apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace } },
    }),
    Promise.all(needs.map(need => withDenied(client, namespace, need))),
  ])
  const status = mappingAt(rules.body, 'status') ?? {}
  return {
    kinds: kindsIn(mappingsIn(status.resourceRules)),
    isListWhole: status.incomplete !== true,
    missing: missing.filter(({ verbs }) => verbs.length > 0),
  }
}

async function withDenied(
  client: Pick<KubernetesClient, 'create'>,
  namespace: string,
  need: AccessNeed,
): Promise<AccessNeed> {
  const [resource = '', subresource = ''] = need.resource.split('/')
  const allowed = await Promise.all(
    need.verbs.map(async verb => {
      const resourceAttributes = { namespace, group: need.group, resource, subresource, verb }
      const { body } = await client.create(`${REVIEWS}/selfsubjectaccessreviews`, {
        ...{ apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes } },
      })
      return mappingAt(body, 'status')?.allowed === true
    }),
  )
  return { ...need, verbs: need.verbs.filter((_, index) => allowed[index] !== true) }
}

/** Resources with a rule for both, of all names. */
function kindsIn(rules: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  const verbs = new Map<string, Set<string>>()
  for (const rule of rules) {
    if (namesIn(rule.resourceNames).length > 0) continue
    for (const group of namesIn(rule.apiGroups)) {
      for (const resource of namesIn(rule.resources).filter(one => !one.includes('/'))) {
        const name = group === '' ? resource : `${resource}.${group}`
        const known = verbs.get(name) ?? new Set()
        for (const verb of namesIn(rule.verbs)) known.add(verb)
        verbs.set(name, known)
      }
    }
  }
  const may = (known: ReadonlySet<string>, verb: string) => known.has(verb) || known.has('*')
  return [...verbs].flatMap(([name, known]) => (may(known, 'create') && may(known, 'patch') ? [name] : [])).toSorted()
}

function namesIn(value: unknown): readonly string[] {
  return Object.values(asRecord(value)).filter(one => typeof one === 'string')
}
