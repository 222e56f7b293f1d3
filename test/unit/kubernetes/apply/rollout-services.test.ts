import { expect, test } from 'vitest'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import type { PlannedObject } from '../../../../src/kubernetes/apply/plan.ts'
import { overSwitched, switchedIn } from '../../../../src/kubernetes/apply/rollout-services.ts'
import { autoscaledKey, scaledDownIn } from '../../../../src/kubernetes/apply/scaled-by.ts'

const HASH = 'rollouts-pod-template-hash'
const CONTROLLER = { manager: 'rollouts-controller', operation: 'Update', fieldsV1: { 'f:spec': { 'f:selector': {} } } }
const OURS = { ...CONTROLLER, manager: 'commit-train', operation: 'Apply' }

const service = (selector: object | undefined, managedFields: readonly object[] = []): KubeObject =>
  ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', managedFields },
    spec: { selector, ports: [] },
  }) as KubeObject

test.each<[string, object | undefined, object | undefined, readonly object[], object | undefined, boolean]>([
  ['not switched yet', { app: 'web' }, { app: 'web' }, [OURS], { app: 'web' }, false],
  ['switched', { app: 'web' }, { app: 'web', [HASH]: 'a' }, [CONTROLLER], undefined, false],
  [
    'of ours alone, with a hash',
    { app: 'web' },
    { app: 'web', [HASH]: 'a' },
    [OURS],
    { app: 'web', [HASH]: 'a' },
    false,
  ],
  ['of both', { app: 'web' }, { app: 'web', [HASH]: 'a' }, [OURS, CONTROLLER], undefined, false],
  [
    'changed in the template',
    { app: 'shop' },
    { app: 'web', [HASH]: 'a' },
    [CONTROLLER],
    { app: 'shop', [HASH]: 'a' },
    true,
  ],
  ['empty in the cluster', { app: 'web' }, undefined, [], { app: 'web' }, false],
  ['taken out of the template', undefined, { app: 'web', [HASH]: 'a' }, [CONTROLLER], undefined, false],
])('a selector that is %s', (_, wanted, live, owners, selector, force) => {
  const over = overSwitched(service(wanted), service(live, owners))
  expect(over.object.spec).toEqual({ ports: [], ...(selector === undefined ? {} : { selector }) })
  expect(over.force).toBe(force)
})

const planned = (apiVersion: string, spec: object): PlannedObject => ({
  manifest: { object: { apiVersion, kind: 'Rollout', metadata: { name: 'web' }, spec }, file: 'web.yaml', line: 1 },
  ...{ path: '/', namespace: 'shop', stage: 'workloads' },
})
const strategy = (apiVersion: string, strategy: object) => planned(apiVersion, { strategy })

test.each<[string, PlannedObject, readonly string[]]>([
  [
    'a blue-green one',
    strategy('argoproj.io/v1alpha1', { blueGreen: { activeService: 'a', previewService: 'b' } }),
    ['a', 'b'],
  ],
  ['a canary', strategy('argoproj.io/v1alpha1', { canary: { canaryService: 'a', stableService: 'b' } }), ['a', 'b']],
  [
    'a canary of two that take turns',
    strategy('argoproj.io/v1alpha1', { canary: { pingPong: { pingService: 'a', pongService: 'b' } } }),
    ['a', 'b'],
  ],
  ['a canary without Services', strategy('argoproj.io/v1alpha1', { canary: {} }), []],
  ['a Rollout of OpenKruise', strategy('rollouts.kruise.io/v1beta1', { canary: { canaryService: 'a' } }), []],
])('the Services of %s', (_, object, names) => {
  expect([...switchedIn([object])]).toEqual(names.map(name => `Service shop ${name}`))
})

test.each<[string | undefined, number]>([
  ['onsuccess', 1],
  ['progressively', 1],
  ['never', 0],
  [undefined, 0],
])('a Deployment that gave its template to a Rollout, with scaleDown %s', (scaleDown, count) => {
  const object = planned('argoproj.io/v1alpha1', { workloadRef: { kind: 'Deployment', name: 'web', scaleDown } })
  expect([...scaledDownIn([object])]).toEqual(count === 0 ? [] : [autoscaledKey('Deployment', 'shop', 'web')])
})
