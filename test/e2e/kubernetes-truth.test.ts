import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { program } from '../platform/process/program.ts'
import { until } from '../platform/process/until.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'
import { Release, webThat } from './kubernetes-release.ts'

const platform = usePlatform()

let namespace: string
let release: Release
const kubectl = async (args: readonly string[], input = ''): Promise<string> => {
  const command = ['kubectl', '--kubeconfig', platform.kubeconfig, '--namespace', namespace, ...args]
  return (await program(command, input)).trim()
}
const create = (text: string) => kubectl(['create', '-f', '-'], text)

beforeEach(async () => {
  namespace = await platform.createNamespace('truth')
  release = await Release.open(namespace, platform)
})
afterEach(async () => {
  await release.close()
  await kubectl(['delete', 'deployment', '--all', '--wait=false'])
})

const needsSecret = webThat(platform, '', {
  container: "command: [/busybox, sleep, '3600']\n          envFrom: [{ secretRef: { name: late } }]",
})

describe('what failed before the apply', () => {
  test('is waited for once it is put right: a Secret', async () => {
    expect((await release.deploy([needsSecret])).result).toMatchObject({ cause: { code: 'config-missing' } })
    await kubectl(['create', 'secret', 'generic', 'late', '--from-literal=a=b'])
    const again = await release.deploy([needsSecret])
    expect(again).toMatchObject({ applied: [{ action: 'unchanged' }], result: { outcome: 'complete' } })
    expect(release.log.lines.join('\n')).toContain('(was failing before this deployment)')
  })

  test('is fatal once the cluster says it again', async () => {
    expect((await release.deploy([needsSecret])).result).toMatchObject({ cause: { code: 'config-missing' } })
    const { result } = await release.deploy([needsSecret])
    expect(result).toMatchObject({ outcome: 'failed', cause: { code: 'config-missing', fatality: 'fatal' } })
    expect(result.cause?.text).not.toContain('was failing')
  })

  test('is waited for once it is put right: a quota', async () => {
    await kubectl(['create', 'quota', 'q', '--hard=pods=0'])
    const web = webThat(platform, 'sleep 3600')
    expect((await release.deploy([web])).result).toMatchObject({ cause: { code: 'quota-too-small' } })
    await kubectl(['delete', 'quota', 'q'])
    const again = await release.deploy([web])
    expect(again).toMatchObject({ applied: [{ action: 'unchanged' }], result: { outcome: 'complete' } })
  })
})

test('pods that the namespace would refuse are refused before anything is applied', async () => {
  await kubectl(['label', 'namespace', namespace, 'pod-security.kubernetes.io/enforce=restricted'])
  await expect(release.deploy([webThat(platform, 'sleep 3600')])).rejects.toMatchObject({
    findings: [{ reason: 'pod-security-violated', text: expect.stringContaining('allowPrivilegeEscalation') }],
  })
})

describe('what heals meanwhile', () => {
  const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: externalsecrets.external-secrets.io }
spec:
  group: external-secrets.io
  scope: Namespaced
  names: { plural: externalsecrets, singular: externalsecret, kind: ExternalSecret }
  versions:
    - name: v1
      served: true
      storage: true
      subresources: { status: {} }
      schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } }
`
  const externalSecret = `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: db }
spec: { target: { name: late } }
`
  /** What an operator does, once the pod lacks its Secret. */
  const operator = async () => {
    const state = '--output=jsonpath={.items[*].status.containerStatuses[*].state.waiting.reason}'
    await until({ what: 'the pod to lack its Secret' }, async () =>
      /ConfigError/.test(await kubectl(['get', 'pods', state])),
    )
    await kubectl(['create', 'secret', 'generic', 'late', '--from-literal=a=b'])
    const status = JSON.stringify({ status: { conditions: [{ type: 'Ready', status: 'True' }] } })
    await kubectl(['patch', 'externalsecret', 'db', '--subresource=status', '--type=merge', '--patch', status])
  }

  test('a Secret that an operator makes a moment later, of the set', async () => {
    const { result } = await release.deploy([crd, externalSecret, needsSecret], { meanwhile: operator })
    expect(result).toMatchObject({ outcome: 'complete' })
    expect(release.log.lines.join('\n')).toContain('ExternalSecret/db may still make it')
  })

  test('and one whose maker is in the cluster only', async () => {
    await create(crd).catch(() => undefined)
    await until({ what: 'the kind' }, () =>
      create(externalSecret).then(
        () => true,
        () => false,
      ),
    )
    const { result } = await release.deploy([needsSecret], { meanwhile: operator })
    expect(result).toMatchObject({ outcome: 'complete' })
  })

  test('crashes while a dependency starts: red when strict, green when tolerant', async () => {
    // Its dependency is there from the third start on.
    const line = 'test -e /shared/2 && exec sleep 3600; test -e /shared/1 && touch /shared/2; touch /shared/1; exit 1'
    const volumes = 'volumes: [{ name: shared, emptyDir: {} }]'
    const command = `command: [/busybox, sh, -c, ${JSON.stringify(line)}]`
    const web = webThat(platform, '', {
      pod: volumes,
      container: `${command}\n          volumeMounts: [{ name: shared, mountPath: /shared }]`,
    })
    expect((await release.deploy([web])).result).toMatchObject({ outcome: 'failed', cause: { code: 'crash' } })
    await kubectl(['delete', 'deployment', 'web'])
    expect((await release.deploy([web], { tolerance: 'tolerant' })).result).toMatchObject({ outcome: 'complete' })
  })
})

describe('a cause that the cluster shows', () => {
  const pod = (spec: string, container = '') => webThat(platform, 'sleep 3600', { pod: spec, container })
  const app = (more: string) => `command: [/busybox, sleep, '3600']\n          ${more}`
  const policy = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: no-web }
spec:
  failurePolicy: Fail
  matchConstraints: { resourceRules: [{ apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods] }] }
  validations: [{ expression: "!has(object.metadata.labels) || !('denied' in object.metadata.labels)", message: not today }]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: no-web }
spec: { policyName: no-web, validationActions: [Deny] }
`
  test.each([
    [
      'sysctl-forbidden',
      'fatal',
      pod("securityContext: { sysctls: [{ name: kernel.msgmax, value: '65536' }] }"),
      /kernel\.msgmax/,
    ],
    [
      'claim-missing',
      'fatal',
      pod('volumes: [{ name: v, persistentVolumeClaim: { claimName: absent } }]'),
      /"absent" not found/,
    ],
    ['runtime-class-unsupported', 'fatal', pod('runtimeClassName: absent-handler'), /absent/],
    ['readiness-gate', 'waiting', pod('readinessGates: [{ conditionType: example.com/lb }]'), /example\.com\/lb/],
    [
      'init-running',
      'waiting',
      pod(
        `initContainers: [{ name: i, image: '${platform.registry}/platform/busybox:1', command: [/busybox, sleep, '3600'] }]`,
      ),
      /init container/,
    ],
    [
      'post-start-failed',
      'fatal',
      pod('', app('lifecycle: { postStart: { exec: { command: [/absent] } } }')),
      /absent|PostStart/,
    ],
    [
      'liveness-failed',
      'fatal',
      pod('', app('livenessProbe: { exec: { command: [/busybox, "false"] }, periodSeconds: 1, failureThreshold: 1 }')),
      /Liveness probe failed/,
    ],
    ['quota-too-small', 'fatal', pod('', app("resources: { requests: { cpu: '3' } }")), /exceeded quota/],
    [
      'admission-denied',
      'fatal',
      pod('').replace('labels: { app: web } }\n    spec', "labels: { app: web, denied: 'yes' } }\n    spec"),
      /not today/,
    ],
  ])('%s is %s', async (code, fatality, text, evidence) => {
    if (code === 'quota-too-small') await kubectl(['create', 'quota', 'q', '--hard=requests.cpu=2'])
    if (code === 'admission-denied') {
      await create(policy)
      const denied = ['run', 'x', '--image=x', '--labels=denied=yes', '--dry-run=server']
      await until({ what: 'the policy' }, () =>
        kubectl(denied).then(
          () => false,
          () => true,
        ),
      )
    }
    if (code === 'runtime-class-unsupported') {
      await create(
        '{apiVersion: node.k8s.io/v1, kind: RuntimeClass, metadata: {name: absent-handler}, handler: absent}',
      )
    }
    const { result } = await release.deploy([text], {
      timeoutMs: fatality === 'fatal' ? 60_000 : 5_000,
      // What the kubelet kills has been ready for a moment.
      stableForMs: 5_000,
    })
    expect(result).toMatchObject({ outcome: fatality === 'fatal' ? 'failed' : 'timeout', cause: { code } })
    expect(result.cause?.text).toMatch(evidence)
    console.log(`${code}: ${result.cause?.text} (${result.workloads[0]?.seconds} s)`)
  })
})

test('a node that does not exist is refused before anything is applied', async () => {
  const web = webThat(platform, 'sleep 3600', { pod: 'nodeName: absent' })
  await expect(release.deploy([web])).rejects.toMatchObject({ findings: [{ reason: 'node-missing' }] })
})
