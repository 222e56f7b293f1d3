import { program } from '../../test/platform/process/program.ts'

/** Milliseconds of `kubectl apply --server-side` alone, and with `rollout status` of all Deployments after it. */
export interface KubectlTimes {
  readonly apply: number
  readonly withStatus: number
}

export async function byKubectl(kubeconfig: string, namespace: string, set: readonly object[]): Promise<KubectlTimes> {
  const kubectl = ['kubectl', '--kubeconfig', kubeconfig, '--namespace', namespace]
  const text = set.map(object => JSON.stringify(object)).join('\n')
  const start = performance.now()
  await program([...kubectl, 'apply', '--server-side', '--filename=-'], text)
  const apply = performance.now() - start
  await program([...kubectl, 'rollout', 'status', 'deployment', '--timeout=600s'])
  return { apply, withStatus: performance.now() - start }
}
