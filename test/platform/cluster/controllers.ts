import path from 'node:path'
import type { Layout } from '../layout.ts'
import { Daemon } from '../process/daemon.ts'
import type { ClientName } from './certificates.ts'
import { writeKubeconfig } from './kubeconfig.ts'

/** With the usual 20 requests a second the default service account comes 5 s later. */
const RATE = ['--kube-api-qps=300', '--kube-api-burst=600']

/** What makes pods of deployments, and service accounts of namespaces. */
export function startControllerManager(layout: Layout): Daemon {
  const certificate = (name: string) => path.join(layout.certificates, name)
  const argv = [
    'kube-controller-manager',
    ...connection(layout, 'controller-manager'),
    `--root-ca-file=${certificate('ca.crt')}`,
    `--service-account-private-key-file=${certificate('sa.key')}`,
    `--cluster-signing-cert-file=${certificate('ca.crt')}`,
    `--cluster-signing-key-file=${certificate('ca.key')}`,
    // Without it every controller would act as the manager, whose own role allows next to nothing.
    '--use-service-account-credentials=true',
  ]
  return new Daemon({ name: 'kube-controller-manager', argv, logs: layout.logs })
}

/** What gives pods to the node. */
export function startScheduler(layout: Layout): Daemon {
  const argv = ['kube-scheduler', ...connection(layout, 'scheduler')]
  return new Daemon({ name: 'kube-scheduler', argv, logs: layout.logs })
}

function connection(layout: Layout, user: ClientName): string[] {
  const kubeconfig = writeKubeconfig(layout, user)
  const flags = ['kubeconfig', 'authentication-kubeconfig', 'authorization-kubeconfig'].map(
    flag => `--${flag}=${kubeconfig}`,
  )
  return [...flags, '--bind-address=127.0.0.1', '--leader-elect=false', '--profiling=false', ...RATE]
}
