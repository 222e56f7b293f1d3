/** What every Kubernetes object has, as far as this code reads it. */
export interface ObjectMeta {
  readonly name: string
  readonly namespace?: string
  readonly uid?: string
  readonly generation?: number
  readonly resourceVersion?: string
  readonly creationTimestamp?: string
  readonly deletionTimestamp?: string
  readonly finalizers?: readonly string[]
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly ownerReferences?: readonly { readonly uid: string; readonly kind: string; readonly controller?: boolean }[]
}

/** A Kubernetes object of any kind. */
export interface KubeObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: ObjectMeta
  readonly [field: string]: unknown
}

/** Kind and name as people write them: `Deployment/web`. */
export function nameOf(object: { readonly kind: string; readonly metadata: { readonly name: string } }): string {
  return `${object.kind}/${object.metadata.name}`
}

/** The group of an `apiVersion`; the core group is the empty string. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/')
  return slash < 0 ? '' : apiVersion.slice(0, slash)
}

/** Whether the object is a namespace. */
export function isNamespace(object: KubeObject): boolean {
  return object.kind === 'Namespace' && object.apiVersion === 'v1'
}

/** Whether the object is a CustomResourceDefinition. */
export function isCrd(object: KubeObject): boolean {
  return object.kind === 'CustomResourceDefinition' && groupOf(object.apiVersion) === 'apiextensions.k8s.io'
}

/** The field as a mapping, or undefined: rendered and received objects may hold anything anywhere. */
export function mappingAt(value: unknown, ...path: readonly string[]): Readonly<Record<string, unknown>> | undefined {
  let at: unknown = value
  for (const field of path) {
    if (!isMapping(at) || !Object.hasOwn(at, field)) return undefined
    at = at[field]
  }
  return isMapping(at) ? at : undefined
}

/** The items of a field that should be a list of mappings; everything else counts as absent. */
export function mappingsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isMapping) : []
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
