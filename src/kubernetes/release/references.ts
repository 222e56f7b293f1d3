import { isMapping, type KubeObject } from '../api/objects.ts'
import type { ObjectAddress } from './record.ts'

/** An object that may need others, and where it is; no namespace for what belongs to the whole cluster. */
export interface PlacedObject {
  readonly object: KubeObject
  readonly namespace?: string | undefined
}

/** What a field refers to, where its name does not say so. */
const DEFAULT_KINDS: Readonly<Record<string, string>> = {
  parentrefs: 'Gateway',
  backendref: 'Service',
  backendrefs: 'Service',
  certificaterefs: 'Secret',
  scaletargetref: 'Deployment',
}

/** Fields that name nothing: labels may have any text, and ours have the name of the service. */
const NO_REFERENCES = /^(labels|matchLabels|matchExpressions|selector|nodeSelector|managedFields|status)$/

/**
 * Whether an object refers to another one by its name. Kinds are recognised by the names of fields, as all APIs make them
 * (`secretName`, `configMapRef`, `serviceAccount`), so custom resources count, too. In doubt it does.
 */
export function refersTo(user: PlacedObject, target: ObjectAddress): boolean {
  return new Search(user, target).finds(user.object, '')
}

class Search {
  readonly #user: PlacedObject
  readonly #target: ObjectAddress

  constructor(user: PlacedObject, target: ObjectAddress) {
    this.#user = user
    this.#target = target
  }

  /** `field`: the name of the field, or of the list, in which the value stands. */
  finds(value: unknown, field: string): boolean {
    if (typeof value === 'string') return this.#isNamed(value, field)
    if (Array.isArray(value)) return value.some(item => this.finds(item, field))
    if (!isMapping(value)) return false
    return (
      this.#isReference(value, field) ||
      Object.entries(value).some(([name, inner]) => !NO_REFERENCES.test(name) && this.finds(inner, name))
    )
  }

  #isNamed(text: string, field: string): boolean {
    const { kind, name, namespace } = this.#target
    if (kind === 'Service' && this.#isHost(text, field)) return true
    if (isOfKind(field, kind)) {
      const isHere = this.#user.namespace === undefined || this.#isIn(undefined)
      if ((text === name && isHere) || text === `${namespace}/${name}`) return true
    }
    // Annotations of load balancers have JSON in them.
    const inner = /^\s*[[{]/.test(text) && text.includes(name) ? parsed(text) : undefined
    return inner !== undefined && this.finds(inner, field)
  }

  /** `old:80`, `http://old/`, `old.shop.svc`: by the rules of the cluster's DNS. */
  #isHost(text: string, field: string): boolean {
    const { name, namespace = '' } = this.#target
    if (!text.includes(name)) return false
    const before = `(?:^|[^A-Za-z0-9.-])${literal(name)}`
    if (new RegExp(String.raw`${before}\.${literal(namespace)}(?![A-Za-z0-9-])`).test(text)) return true
    if (!this.#isIn(undefined)) return false
    if (text === name && /hosts?$|address(es)?$|externalName/i.test(field)) return true
    return new RegExp(
      String.raw`(?:^|[\s,@=])${literal(name)}:\d|//(?:[^/\s]*@)?${literal(name)}(?![A-Za-z0-9.-])`,
    ).test(text)
  }

  #isReference(value: Readonly<Record<string, unknown>>, field: string): boolean {
    const { kind, name } = this.#target
    if (value.name !== name || !this.#isIn(value.namespace)) {
      // A variable of a container has its name beside its value.
      return typeof value.name === 'string' && typeof value.value === 'string' && this.#isNamed(value.value, value.name)
    }
    if (typeof value.kind === 'string') return value.kind === kind
    // `{ name, key }` is a key of a ConfigMap or Secret, whatever its field is called.
    if (typeof value.key === 'string' && /^(ConfigMap|Secret)$/.test(kind)) return true
    return isOfKind(field, kind)
  }

  /** Whether a reference with this namespace, or none, is to the namespace of what is looked for. */
  #isIn(namespace: unknown): boolean {
    const wanted = this.#target.namespace
    if (wanted === undefined || this.#user.namespace === undefined) return true
    return (typeof namespace === 'string' ? namespace : this.#user.namespace) === wanted
  }
}

/** Whether a field of that name refers to a kind: `tlsSecretName`, `imagePullSecrets`, `claimName`. */
function isOfKind(field: string, kind: string): boolean {
  const letters = field.toLowerCase().replaceAll(/[^a-z]/g, '')
  if (DEFAULT_KINDS[letters] !== undefined) return DEFAULT_KINDS[letters] === kind
  const wanted = kind.toLowerCase()
  const named = wanted === 'service' ? letters.replaceAll('serviceaccount', '') : letters
  if (named.includes(wanted)) return true
  const stem = letters.replace(/(names?|refs?|references?|s)$/, '')
  return stem.length >= SHORTEST_STEM && wanted.endsWith(stem)
}

/** `claimName` stands for PersistentVolumeClaim, `className` for each kind of class; `map` would stand for too much. */
const SHORTEST_STEM = 4

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function literal(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]/g, String.raw`\$&`)
}
