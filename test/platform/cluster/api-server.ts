import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { ADDRESS, type Layout } from '../layout.ts'
import { Daemon } from '../process/daemon.ts'

/** Where the API server notes every request that was answered, a JSON object a line. */
export function auditLogOf(layout: Layout): string {
  return path.join(layout.logs, 'audit.log')
}

/**
 * Who did what to which object, reads and writes, without their contents, once a request is answered. Leases, written by
 * every component every few seconds, and health checks are left out.
 */
const AUDIT_POLICY = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived', 'ResponseStarted'],
  rules: [
    {
      level: 'None',
      resources: [{ group: 'coordination.k8s.io', resources: ['leases'] }],
      userGroups: ['system:nodes'],
    },
    { level: 'None', nonResourceURLs: ['/healthz*', '/livez*', '/readyz*'] },
    { level: 'Metadata' },
  ],
}

/** The API server, with roles enforced and an audit log that is written before a request is answered. */
export function startApiServer(layout: Layout): Daemon {
  const certificate = (name: string) => path.join(layout.certificates, name)
  const policy = path.join(layout.configuration, 'audit-policy.json')
  writeFileSync(policy, JSON.stringify(AUDIT_POLICY))
  const argv = [
    'kube-apiserver',
    `--etcd-servers=${ADDRESS.etcd}`,
    `--bind-address=${ADDRESS.node}`,
    `--advertise-address=${ADDRESS.node}`,
    '--secure-port=6443',
    `--service-cluster-ip-range=${ADDRESS.services}`,
    '--authorization-mode=Node,RBAC',
    '--enable-admission-plugins=NodeRestriction',
    '--allow-privileged=true',
    `--client-ca-file=${certificate('ca.crt')}`,
    `--tls-cert-file=${certificate('apiserver.crt')}`,
    `--tls-private-key-file=${certificate('apiserver.key')}`,
    `--kubelet-certificate-authority=${certificate('ca.crt')}`,
    `--kubelet-client-certificate=${certificate('apiserver-kubelet-client.crt')}`,
    `--kubelet-client-key=${certificate('apiserver-kubelet-client.key')}`,
    '--kubelet-preferred-address-types=InternalIP',
    '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
    `--service-account-key-file=${certificate('sa.pub')}`,
    `--service-account-signing-key-file=${certificate('sa.key')}`,
    `--audit-policy-file=${policy}`,
    `--audit-log-path=${auditLogOf(layout)}`,
    '--audit-log-mode=blocking',
    '--profiling=false',
  ]
  return new Daemon({ name: 'kube-apiserver', argv, logs: layout.logs })
}
