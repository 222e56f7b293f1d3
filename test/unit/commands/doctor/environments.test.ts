import { expect, test } from 'vitest'
import type { DoctorItem } from '../../../../src/commands/answer/doctor.ts'
import { environmentItems } from '../../../../src/commands/doctor/environment-items.ts'
import { BY_DISPATCH, deployWorkflow, factsWith, REFUSED, read, wrong } from './doctor-facts.ts'

const EVENT = { 'deploy.yml': deployWorkflow('deployment') }
const DISPATCH = { 'by-hand.yml': deployWorkflow(BY_DISPATCH) }
const BOTH = { ...EVENT, ...DISPATCH }
const NAMED = [{ refs: 'named' }] as const

test.each<[string, Parameters<typeof factsWith>[0], readonly string[] | undefined, readonly string[]]>([
  ['any branch', {}, undefined, []],
  ['none there', { environments: [] }, undefined, ['warning environment-missing staging']],
  ['another spelling', { environments: [{ name: 'Staging' }] }, undefined, []],
  ['by event, a rule', { environments: NAMED }, ['main'], ['stops environment-refuses-run staging']],
  [
    'by event, protected',
    { environments: [{ refs: 'protected' }] },
    undefined,
    ['stops environment-refuses-run staging'],
  ],
  ['by dispatch, its branch', { environments: NAMED, workflows: DISPATCH }, ['release/*', 'main'], []],
  ['by dispatch, a pattern', { environments: NAMED, workflows: DISPATCH }, ['m*'], []],
  [
    'by dispatch, others',
    { environments: NAMED, workflows: DISPATCH },
    ['release/*'],
    ['stops environment-refuses-run staging'],
  ],
  ['by dispatch, protected', { environments: [{ refs: 'protected' }], workflows: DISPATCH }, undefined, []],
  [
    'by dispatch, protected, and the branch is not',
    { environments: [{ refs: 'protected' }], workflows: DISPATCH, trunk: { isProtected: false } },
    undefined,
    ['unknown environment-refuses-run staging'],
  ],
  ['both ways, a rule', { environments: NAMED, workflows: BOTH }, ['main'], ['stops environment-refuses-run staging']],
  // It is deployed by dispatch: the job of what reports deployments is none of it.
  [
    'by dispatch, beside what reports deployments',
    {
      environments: NAMED,
      workflows: { ...DISPATCH, 'notify.yml': 'on: deployment\njobs: { a: { steps: [{ run: x }] } }' },
    },
    ['main'],
    [],
  ],
  ['an App decides', { environments: [{ appRules: ['scan'] }] }, undefined, ['stops environment-refuses-run staging']],
])('environment: %s', (_, given, refs, expected) => {
  const facts = factsWith(given)
  const environmentRefs = new Map(refs === undefined ? [] : [['staging', read(refs)]])
  expect(wrong(environmentItems({ ...facts, environmentRefs }))).toEqual(expected)
})

test('what lets jobs into an environment is said', () => {
  const facts = factsWith({
    environments: [{ reviewers: ['grace', 'team ops'], waitMinutes: 30, refs: 'named' }],
    workflows: DISPATCH,
  })
  const shown = (items: readonly DoctorItem[]) => items.filter(({ state }) => state === 'good').map(({ text }) => text)
  const environmentRefs = new Map([['staging', read(['main', 'release/*'])]])
  expect(shown(environmentItems({ ...facts, environmentRefs }))).toEqual([
    'reviewers grace, team ops; waits 30 min; main, release/*',
  ])
  expect(wrong(environmentItems({ ...facts, environments: REFUSED }))).toEqual([
    'unknown github-forbidden environments',
  ])
})
