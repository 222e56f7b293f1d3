import type { Finding } from '../../errors.ts'
import { isMapping, type KubeObject, mappingAt, mappingsIn, nameOf } from '../api/objects.ts'
import { podTemplatePath } from '../kinds/pod-workloads.ts'
import { hasLabels } from './labels.ts'
import { locationOf, type Manifest } from './manifest.ts'

/** Something that the set refers to and does not have; the cluster may have it. */
export type MissingTarget = {
  readonly finding: Finding
  readonly namespace: string
} & (
  | { readonly kind: 'pods'; readonly labels: Readonly<Record<string, string>> }
  | { readonly kind: 'object'; readonly apiVersion: string; readonly plural: string; readonly name: string }
)

/** A manifest and where it goes. */
export interface PlacedManifest {
  readonly manifest: Manifest
  readonly namespace: string
}

/** What the set's Services, Ingresses, autoscalers and budgets point at without a match. */
export function danglingReferences(set: readonly PlacedManifest[]): {
  /** Certain: the set itself shows them. */
  readonly warnings: readonly Finding[]
  /** Only the cluster knows. */
  readonly missing: readonly MissingTarget[]
} {
  const found = set.map(placed => referencesOf(placed, set))
  return { warnings: found.flatMap(({ warnings }) => warnings), missing: found.flatMap(({ missing }) => missing) }
}

type References = { readonly warnings: readonly Finding[]; readonly missing: readonly MissingTarget[] }

const NONE: References = { warnings: [], missing: [] }

function referencesOf(placed: PlacedManifest, set: readonly PlacedManifest[]): References {
  const { object } = placed.manifest
  if (object.kind === 'Service' && object.apiVersion === 'v1') return ofService(placed, set)
  if (object.kind === 'Ingress') return ofIngress(placed, set)
  if (object.kind === 'HorizontalPodAutoscaler') return ofAutoscaler(placed, set)
  if (object.kind !== 'PodDisruptionBudget') return NONE
  const labels = textsIn(mappingAt(object, 'spec', 'selector', 'matchLabels'))
  const isPlain = mappingsIn(mappingAt(object, 'spec', 'selector')?.matchExpressions).length === 0
  return isPlain && labels !== undefined ? selected(placed, labels, set) : NONE
}

function ofService(placed: PlacedManifest, set: readonly PlacedManifest[]): References {
  const { object } = placed.manifest
  const labels = textsIn(mappingAt(object, 'spec', 'selector'))
  if (labels === undefined) return NONE
  const pods = podsOf(placed.namespace, labels, set)
  if (pods.length === 0) return selected(placed, labels, set)
  const ports = pods.flatMap(({ spec }) => mappingsIn(spec.containers).flatMap(({ ports }) => mappingsIn(ports)))
  const warnings = mappingsIn(mappingAt(object, 'spec')?.ports).flatMap(({ targetPort }) => {
    // A number needs no declaration; where there are declarations without it, it is most likely mistyped.
    const wanted = ports.length > 0 || typeof targetPort === 'string' ? targetPort : undefined
    if (wanted === undefined || ports.some(port => port.name === wanted || port.containerPort === wanted)) return []
    return [noted(placed, `targetPort ${String(wanted)} is no port of the containers that it selects`)]
  })
  return { warnings, missing: [] }
}

/** The set has pods, or the cluster must. */
function selected(
  placed: PlacedManifest,
  labels: Readonly<Record<string, string>>,
  set: readonly PlacedManifest[],
): References {
  if (podsOf(placed.namespace, labels, set).length > 0) return NONE
  const text = Object.entries(labels)
    .map(([label, value]) => `${label}=${value}`)
    .join(',')
  const finding = noted(placed, `its selector ${text} matches no pod, neither of the templates nor in the cluster`)
  return { warnings: [], missing: [{ kind: 'pods', finding, namespace: placed.namespace, labels }] }
}

function ofIngress(placed: PlacedManifest, set: readonly PlacedManifest[]): References {
  const spec = mappingAt(placed.manifest.object, 'spec') ?? {}
  const paths = mappingsIn(spec.rules).flatMap(rule => mappingsIn(mappingAt(rule, 'http')?.paths))
  const backends = [
    mappingAt(spec, 'defaultBackend', 'service'),
    ...paths.map(path => mappingAt(path, 'backend', 'service')),
  ]
  const found = backends
    .filter(backend => backend !== undefined)
    .map((backend): References => {
      const name = String(backend.name)
      const service = objectIn(set, placed.namespace, 'Service', name)
      if (service === undefined) {
        const finding = noted(placed, `its backend Service/${name} is neither in the templates nor in the cluster`)
        return {
          warnings: [],
          missing: [
            { kind: 'object', finding, namespace: placed.namespace, apiVersion: 'v1', plural: 'services', name },
          ],
        }
      }
      const { number, name: portName } = mappingAt(backend, 'port') ?? {}
      const ports = mappingsIn(mappingAt(service, 'spec')?.ports)
      if (ports.some(port => port.port === number || (portName !== undefined && port.name === portName))) return NONE
      return {
        warnings: [noted(placed, `its backend Service/${name} has no port ${String(number ?? portName)}`)],
        missing: [],
      }
    })
  return { warnings: found.flatMap(({ warnings }) => warnings), missing: found.flatMap(({ missing }) => missing) }
}

const SCALED: ReadonlyMap<string, string> = new Map([
  ['Deployment', 'deployments'],
  ['StatefulSet', 'statefulsets'],
])

function ofAutoscaler(placed: PlacedManifest, set: readonly PlacedManifest[]): References {
  const { kind, name } = mappingAt(placed.manifest.object, 'spec', 'scaleTargetRef') ?? {}
  const plural = SCALED.get(String(kind))
  if (plural === undefined || objectIn(set, placed.namespace, String(kind), String(name)) !== undefined) return NONE
  const finding = noted(
    placed,
    `its target ${String(kind)}/${String(name)} is neither in the templates nor in the cluster`,
  )
  return {
    warnings: [],
    missing: [
      { kind: 'object', finding, namespace: placed.namespace, apiVersion: 'apps/v1', plural, name: String(name) },
    ],
  }
}

function noted({ manifest }: PlacedManifest, text: string): Finding {
  return { reason: 'reference-dangling', where: locationOf(manifest), text: `${nameOf(manifest.object)}: ${text}` }
}

function objectIn(
  set: readonly PlacedManifest[],
  namespace: string,
  kind: string,
  name: string,
): KubeObject | undefined {
  return set.find(
    ({ manifest: { object }, namespace: own }) =>
      own === namespace && object.kind === kind && object.metadata.name === name,
  )?.manifest.object
}

/** The pods of the set that have all the labels. */
function podsOf(
  namespace: string,
  labels: Readonly<Record<string, string>>,
  set: readonly PlacedManifest[],
): readonly { readonly spec: Readonly<Record<string, unknown>> }[] {
  return set.flatMap(({ manifest: { object }, namespace: own }) => {
    if (own !== namespace) return []
    const path = object.kind === 'Pod' ? [] : podTemplatePath(object)
    const template = path === undefined ? undefined : path.length === 0 ? object : mappingAt(object, ...path)
    if (!hasLabels(mappingAt(template, 'metadata', 'labels'), labels)) return []
    const spec = mappingAt(template, 'spec')
    return spec === undefined ? [] : [{ spec }]
  })
}

/** A mapping of texts with at least one entry. */
function textsIn(value: unknown): Readonly<Record<string, string>> | undefined {
  if (!isMapping(value) || Object.keys(value).length === 0) return undefined
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]))
}
