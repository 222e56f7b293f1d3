import { describe, expect, test } from 'vitest'
import { calledPermissions, readWorkflow, type WorkflowJob } from '../../platform/workflows/workflow-file.ts'

describe('a workflow file', () => {
  test.each([
    ['on: deployment', ['deployment']],
    ['on: [push, deployment]', ['push', 'deployment']],
    ['on: { push: { branches: [main] }, workflow_dispatch: }', ['push', 'workflow_dispatch']],
    ['name: nothing', []],
  ])('%s', (text, events) => {
    expect(readWorkflow('.github/workflows/a.yml', text).events).toEqual(events)
  })

  test('its jobs, with the permissions that hold for them', () => {
    const text = `
name: all
permissions: { contents: read }
jobs:
  a: { name: A job, uses: o/r/.github/workflows/x.yml@v1 }
  b: { permissions: { deployments: write, checks: none } }
`
    expect(readWorkflow('f.yml', text)).toMatchObject({
      name: 'all',
      jobs: [
        { id: 'a', name: 'A job', uses: 'o/r/.github/workflows/x.yml@v1', permissions: { contents: 'read' } },
        { id: 'b', name: 'b', uses: undefined, permissions: { deployments: 'write' } },
      ],
    })
  })

  test('everything at once is no list of permissions', () => {
    expect(() => readWorkflow('f.yml', 'permissions: write-all\njobs: { a: {} }')).toThrow(/name each permission/)
  })
})

describe('a called job', () => {
  const job = (permissions: WorkflowJob['permissions']): WorkflowJob => ({
    id: 'j',
    name: 'j',
    uses: undefined,
    permissions,
  })

  test('gets what it asks for, not all that the caller has', () => {
    expect(calledPermissions(job({ contents: 'write', checks: 'read' }), job({ contents: 'read' }))).toEqual({
      contents: 'read',
    })
  })

  test('gets what the caller has when it asks for nothing in particular', () => {
    expect(calledPermissions(job({ checks: 'read' }), job(undefined))).toEqual({ checks: 'read' })
  })

  test.each<[NonNullable<WorkflowJob['permissions']>, RegExp]>([
    [{ checks: 'read' }, /asks for deployments: write, the calling job grants nothing/],
    [{ deployments: 'read' }, /asks for deployments: write, the calling job grants read/],
  ])('cannot get more than the caller has: %o', (granted, problem) => {
    expect(() => calledPermissions(job(granted), job({ deployments: 'write' }))).toThrow(problem)
  })
})
