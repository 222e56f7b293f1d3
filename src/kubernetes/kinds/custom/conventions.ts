import { mappingAt, mappingsIn } from '../../api/objects.ts'
import type { Condition } from '../../api/pods-and-events.ts'
import type { Symptom } from '../../diagnosis/cause.ts'
import type { LiveObject, RolloutTarget } from '../followed-kind.ts'

/** A custom resource as far as every convention knows it. */
export interface CustomResource extends LiveObject {
  readonly spec?: unknown
  readonly status?: unknown
}

/** A condition of a custom resource: some say for which generation it was written. */
export type CustomCondition = Condition & { readonly observedGeneration?: number }

/** How the operators of a kind say that they are done. */
export interface Convention {
  /** Conditions that are all `True` when it is complete. */
  readonly complete: readonly string[]
  /** Conditions that are `True` while it is worked on, whatever the others say. */
  readonly working?: readonly string[]
  /** Whether `False` is a verdict and `Unknown` means that it is worked on, as Knative has it. */
  readonly falseIsVerdict?: boolean
  /** Where its conditions are, if not in `status.conditions`. */
  readonly conditions?: (object: CustomResource) => readonly CustomCondition[]
  /** Whether the operator has seen this generation, where neither status nor condition has a number that says so. */
  readonly isObserved?: (object: CustomResource) => boolean
  /** That it has failed for longer than a deployment lasts. */
  readonly failure?: (object: CustomResource, target: RolloutTarget) => Symptom | undefined
  /** Whether it is switched off by intention. */
  readonly isPaused?: (object: CustomResource) => boolean
}

const READY: Convention = { complete: ['Ready'] }

const CERTIFICATE: Convention = { complete: ['Ready'], working: ['Issuing'], failure: failedIssuance }

/** The controller writes `<generation>-<hash>` once it has synchronised. */
const EXTERNAL_SECRET: Convention = {
  complete: ['Ready'],
  isObserved: object => {
    const synced = mappingAt(object, 'status')?.syncedResourceVersion
    return typeof synced !== 'string' || synced.startsWith(`${object.metadata.generation}-`) || isFalse(object, 'Ready')
  },
}

const KNATIVE: Convention = { complete: ['Ready'], falseIsVerdict: true }

const SCALED: Convention = {
  complete: ['Ready'],
  isPaused: object => conditionsOf(object).some(({ type, status }) => type === 'Paused' && status === 'True'),
}

/** `Available` may also be `Degraded`, and `Reconciled` is False when the resource cannot be used at all. */
const PROMETHEUS: Convention = {
  complete: ['Available', 'Reconciled'],
  isPaused: object => mappingAt(object, 'spec')?.paused === true,
}

/** A route has conditions for each of its gateways. */
const ROUTE: Convention = {
  complete: ['Accepted', 'ResolvedRefs'],
  conditions: object =>
    mappingsIn(mappingAt(object, 'status')?.parents).flatMap(parent => conditionsIn(parent.conditions)),
}

/** By group and kind; `*` stands for every kind of a group. */
const CONVENTIONS: Readonly<Record<string, Convention>> = {
  'cert-manager.io/Certificate': CERTIFICATE,
  'cert-manager.io/CertificateRequest': READY,
  'cert-manager.io/Issuer': READY,
  'cert-manager.io/ClusterIssuer': READY,
  'external-secrets.io/ExternalSecret': EXTERNAL_SECRET,
  'external-secrets.io/PushSecret': EXTERNAL_SECRET,
  'external-secrets.io/SecretStore': READY,
  'external-secrets.io/ClusterSecretStore': READY,
  'bitnami.com/SealedSecret': { complete: ['Synced'], falseIsVerdict: true },
  'serving.knative.dev/*': KNATIVE,
  'eventing.knative.dev/*': KNATIVE,
  'sources.knative.dev/*': KNATIVE,
  'messaging.knative.dev/*': KNATIVE,
  'keda.sh/ScaledObject': SCALED,
  'keda.sh/ScaledJob': SCALED,
  'monitoring.coreos.com/Prometheus': PROMETHEUS,
  'monitoring.coreos.com/PrometheusAgent': PROMETHEUS,
  'monitoring.coreos.com/Alertmanager': PROMETHEUS,
  'monitoring.coreos.com/ThanosRuler': PROMETHEUS,
  'gateway.networking.k8s.io/Gateway': { complete: ['Accepted', 'Programmed'] },
  'gateway.networking.k8s.io/GatewayClass': { complete: ['Accepted'] },
  'gateway.networking.k8s.io/HTTPRoute': ROUTE,
  'gateway.networking.k8s.io/GRPCRoute': ROUTE,
}

/** Kinds whose operators only read them: there is nothing to follow, and nothing to be said about that. */
const SILENT: ReadonlySet<string> = new Set([
  ...['ServiceMonitor', 'PodMonitor', 'Probe', 'PrometheusRule', 'ScrapeConfig', 'AlertmanagerConfig'].map(
    kind => `monitoring.coreos.com/${kind}`,
  ),
  'keda.sh/TriggerAuthentication',
  'keda.sh/ClusterTriggerAuthentication',
  'argoproj.io/AnalysisTemplate',
  'argoproj.io/ClusterAnalysisTemplate',
])

/** How a kind says that it is done; undefined for one that is not known by name. */
export function conventionOf(group: string, kind: string): Convention | undefined {
  return CONVENTIONS[`${group}/${kind}`] ?? CONVENTIONS[`${group}/*`]
}

/** Whether nothing is followed of a kind, and that is as it should be. */
export function isSilent(group: string, kind: string): boolean {
  return SILENT.has(`${group}/${kind}`)
}

/** The conditions of a status; what is not one counts as absent. */
export function conditionsOf(object: CustomResource | undefined): readonly CustomCondition[] {
  return conditionsIn(mappingAt(object, 'status')?.conditions)
}

function conditionsIn(list: unknown): readonly CustomCondition[] {
  return mappingsIn(list).flatMap(({ type, status, ...rest }) =>
    typeof type === 'string' && typeof status === 'string' ? [{ ...rest, type, status }] : [],
  )
}

function isFalse(object: CustomResource, type: string): boolean {
  return conditionsOf(object).some(condition => condition.type === type && condition.status === 'False')
}

/** cert-manager tries again after an hour at the earliest. */
function failedIssuance(object: CustomResource, target: RolloutTarget): Symptom | undefined {
  const failedAt = mappingAt(object, 'status')?.lastFailureTime
  const issuing = conditionsOf(object).find(({ type, status }) => type === 'Issuing' && status === 'False')
  if (typeof failedAt !== 'string' || !(Date.parse(failedAt) >= target.at) || issuing === undefined) return undefined
  return { code: 'resource-failed', text: `${issuing.reason ?? ''}: ${issuing.message ?? ''}`, since: failedAt }
}
