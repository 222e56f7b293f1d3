import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { program } from '../platform/process/program.ts'
import { until } from '../platform/process/until.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'
import { kubeconfigWith, Release, webThat } from './kubernetes-release.ts'

const platform = usePlatform()

let namespace: string
const opened: Release[] = []
const open = async (kubeconfig = platform.kubeconfig): Promise<Release> => {
  const release = await Release.open(namespace, { kubeconfig })
  opened.push(release)
  return release
}
const kubectl = async (...args: string[]): Promise<string> => {
  const output = await program(['kubectl', '--kubeconfig', platform.kubeconfig, '--namespace', namespace, ...args])
  return output.trim()
}

beforeEach(async () => {
  namespace = await platform.createNamespace('preflight')
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map(release => release.close()))
})

const configMap = (name: string, value = '1', more = ''): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}${more} }\ndata: { a: "${value}" }\n`

async function refusalOf(work: Promise<unknown>): Promise<UserError> {
  const thrown = await work.then(
    () => undefined,
    error => error,
  )
  if (thrown instanceof UserError) return thrown
  throw new Error('expected a UserError', { cause: thrown })
}

describe('preflight', () => {
  test('reports everything in one pass and leaves nothing behind', async () => {
    await kubectl('create', 'configmap', 'theirs', '--from-literal=a=9', '--field-manager=their-operator')
    const release = await open()
    const error = await refusalOf(
      release.deploy([
        configMap('good'),
        webThat(platform, 'sleep 1', { spec: 'replcas: 2' }),
        'apiVersion: v1\nkind: Service\nmetadata: { name: s }\nspec: { ports: [{ port: 99999 }] }\n',
        'apiVersion: v1\nkind: Secret\nmetadata: { name: s }\ntype: kubernetes.io/basic-auth\nstringData: { password: 5 }\n',
        'apiVersion: v1\nkind: Secret\nmetadata: { name: t }\ndata: { "a b": aHVudGVyMg== }\n',
        'apiVersion: example.dev/v1\nkind: Foo\nmetadata: { name: x }\n',
        configMap('c', '1', ', namespace: absent-namespace'),
        configMap('theirs'),
      ]),
    )
    expect(error).toMatchObject({ reason: 'preflight-failed', outcome: 'refused' })
    expect(error.findings.map(({ reason, where }) => `${where} ${reason}`)).toEqual([
      'f1.yaml:1 field-unknown',
      'f2.yaml:1 object-invalid',
      'f2.yaml:1 object-invalid',
      'f3.yaml:1 object-invalid',
      'f4.yaml:1 object-invalid',
      'f5.yaml:1 kind-unknown',
      'f6.yaml:1 namespace-missing',
      'f7.yaml:1 field-conflict',
    ])
    expect(JSON.stringify(error.findings)).not.toContain('aHVudGVyMg')
    expect(await kubectl('get', 'configmaps,deployments,services,secrets', '--output=name')).toBe(
      'configmap/kube-root-ca.crt\nconfigmap/theirs',
    )
    expect(await kubectl('get', 'configmap', 'theirs', '--output=jsonpath={.data.a}')).toBe('9')
  })

  test('allows for what the set itself creates: its namespace, its CRDs', async () => {
    const other = `${namespace}-other`
    const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: things.${namespace}.example.dev }
spec:
  group: ${namespace}.example.dev
  scope: Namespaced
  names: { plural: things, singular: thing, kind: Thing }
  versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }]
`
    const release = await open()
    const { applied } = await release.deploy([
      `apiVersion: ${namespace}.example.dev/v1\nkind: Thing\nmetadata: { name: one, namespace: ${other} }\n`,
      configMap('a', '1', `, namespace: ${other}`),
      definition,
      `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${other} }\n`,
    ])
    expect(applied.map(({ kind, action }) => `${kind} ${action}`)).toEqual([
      'Thing created',
      'ConfigMap created',
      'CustomResourceDefinition created',
      'Namespace created',
    ])
  })
})

describe('credentials with few permissions', () => {
  async function limited(rules: string): Promise<string> {
    await kubectl('create', 'serviceaccount', 'ci')
    const role = `{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"ci"},"rules":${rules}}`
    const argv = ['kubectl', '--kubeconfig', platform.kubeconfig, '--namespace', namespace, 'apply', '--filename=-']
    await program(argv, role)
    await kubectl('create', 'rolebinding', 'ci', '--role=ci', `--serviceaccount=${namespace}:ci`)
    const token = await kubectl('create', 'token', 'ci')
    return kubeconfigWith(platform, { user: { token } })
  }

  test('are refused with the Role they need', async () => {
    const release = await open(await limited('[]'))
    const error = await refusalOf(release.deploy([configMap('a')]))
    expect(error).toMatchObject({
      reason: 'preflight-failed',
      findings: [
        { reason: 'cluster-forbidden', text: expect.stringContaining(`Role in namespace ${namespace} needs`) },
      ],
    })
  })

  test('without events deploy all the same, with a notice', async () => {
    const rules =
      '[{"apiGroups":["apps"],"resources":["deployments","replicasets"],"verbs":["get","list","watch","create","patch"]},{"apiGroups":[""],"resources":["pods"],"verbs":["list","watch"]}]'
    const release = await open(await limited(rules))
    const { result } = await release.deploy([webThat(platform, 'sleep 3600')])
    expect(result.outcome).toBe('complete')
    expect(release.log.lines).toContainEqual(expect.stringMatching(/^notice: .*may not watch events/))
  })

  test('that may only plan, by the policy of docs/plan.md, can do a dry run and change nothing', async () => {
    const rules = '[{"apiGroups":[""],"resources":["configmaps"],"verbs":["get","create","patch"]}]'
    const release = await open(await limited(rules))
    const [, text = ''] =
      /```yaml\n(apiVersion: admissionregistration[\s\S]*?)```/.exec(readFileSync('docs/plan.md', 'utf8')) ?? []
    const policy = text.replaceAll('plan-only', `plan-only-${namespace}`).replace('hello:planner', `${namespace}:ci`)
    const argv = ['kubectl', '--kubeconfig', platform.kubeconfig]
    await program([...argv, 'apply', '--filename=-'], policy)
    try {
      // The policy counts once the API server has seen it.
      let tries = 0
      const refused = await until({ what: 'the policy to count' }, async () => {
        tries += 1
        const thrown = await release.deploy([configMap('a', String(tries))]).catch((error: unknown) => error)
        return thrown instanceof UserError ? thrown : undefined
      })
      expect(refused).toMatchObject({ reason: 'apply-failed' })
      expect(refused.message).toContain('this account may only plan')
      // The dry run before it has passed.
      expect(refused.findings).toHaveLength(1)
    } finally {
      await program([...argv, 'delete', '--filename=-', '--wait=false'], policy)
    }
  })

  test('that may not watch are refused before anything is applied', async () => {
    const rules = '[{"apiGroups":["apps"],"resources":["deployments"],"verbs":["get","create","patch"]}]'
    const release = await open(await limited(rules))
    const error = await refusalOf(release.deploy([webThat(platform, 'sleep 3600')]))
    expect(error).toMatchObject({
      reason: 'cluster-forbidden',
      outcome: 'error',
      message: expect.stringMatching(/may not watch/),
    })
    expect(await kubectl('get', 'deployments', '--output=name')).toBe('')
  })
})

describe('a cluster that cannot be used', () => {
  const plugin = { apiVersion: 'client.authentication.k8s.io/v1', command: 'absent-plugin', interactiveMode: 'Never' }

  test.each([
    ['a port that is closed', { cluster: { server: 'https://127.0.0.1:9' } }, 'cluster-unreachable'],
    ['another authority', { cluster: { 'certificate-authority-data': undefined } }, 'cluster-certificate-invalid'],
    ['a wrong token', { user: { token: 'wrong' } }, 'cluster-unauthorized'],
    ['a plugin that is not there', { user: { exec: plugin } }, 'credentials-plugin-failed'],
  ])('%s', async (_, change, reason) => {
    const error = await refusalOf(open(await kubeconfigWith(platform, change)))
    expect(error).toMatchObject({ reason, outcome: 'error' })
    expect(error.message.split('\n')).toHaveLength(1)
  })

  test('a kubectl that is none', async () => {
    const error = await refusalOf(
      Release.open(namespace, { kubeconfig: platform.kubeconfig, kubectl: '/absent/kubectl' }),
    )
    expect(error).toMatchObject({ reason: 'kubectl-broken' })
  })
})

test('a hundred objects', async () => {
  const service = (index: number): string =>
    `apiVersion: v1\nkind: Service\nmetadata: { name: s${index} }\nspec: { selector: { a: b }, ports: [{ port: 80 }] }\n`
  const idle = (index: number): string =>
    webThat(platform, 'sleep 1').replace('{ name: web }', `{ name: d${index} }`).replace('replicas: 1', 'replicas: 0')
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index)
  const texts = (value: string): string[] => [
    ...numbers(60).map(index => configMap(`c${index}`, value)),
    ...numbers(20).map(service),
    ...numbers(20).map(idle),
  ]
  const release = await open()
  for (const [title, value, actions] of [
    ['first', '1', { created: 100 }],
    ['unchanged', '1', { unchanged: 100 }],
    ['changed', '2', { changed: 60, unchanged: 40 }],
  ] as const) {
    const start = performance.now()
    const { applied, result } = await release.deploy(texts(value), { stableForMs: 0 })
    console.log(`100 objects, ${title}: ${(performance.now() - start).toFixed(0)} ms with dry run, apply and rollout`)
    expect(result.outcome).toBe('complete')
    const seen = Object.entries(actions).map(([action]) => [
      action,
      applied.filter(object => object.action === action).length,
    ])
    expect(Object.fromEntries(seen)).toEqual(actions)
  }
})
