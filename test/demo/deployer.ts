import { command } from './command.ts'

/** Who deploys: a ServiceAccount that may do what a deploy needs, in one namespace, and nothing else. */
export interface Deployer {
  /** As the API server's audit log names it. */
  readonly user: string
  /** A kubeconfig's content. */
  readonly kubeconfig: string
}

const ACCOUNT = { name: 'deployer', namespace: 'delivery' }

/** Makes the namespace to deploy to and the account that may. `admin` is the path of the cluster owner's kubeconfig. */
export async function createDeployer(kubectl: string, admin: string, namespace: string): Promise<Deployer> {
  const owner = (...args: string[]): string[] => ['--kubeconfig', admin, ...args]
  const items = [...namespacesAndAccount(namespace), ...permissions(namespace)]
  await command(kubectl, owner('apply', '-f', '-'), {
    input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  })
  const token = await command(kubectl, owner('create', 'token', ACCOUNT.name, '--namespace', ACCOUNT.namespace))
  const config = JSON.parse(await command(kubectl, owner('config', 'view', '--raw', '--minify', '--output', 'json')))
  return {
    user: `system:serviceaccount:${ACCOUNT.namespace}:${ACCOUNT.name}`,
    kubeconfig: JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'production',
      clusters: [{ name: 'cluster', cluster: config.clusters[0].cluster }],
      users: [{ name: ACCOUNT.name, user: { token: token.trim() } }],
      contexts: [{ name: 'production', context: { cluster: 'cluster', user: ACCOUNT.name, namespace } }],
    }),
  }
}

function namespacesAndAccount(namespace: string): object[] {
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: ACCOUNT.namespace } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: ACCOUNT },
  ]
}

function permissions(namespace: string): object[] {
  const metadata = { name: ACCOUNT.name, namespace }
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: ACCOUNT.name }
  const follow = ['get', 'list', 'watch']
  const apply = [...follow, 'create', 'patch']
  return [
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata,
      rules: [
        { apiGroups: [''], resources: ['configmaps', 'secrets', 'services'], verbs: apply },
        { apiGroups: ['apps'], resources: ['deployments'], verbs: apply },
        { apiGroups: ['apps'], resources: ['replicasets'], verbs: follow },
        { apiGroups: [''], resources: ['pods', 'events'], verbs: follow },
        { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'create', 'update'] },
        { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef,
      subjects: [{ kind: 'ServiceAccount', ...ACCOUNT }],
    },
  ]
}
