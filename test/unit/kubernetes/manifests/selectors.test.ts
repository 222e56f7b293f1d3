import { describe, expect, test } from 'vitest'
import { parseManifests } from '../../../../src/kubernetes/manifests/parse.ts'
import { danglingReferences } from '../../../../src/kubernetes/manifests/selectors.ts'

const web = (labels: string, ports = '[{ name: http, containerPort: 8080 }]') => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { template: { metadata: { labels: ${labels} }, spec: { containers: [{ name: app, ports: ${ports} }] } } }
`
const service = (spec: string, name = 'web') =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: ${spec}\n`
const ingress = (name: string, port: string) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { rules: [{ http: { paths: [{ path: /, backend: { service: { name: ${name}, port: ${port} } } }] } }] }
`
const autoscaler = (kind: string, name: string) => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: ${kind}, name: ${name} } }
`
const budget = (selector: string) => `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { selector: ${selector} }
`

function check(...texts: string[]) {
  const set = parseManifests([{ file: 'all.yaml', text: texts.join('---\n') }])
  return danglingReferences(set.manifests.map(manifest => ({ manifest, namespace: 'shop' })))
}

const PODS = web('{ app: web, tier: front }')

describe('what has its match says nothing', () => {
  test.each([
    ['a Service', service('{ selector: { app: web }, ports: [{ port: 80, targetPort: http }] }')],
    ['its port by number', service('{ selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }')],
    ['a Service without a targetPort', service('{ selector: { app: web }, ports: [{ port: 80 }] }')],
    ['a Service without a selector', service('{ ports: [{ port: 80, targetPort: nope }] }')],
    ['an autoscaler', autoscaler('Deployment', 'web')],
    ['an autoscaler of another kind', autoscaler('Rollout', 'web')],
    ['a budget', budget('{ matchLabels: { tier: front } }')],
    ['a budget of everything', budget('{}')],
    [
      'a budget that cannot be judged',
      budget('{ matchLabels: { app: x }, matchExpressions: [{ key: a, operator: Exists }] }'),
    ],
    ['an Ingress', `${service('{ ports: [{ name: http, port: 80 }] }')}---\n${ingress('web', '{ name: http }')}`],
  ])('%s', (_, text) => {
    expect(check(PODS, text)).toEqual({ warnings: [], missing: [] })
  })

  test('a number is not missed where the containers declare no port', () => {
    expect(
      check(web('{ app: web }', '[]'), service('{ selector: { app: web }, ports: [{ port: 80, targetPort: 9 }] }'))
        .warnings,
    ).toEqual([])
  })
})

describe('certain by the set itself', () => {
  test.each([
    [
      'a port name',
      service('{ selector: { app: web }, ports: [{ port: 80, targetPort: htpt }] }'),
      'targetPort htpt is no port',
    ],
    [
      'a port number',
      service('{ selector: { app: web }, ports: [{ port: 80, targetPort: 8081 }] }'),
      'targetPort 8081 is no port',
    ],
    [
      'a port of a backend',
      `${service('{ ports: [{ port: 80 }] }')}---\n${ingress('web', '{ number: 81 }')}`,
      'Service/web has no port 81',
    ],
  ])('%s', (_, text, said) => {
    expect(check(PODS, text)).toMatchObject({
      warnings: [{ reason: 'reference-dangling', text: expect.stringContaining(said) }],
      missing: [],
    })
  })
})

describe('for the cluster to tell', () => {
  test.each([
    [
      'a Service',
      service('{ selector: { app: wbe }, ports: [{ port: 80 }] }'),
      { kind: 'pods', labels: { app: 'wbe' } },
    ],
    [
      'a Service that asks for too much',
      service('{ selector: { app: web, tier: back } }'),
      { kind: 'pods', labels: { tier: 'back' } },
    ],
    ['a budget', budget('{ matchLabels: { app: wbe } }'), { kind: 'pods' }],
    ['an autoscaler', autoscaler('StatefulSet', 'web'), { kind: 'object', plural: 'statefulsets', name: 'web' }],
    ['an Ingress', ingress('wbe', '{ number: 80 }'), { kind: 'object', plural: 'services', name: 'wbe' }],
  ])('%s', (_, text, target) => {
    expect(check(PODS, text)).toMatchObject({ warnings: [], missing: [{ namespace: 'shop', ...target }] })
  })
})
