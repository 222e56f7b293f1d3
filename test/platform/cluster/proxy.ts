import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { ADDRESS, type Layout, NODE_NAME } from '../layout.ts'
import { Daemon } from '../process/daemon.ts'
import { writeKubeconfig } from './kubeconfig.ts'

/** Answers 200 when the rules of every service have been written. */
export const PROXY_HEALTH = 'http://127.0.0.1:10256/healthz'

/** What makes services answer at their cluster addresses, and node ports on 127.0.0.1. */
export function startProxy(layout: Layout): Daemon {
  const configuration = {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    mode: 'iptables',
    clientConnection: { kubeconfig: writeKubeconfig(layout, 'proxy') },
    clusterCIDR: ADDRESS.pods,
    hostnameOverride: NODE_NAME,
    healthzBindAddress: '127.0.0.1:10256',
    metricsBindAddress: '127.0.0.1:10249',
    oomScoreAdj: 0,
    nodePortAddresses: ['127.0.0.0/8'],
    iptables: { localhostNodePorts: true, minSyncPeriod: '200ms', syncPeriod: '30s' },
    // Zeros: leave the machine's connection tracking as it is.
    conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: '0s', tcpCloseWaitTimeout: '0s' },
  }
  const file = path.join(layout.configuration, 'kube-proxy.json')
  writeFileSync(file, JSON.stringify(configuration, undefined, 2))
  return new Daemon({ name: 'kube-proxy', argv: ['kube-proxy', `--config=${file}`], logs: layout.logs })
}
