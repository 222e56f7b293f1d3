import { beforeAll, describe, expect, test } from 'vitest'
import { program } from '../platform/process/program.ts'
import { until } from '../platform/process/until.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'
import { TestNamespace } from './kubernetes-namespace.ts'
import { webThat } from './kubernetes-release.ts'
import { startRefusingWebhook, webhookConfiguration } from './refusing-webhook.ts'

const platform = usePlatform()
const here = (work: (it: TestNamespace) => Promise<void>) => () => TestNamespace.use(platform, 'truth', work)

/** Most of these wait for the kubelet, so they wait at the same time. */
describe.concurrent('truth', () => {
  const needsSecret = webThat(platform, '', {
    container: "command: [/busybox, sleep, '3600']\n          envFrom: [{ secretRef: { name: late } }]",
  })

  describe('what failed before the apply', () => {
    test(
      'is waited for once it is put right: a Secret',
      here(async ({ release, kubectl }) => {
        expect((await release.deploy([needsSecret])).result).toMatchObject({ cause: { code: 'config-missing' } })
        await kubectl(['create', 'secret', 'generic', 'late', '--from-literal=a=b'])
        const again = await release.deploy([needsSecret])
        expect(again).toMatchObject({ applied: [{ action: 'unchanged' }], result: { outcome: 'complete' } })
        expect(release.log.lines.join('\n')).toContain('(was failing before this deployment)')
      }),
    )

    test(
      'is fatal once the cluster says it again',
      here(async ({ release }) => {
        expect((await release.deploy([needsSecret])).result).toMatchObject({ cause: { code: 'config-missing' } })
        const { result } = await release.deploy([needsSecret])
        expect(result).toMatchObject({ outcome: 'failed', cause: { code: 'config-missing', fatality: 'fatal' } })
        expect(result.cause?.text).not.toContain('was failing')
      }),
    )

    test(
      'is waited for once it is put right: a quota',
      here(async ({ release, kubectl }) => {
        await kubectl(['create', 'quota', 'q', '--hard=pods=0'])
        const web = webThat(platform, 'sleep 3600')
        expect((await release.deploy([web])).result).toMatchObject({ cause: { code: 'quota-too-small' } })
        await kubectl(['delete', 'quota', 'q'])
        const again = await release.deploy([web])
        expect(again).toMatchObject({ applied: [{ action: 'unchanged' }], result: { outcome: 'complete' } })
      }),
    )
  })

  describe('refused before anything is applied', () => {
    test(
      'pods that the namespace would refuse',
      here(async ({ name, release, kubectl }) => {
        await kubectl(['label', 'namespace', name, 'pod-security.kubernetes.io/enforce=restricted'])
        await expect(release.deploy([webThat(platform, 'sleep 3600')])).rejects.toMatchObject({
          findings: [{ reason: 'pod-security-violated', text: expect.stringContaining('allowPrivilegeEscalation') }],
        })
      }),
    )

    test(
      'a node that does not exist',
      here(async ({ release }) => {
        const web = webThat(platform, 'sleep 3600', { pod: 'nodeName: absent' })
        await expect(release.deploy([web])).rejects.toMatchObject({ findings: [{ reason: 'node-missing' }] })
      }),
    )
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
    beforeAll(async () => {
      const kubectl = ['kubectl', '--kubeconfig', platform.kubeconfig]
      await program([...kubectl, 'create', '-f', '-'], crd)
      await program([...kubectl, 'wait', '--for=condition=Established', 'crd/externalsecrets.external-secrets.io'])
    })

    interface Waiting {
      readonly status: { readonly containerStatuses?: readonly { readonly state: { readonly waiting?: Reason } }[] }
    }
    interface Reason {
      readonly reason: string
    }

    /** What an operator does, once the pod lacks its Secret. */
    const operator =
      ({ pods, kubectl }: TestNamespace) =>
      async () => {
        await until({ what: 'the pod to lack its Secret' }, async () =>
          (await pods<Waiting>()).some(({ status }) =>
            status.containerStatuses?.some(({ state }) => state.waiting?.reason === 'CreateContainerConfigError'),
          ),
        )
        await kubectl(['create', 'secret', 'generic', 'late', '--from-literal=a=b'])
        const status = JSON.stringify({ status: { conditions: [{ type: 'Ready', status: 'True' }] } })
        await kubectl(['patch', 'externalsecret', 'db', '--subresource=status', '--type=merge', '--patch', status])
      }

    test(
      'a Secret that an operator makes a moment later, of the set',
      here(async it => {
        const { result } = await it.release.deploy([externalSecret, needsSecret], { meanwhile: operator(it) })
        expect(result).toMatchObject({ outcome: 'complete' })
        expect(it.release.log.lines.join('\n')).toContain('ExternalSecret/db may still make it')
      }),
    )

    test(
      'and one whose maker is in the cluster only',
      here(async it => {
        await it.create(externalSecret)
        const { result } = await it.release.deploy([needsSecret], { meanwhile: operator(it) })
        expect(result).toMatchObject({ outcome: 'complete' })
      }),
    )

    // Its dependency is there from the third start on.
    const line = 'test -e /shared/2 && exec sleep 3600; test -e /shared/1 && touch /shared/2; touch /shared/1; exit 1'
    const crashesTwice = webThat(platform, '', {
      pod: 'volumes: [{ name: shared, emptyDir: {} }]',
      container: `command: [/busybox, sh, -c, ${JSON.stringify(line)}]\n          volumeMounts: [{ name: shared, mountPath: /shared }]`,
    })

    test(
      'two crashes while a dependency starts: red when strict',
      here(async ({ release }) => {
        const { result } = await release.deploy([crashesTwice], { stableForMs: 15_000 })
        expect(result).toMatchObject({ outcome: 'failed', cause: { code: 'crash' } })
      }),
    )

    test(
      'two crashes while a dependency starts: green when tolerant',
      here(async ({ release }) => {
        const { result } = await release.deploy([crashesTwice], { tolerance: 'tolerant', stableForMs: 10_000 })
        expect(result).toMatchObject({ outcome: 'complete' })
        expect(release.log.lines.join('\n')).toContain('crash: exited with code 1')
      }),
    )
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
    /** Resolves when the API server refuses a pod, which it does a moment after it was told to. */
    const refusing = (it: TestNamespace, labels: Readonly<Record<string, string>> = {}) => {
      const spec = { containers: [{ name: 'app', image: 'x' }] }
      const tried = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'tried', labels }, spec }
      return until({ what: 'pods to be refused' }, async () => {
        const { status } = await platform.client.send('POST', it.path('/api/v1:pods', '?dryRun=All'), tried)
        return status >= 400
      })
    }

    test.each<[string, 'fatal' | 'waiting', string, RegExp, ((it: TestNamespace) => Promise<unknown>)?]>([
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
      [
        'runtime-class-unsupported',
        'fatal',
        pod('runtimeClassName: absent-handler'),
        /absent/,
        it =>
          it.create(
            '{apiVersion: node.k8s.io/v1, kind: RuntimeClass, metadata: {name: absent-handler}, handler: absent}',
          ),
      ],
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
        pod(
          '',
          app('livenessProbe: { exec: { command: [/busybox, "false"] }, periodSeconds: 1, failureThreshold: 1 }'),
        ),
        /Liveness probe failed/,
      ],
      [
        'quota-too-small',
        'fatal',
        pod('', app("resources: { requests: { cpu: '3' } }")),
        /exceeded quota/,
        it => it.kubectl(['create', 'quota', 'q', '--hard=requests.cpu=2']),
      ],
      [
        'admission-denied',
        'fatal',
        pod('').replace('labels: { app: web } }\n    spec', "labels: { app: web, denied: 'yes' } }\n    spec"),
        /not today/,
        async it => {
          await it.create(policy)
          await refusing(it, { denied: 'yes' })
        },
      ],
      [
        'webhook-failed',
        'waiting',
        pod(''),
        /failed calling webhook "pods\.example\.dev".*connection refused/,
        async it => {
          await it.create(JSON.stringify(webhookConfiguration(it.name, { url: 'https://127.0.0.1:9/' })))
          await refusing(it)
        },
      ],
    ])('%s', async (code, fatality, text, evidence, prepare) => {
      await TestNamespace.use(platform, 'truth', async it => {
        await prepare?.(it)
        const { result } = await it.release.deploy([text], {
          timeoutMs: fatality === 'fatal' ? 60_000 : 15_000,
          // What the kubelet kills has been ready for a moment.
          stableForMs: 15_000,
        })
        expect(result).toMatchObject({ outcome: fatality === 'fatal' ? 'failed' : 'timeout', cause: { code } })
        expect(result.cause?.text).toMatch(evidence)
      })
    })

    test(
      'a webhook that denies the pods',
      here(async it => {
        const webhook = await startRefusingWebhook('the team has no budget left')
        try {
          const clientConfig = { url: webhook.url, caBundle: webhook.authority }
          await it.create(JSON.stringify(webhookConfiguration(it.name, clientConfig)))
          await refusing(it)
          const { result } = await it.release.deploy([pod('')])
          expect(result).toMatchObject({
            outcome: 'failed',
            cause: { code: 'admission-denied', text: expect.stringContaining('the team has no budget left') },
          })
        } finally {
          await webhook.stop()
        }
      }),
    )
  })
})
