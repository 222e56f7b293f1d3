import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { auditedRequests } from '../../demo/observe/audit.ts'
import { troubleOf } from '../../demo/observe/pod-watcher.ts'
import { leaksOf } from '../../demo/observe/secret-leaks.ts'
import { originOf } from '../../demo/origin.ts'
import { triggersTable } from '../../demo/triggers-table.ts'
import { deliveredWith, payload, requestsAround } from './delivered.ts'

describe('the audit log', () => {
  const user = 'system:serviceaccount:delivery:deployer'
  const at = '2026-01-05T09:00:00.000000Z'
  const event = (verb: string, requestURI: string, more: object = {}): object => ({
    stage: 'ResponseComplete',
    verb,
    requestURI,
    requestReceivedTimestamp: at,
    user: { username: user },
    ...more,
  })

  function fileOf(...events: object[]): string {
    const folder = mkdtempSync(join(tmpdir(), 'audit-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'audit.log')
    writeFileSync(file, events.map(each => `${JSON.stringify(each)}\n`).join(''))
    return file
  }

  test('distinguishes writes from reads, dry runs and reviews', async () => {
    const file = fileOf(
      event('get', '/api/v1/namespaces/a/pods'),
      event('watch', '/api/v1/namespaces/a/pods?watch=1'),
      event('patch', '/api/v1/namespaces/a/configmaps/b?fieldManager=x&dryRun=All'),
      event('create', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'),
      event('patch', '/api/v1/namespaces/a/configmaps/b?fieldManager=x', { stage: 'RequestReceived' }),
      event('patch', '/api/v1/namespaces/a/configmaps/b?fieldManager=x'),
    )
    expect(await auditedRequests(file, user, 0)).toEqual({
      reads: 2,
      writes: ['patch /api/v1/namespaces/a/configmaps/b?fieldManager=x'],
    })
  })

  test('leaves out other users and former times', async () => {
    const file = fileOf(
      event('delete', '/api/v1/namespaces/a', { user: { username: 'admin' } }),
      event('delete', '/api/v1/namespaces/b'),
    )
    expect(await auditedRequests(file, user, Date.parse(at) + 1)).toEqual({ reads: 0, writes: [] })
  })
})

describe('the secret', () => {
  test.each([
    [{}, []],
    [{ raw: 'a\nopen-sesame\nb' }, ['log']],
    [{ raw: `data: ${Buffer.from('open-sesame').toString('base64')}` }, ['log']],
    [{ summary: 'open-sesame' }, ['summary']],
    [{ description: 'open-sesame' }, ['statuses']],
  ])('in %j', (changes, places) => {
    expect(leaksOf('open-sesame', deliveredWith(changes))).toEqual(places)
  })
})

describe('the second watch', () => {
  test.each([
    [undefined, undefined],
    [{}, undefined],
    [{ waiting: { reason: 'ContainerCreating' } }, undefined],
    [{ terminated: { exitCode: 0, reason: 'Completed' } }, undefined],
    [{ waiting: { reason: 'RunContainerError', message: 'no such file' } }, 'RunContainerError'],
    [{ terminated: { exitCode: 128, reason: 'StartError' } }, 'StartError'],
  ])('%j', (state, reason) => {
    expect(troubleOf(state)?.reason).toBe(reason)
  })
})

describe('what started what', () => {
  const events = [{ name: 'deployment', payload, createdBy: 'maria', startsWorkflows: true } as const]

  test('the record, the run, the action', () => {
    const github = { events, requests: requestsAround('maria') }
    expect(originOf(deliveredWith({}), github)).toEqual({
      byAct: true,
      entries: 'act → deploy-pre.js, deploy.js, deploy-post.js',
      inOrder: true,
      order: 'request 1 made the event, run 7 came after 1, its first is 2',
    })
  })

  test.each([
    ['another parent', { parent: 'node' }, events, 'maria', { byAct: false }],
    ['an entry left out', { entries: ['deploy.js'] }, events, 'maria', { byAct: false }],
    ['an event that was not sent', {}, [], 'maria', { inOrder: false }],
    ['an event that starts nothing', {}, [{ ...events[0], startsWorkflows: false }], 'maria', { inOrder: false }],
    ['a run without a record before it', {}, events, undefined, { inOrder: false }],
    ['a run before its event', { requestsBefore: 0 }, events, 'maria', { inOrder: false }],
    ['a run that asked nothing', { token: 'another' }, events, 'maria', { inOrder: false }],
  ] as const)('%s is seen', (_what, changes, sent, asker, expected) => {
    const github = { events: sent as typeof events, requests: requestsAround(asker) }
    expect(originOf(deliveredWith(changes), github)).toMatchObject(expected)
  })
})

test('both ways in, in one table', () => {
  const { rows } = triggersTable([deliveredWith({})], requestsAround('maria'))
  expect(rows).toEqual([['A', 'event', '0.50', '1.00', '2.25', '2', 'success']])
})
