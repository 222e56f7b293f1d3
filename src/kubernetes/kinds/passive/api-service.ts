import type { Condition } from '../../api/pods-and-events.ts'
import { apiText } from '../../api/text.ts'
import type { FollowedKind, LiveObject } from '../followed-kind.ts'

/** The fields of an APIService that the rules read. */
export interface ApiService extends LiveObject {
  readonly status?: { readonly conditions?: readonly Condition[] }
}

/** An APIService: the API server reaches what serves it. */
export const apiServiceKind: FollowedKind<ApiService> = {
  kind: 'APIService',
  group: 'apiregistration.k8s.io',
  resource: { apiVersion: 'apiregistration.k8s.io/v1', plural: 'apiservices' },
  eventReasons: [],
  // The API server tries what serves it at once, for 6 s at most (available_controller.go).
  settlesAfterMs: 8_000,
  progressOf: (_, service) => ({
    observed: available(service) !== undefined,
    complete: available(service)?.status === 'True',
    text: available(service)?.status === 'True' ? 'available' : 'not available',
  }),
  symptoms: (_, { workload }) => {
    const condition = available(workload)
    if (condition === undefined || condition.status === 'True') return []
    const { reason = '', message = '', lastTransitionTime } = condition
    return [{ code: 'api-service-unavailable', text: `${reason}: ${apiText(message)}`, since: lastTransitionTime }]
  },
}

function available(service: ApiService | undefined): Condition | undefined {
  return service?.status?.conditions?.find(({ type }) => type === 'Available')
}
