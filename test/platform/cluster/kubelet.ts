import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { ADDRESS, type Layout, NODE_NAME } from '../layout.ts'
import { Daemon } from '../process/daemon.ts'
import { writeKubeconfig } from './kubeconfig.ts'

/** The node: runs pods by containerd, all below the control group of this run. */
export function startKubelet(layout: Layout, containerdSocket: string, cgroup: string): Daemon {
  const file = (name: string) => path.join(layout.configuration, name)
  const certificate = (name: string) => path.join(layout.certificates, name)
  writeFileSync(file('resolv.conf'), `nameserver ${ADDRESS.dns}\n`)
  const configuration = {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    address: ADDRESS.node,
    healthzBindAddress: '127.0.0.1',
    // It may be that no process can lower it (see containerd.ts).
    oomScoreAdj: 0,
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: certificate('ca.crt') },
    },
    authorization: { mode: 'Webhook' },
    tlsCertFile: certificate('kubelet-server.crt'),
    tlsPrivateKeyFile: certificate('kubelet-server.key'),
    containerRuntimeEndpoint: `unix://${containerdSocket}`,
    cgroupRoot: cgroup,
    cgroupDriver: 'cgroupfs',
    failCgroupV1: false,
    failSwapOn: false,
    clusterDNS: [ADDRESS.dns],
    clusterDomain: 'cluster.local',
    resolvConf: file('resolv.conf'),
    podLogsDir: layout.state('pod-logs'),
    volumePluginDir: layout.state('volume-plugins'),
    maxPods: 250,
    serializeImagePulls: false,
    imageGCHighThresholdPercent: 100,
    evictionHard: {
      'memory.available': '50Mi',
      'nodefs.available': '1%',
      'nodefs.inodesFree': '1%',
      'imagefs.available': '1%',
    },
  }
  writeFileSync(file('kubelet.json'), JSON.stringify(configuration, undefined, 2))
  const argv = [
    'kubelet',
    `--config=${file('kubelet.json')}`,
    `--kubeconfig=${writeKubeconfig(layout, 'kubelet')}`,
    `--hostname-override=${NODE_NAME}`,
    `--node-ip=${ADDRESS.node}`,
    `--root-dir=${layout.state('kubelet')}`,
  ]
  return new Daemon({ name: 'kubelet', argv, logs: layout.logs })
}
