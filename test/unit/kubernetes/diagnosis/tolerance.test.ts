import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ContainerStatus, KubeEvent } from '../../../../src/kubernetes/api/pods-and-events.ts'
import { PodHistoryRecorder } from '../../../../src/kubernetes/diagnosis/pod-history.ts'
import { TOLERANCES } from '../../../../src/kubernetes/diagnosis/tolerance.ts'
import { FollowedWorkload, type JudgedBy } from '../../../../src/kubernetes/rollout/followed-workload.ts'
import { AFTER, deployment, event, facts, pod, target } from '../workload-facts.ts'
import { causes, ended, INCOMPLETE, STRICT, short, waiting } from './diagnosed.ts'

const TOLERANT: JudgedBy = { ...STRICT, tolerance: TOLERANCES.tolerant }
const MADE: JudgedBy['operators'] = { of: () => ({ kind: 'made', by: 'ExternalSecret/db' }) }
const ASKING: JudgedBy['operators'] = { of: () => ({ kind: 'asking' }) }

/** After how many milliseconds a pod in this state ends the rollout; undefined for never. */
function fatalAfter(state: Partial<ContainerStatus>, judged: JudgedBy): number | undefined {
  const memory = new PodHistoryRecorder()
  const workload = new FollowedWorkload(target, 0, judged)
  const seen = facts({ workload: deployment({ status: INCOMPLETE }), pods: [pod(state)] })
  for (let now: number | undefined = 0; now !== undefined; now = workload.graceEndsAt) {
    workload.update(seen, memory, now)
    if (workload.causes[0]?.fatality === 'fatal') return now
    if (workload.graceEndsAt === now) break
  }
  return undefined
}

const missing = waiting('CreateContainerConfigError', 'secret "db" not found')
const noImage = waiting('ErrImagePull', 'r/web:nope: not found')
const looping = (restartCount: number) => ({ ...waiting('CrashLoopBackOff'), lastState: ended(1), restartCount })

test.each<[string, Partial<ContainerStatus>, JudgedBy, number | undefined]>([
  ['a Secret that nothing makes', missing, STRICT, 0],
  ['a Secret that an operator makes', missing, { ...STRICT, operators: MADE }, 30_000],
  ['a Secret, while the cluster is asked', missing, { ...STRICT, operators: ASKING }, 30_000],
  ['a Secret that nothing makes, tolerant', missing, TOLERANT, 60_000],
  ['a Secret that an operator makes, tolerant', missing, { ...TOLERANT, operators: MADE }, 120_000],
  ['an image', noImage, STRICT, 0],
  ['an image, tolerant', noImage, TOLERANT, 60_000],
  ['an image name, tolerant', waiting('InvalidImageName', 'bad'), TOLERANT, 0],
  ['the second crash', looping(1), STRICT, 0],
  ['the second crash, tolerant', looping(1), TOLERANT, undefined],
  ['the fourth crash, tolerant', looping(3), TOLERANT, undefined],
  ['the fifth crash, tolerant', looping(4), TOLERANT, 0],
])('%s', (_, state, judged, ms) => {
  expect(fatalAfter(state, judged)).toBe(ms)
})

test('who may still make it is said', () => {
  const found = causes({ pods: [pod(missing)] }, undefined, undefined, { ...STRICT, operators: MADE })
  expect(found).toMatchObject([
    { code: 'config-missing', fatality: 'grace', text: expect.stringContaining('ExternalSecret/db') },
  ])
})

describe('containers that the template does not have', () => {
  const status = (name: string, state: Partial<ContainerStatus>) => ({
    status: {
      containerStatuses: [
        { name: 'app', ready: true, state: { running: {} } },
        { name, ...state },
      ],
    },
  })
  test('are named when they crash, and end nothing', () => {
    const found = causes({ pods: [pod({}, status('proxy', looping(6)))] })
    expect(found).toMatchObject([{ code: 'injected-container-failed', fatality: 'waiting', container: 'proxy' }])
  })
  test.each<[string, Partial<ContainerStatus>, readonly KubeEvent[]]>([
    ['they need too much memory', { lastState: ended(137, { reason: 'OOMKilled' }), restartCount: 2 }, []],
    ...(['liveness', 'startup'] as const).map((probe): [string, Partial<ContainerStatus>, readonly KubeEvent[]] => [
      `their ${probe} probe fails`,
      { lastState: ended(137, { startedAt: AFTER }), restartCount: 2 },
      [event('Killing', `Container proxy failed ${probe} probe`, { fieldPath: 'spec.containers{proxy}' })],
    ]),
    ['their hook fails', waiting('PostStartHookError', 'no such command'), []],
  ])('and when %s', (_, state, events) => {
    const found = causes({ pods: [pod({}, status('proxy', { ...looping(2), ...state }))], events })
    expect(short(found)).toEqual(['injected-container-failed waiting'])
  })
  test('are told like all others when they do not start', () => {
    expect(short(causes({ pods: [pod({}, status('proxy', noImage))] }))).toEqual(['image-not-found fatal'])
  })
})

test('a container that crashes and runs again at once ends the rollout, whatever the status of the workload says', () => {
  const pods = [pod({ state: { running: {} }, ready: true, restartCount: 2, lastState: ended(1) })]
  expect(short(causes({ workload: deployment(), pods }))).toEqual(['crash fatal'])
  const once = [pod({ state: { running: {} }, ready: true, restartCount: 1, lastState: ended(1) })]
  expect(causes({ workload: deployment(), pods: once, events: [event('Unhealthy', 'x')] })).toEqual([])
})

test('the documentation has these numbers', () => {
  const rows = readFileSync(new URL('../../../../docs/policy.md', import.meta.url), 'utf8').split('\n')
  const seconds = (ms: number) => `${ms / 1000} s`
  const { strict, tolerant } = TOLERANCES
  for (const [about, ...numbers] of [
    ['the crash of a container', `${strict.fatalCrash}nd`, `${tolerant.fatalCrash}th`],
    ['what often heals', seconds(strict.graceMs), seconds(tolerant.graceMs)],
    ['a ConfigMap or Secret that an operator makes', seconds(strict.operatorMs), seconds(tolerant.operatorMs)],
    ['what cannot heal by itself', seconds(strict.outsideMs), seconds(tolerant.outsideMs)],
  ] as const) {
    const row = rows.find(line => line.startsWith(`| ${about}`)) ?? ''
    expect(
      row
        .split('|')
        .slice(2, 4)
        .map(cell => cell.trim()),
    ).toEqual(numbers)
  }
})
