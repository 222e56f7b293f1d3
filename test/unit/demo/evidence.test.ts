import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { auditedRequests } from '../../demo/audit.ts'
import type { Delivered } from '../../demo/delivery.ts'
import { troubleOf } from '../../demo/pod-witness.ts'
import { leaksOf } from '../../demo/secrecy.ts'

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

  test('tells writes from reads, dry runs and questions', async () => {
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
  const left = (changes: { raw?: string; summary?: string; description?: string }): Delivered => ({
    deploymentId: 1,
    endedAt: 0,
    run: {
      exitCode: 0,
      signal: undefined,
      raw: changes.raw ?? '',
      log: [],
      annotations: [],
      outputs: {},
      state: {},
      summary: changes.summary ?? '',
      durationMs: 1,
    },
    statuses: [{ id: 1, state: 'success', description: changes.description ?? '', log_url: '', created_at: '' }],
  })

  test.each([
    [{}, []],
    [{ raw: '::add-mask::open-sesame\nb' }, []],
    [{ raw: 'a\nopen-sesame\nb' }, ['log']],
    [{ raw: `data: ${Buffer.from('open-sesame').toString('base64')}` }, ['log']],
    [{ summary: 'open-sesame' }, ['summary']],
    [{ description: 'open-sesame' }, ['statuses']],
  ])('in %j', (changes, places) => {
    expect(leaksOf('open-sesame', left(changes))).toEqual(places)
  })
})

describe('the witness', () => {
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
