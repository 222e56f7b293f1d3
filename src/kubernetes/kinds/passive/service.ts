import { type KubeObject, mappingAt } from '../../api/objects.ts'
import { timeOf } from '../../api/pods-and-events.ts'
import { apiText } from '../../api/text.ts'
import type { Symptom } from '../../diagnosis/cause.ts'
import type { FollowedKind, LiveObject, RolloutProgress, RolloutTarget, WorkloadFacts } from '../followed-kind.ts'

/** An address that a load balancer has given. */
interface Address {
  readonly ip?: string
  readonly hostname?: string
}

/** The fields of a Service or an Ingress that the rules read. */
export interface Published extends LiveObject {
  readonly status?: { readonly loadBalancer?: { readonly ingress?: readonly Address[] } }
}

/** A Service of type LoadBalancer: it has an address. Any other Service is complete when it is accepted. */
export const loadBalancerKind: FollowedKind<Published> = {
  kind: 'Service',
  group: '',
  follows: ({ spec }: KubeObject) => mappingAt(spec)?.type === 'LoadBalancer',
  resource: { apiVersion: 'v1', plural: 'services' },
  eventReasons: ['SyncLoadBalancerFailed', 'EnsuredLoadBalancer'],
  progressOf: (_, service) => addressProgress(service, addressOf(service) !== undefined),
  symptoms,
}

/** An Ingress: its status may have an address, and many controllers never write one, so none is waited for. */
export const ingressKind: FollowedKind<Published> = {
  kind: 'Ingress',
  group: 'networking.k8s.io',
  resource: { apiVersion: 'networking.k8s.io/v1', plural: 'ingresses' },
  eventReasons: [],
  progressOf: (_, ingress) => addressProgress(ingress, true),
  symptoms: () => [],
}

function addressProgress(object: Published, complete: boolean): RolloutProgress {
  const address = addressOf(object)
  return { observed: true, complete, text: address === undefined ? 'has no address yet' : `has the address ${address}` }
}

function addressOf({ status }: Published): string | undefined {
  const [address] = status?.loadBalancer?.ingress ?? []
  return address?.ip ?? address?.hostname
}

function symptoms(_: RolloutTarget, { workload, events }: WorkloadFacts<Published>): readonly Symptom[] {
  const about = events.filter(({ involvedObject }) => involvedObject.uid === workload?.metadata.uid)
  const newest = about.toSorted((a, b) => (timeOf(a) ?? '').localeCompare(timeOf(b) ?? '')).at(-1)
  if (newest?.reason !== 'SyncLoadBalancerFailed') {
    return [{ code: 'load-balancer-pending', text: 'no load balancer has given it an address' }]
  }
  return [{ code: 'load-balancer-pending', text: apiText(newest.message ?? ''), since: timeOf(newest) }]
}
