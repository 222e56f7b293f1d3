import { groupOf, type KubeObject } from '../api/objects.ts'

const GROUPS =
  /^((gateway\.)?networking\.k8s\.io|networking\.istio\.io|traefik\.io|traefik\.containo\.us|projectcontour\.io)$/

/** Whether objects of a kind lead traffic to Services: an Ingress, a route of the Gateway API, a VirtualService. */
export function isRoute({ apiVersion, kind }: Pick<KubeObject, 'apiVersion' | 'kind'>): boolean {
  return kind === 'Ingress' || (GROUPS.test(groupOf(apiVersion)) && kind !== 'NetworkPolicy')
}
