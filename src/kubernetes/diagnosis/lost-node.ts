import type { Pod } from '../api/pods-and-events.ts'

/**
 * Since when nothing is known of a pod because its node does not report any more, by its status alone: events of it are gone
 * after an hour. The controller of the nodes then sets Ready to false and nothing else (`MarkPodsNotReady` of Kubernetes),
 * while a kubelet writes both conditions together, and a reason where only readiness gates are missing. Undefined where it reports.
 */
export function lostSince({ status = {} }: Pod): string | undefined {
  const find = (type: string) => status.conditions?.find(condition => condition.type === type)
  const [ready, containers] = [find('Ready'), find('ContainersReady')]
  if (ready?.status !== 'False' || ready.reason === 'ReadinessGatesNotReady' || containers?.status !== 'True') {
    return undefined
  }
  return ready.lastTransitionTime ?? ''
}
