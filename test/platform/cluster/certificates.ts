import path from 'node:path'
import { ADDRESS, NODE_NAME } from '../layout.ts'
import { program } from '../process/program.ts'

/** Who the certificates are for. The subjects are those that Kubernetes' built-in roles are bound to. */
const CLIENTS = {
  admin: '/O=system:masters/CN=admin',
  'apiserver-kubelet-client': '/O=system:masters/CN=kube-apiserver-kubelet-client',
  'controller-manager': '/CN=system:kube-controller-manager',
  scheduler: '/CN=system:kube-scheduler',
  proxy: '/CN=system:kube-proxy',
  kubelet: `/O=system:nodes/CN=system:node:${NODE_NAME}`,
} as const

export type ClientName = keyof typeof CLIENTS

const SERVERS = {
  apiserver: `DNS:localhost,DNS:kubernetes.default.svc,IP:127.0.0.1,IP:${ADDRESS.node},IP:${ADDRESS.apiService}`,
  'kubelet-server': `DNS:${NODE_NAME},IP:127.0.0.1,IP:${ADDRESS.node}`,
} as const

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

/** Makes the cluster's authority, then a `<name>.crt` and `<name>.key` for every server and client, and `sa.key`, `sa.pub`. */
export async function makeCertificates(folder: string): Promise<void> {
  const file = (name: string) => path.join(folder, name)
  const authority = [
    ...['-subj', '/CN=commit-train-platform', '-keyout', file('ca.key'), '-out', file('ca.crt')],
    ...extensions('basicConstraints=critical,CA:TRUE', 'keyUsage=critical,digitalSignature,keyCertSign,cRLSign'),
  ]
  const signingKey = program([
    'openssl',
    'genpkey',
    '-algorithm',
    'EC',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-out',
    file('sa.key'),
  ])
  await program(['openssl', 'req', '-x509', '-days', '30', ...NEW_KEY, ...authority])
  const leaf = (name: string, subject: string, ...more: string[]) =>
    program([
      ...['openssl', 'req', '-x509', '-days', '30', ...NEW_KEY, '-CA', file('ca.crt'), '-CAkey', file('ca.key')],
      ...['-subj', subject, '-keyout', file(`${name}.key`), '-out', file(`${name}.crt`)],
      ...extensions('basicConstraints=critical,CA:FALSE', 'keyUsage=critical,digitalSignature', ...more),
    ])
  await Promise.all([
    ...Object.entries(CLIENTS).map(([name, subject]) => leaf(name, subject, 'extendedKeyUsage=clientAuth')),
    ...Object.entries(SERVERS).map(([name, names]) =>
      leaf(name, `/CN=${name}`, 'extendedKeyUsage=serverAuth', `subjectAltName=${names}`),
    ),
    signingKey.then(() => program(['openssl', 'pkey', '-in', file('sa.key'), '-pubout', '-out', file('sa.pub')])),
  ])
}

function extensions(...lines: string[]): string[] {
  return lines.flatMap(line => ['-addext', line])
}
