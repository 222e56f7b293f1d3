import { describe, expect, test } from 'vitest'
import { calledPermissions, readWorkflow, startsOn, type WorkflowJob } from '../../platform/workflows/workflow-file.ts'

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

describe('what starts a workflow', () => {
  const on = (text: string) => readWorkflow('f.yml', `on: ${text}`)

  test.each<[string, string, string | undefined, boolean]>([
    ['[push]', 'push', 'topic', true],
    ['[push]', 'pull_request', 'main', false],
    ['{ push: { branches: [main, releases/v1] } }', 'push', 'releases/v1', true],
    ['{ push: { branches: main } }', 'push', 'topic', false],
    ['{ push: { branches: [main] }, pull_request: }', 'pull_request', 'topic', true],
    ['{ pull_request: { branches: [main] } }', 'pull_request', 'topic', false],
    ['deployment', 'deployment', undefined, true],
  ])('%s on %s of %s: %s', (text, event, branch, expected) => {
    expect(startsOn(on(text), event, branch)).toBe(expected)
  })

  test.each([
    ['{ push: { branches: ["releases/**"] } }', 'on.push: releases/** is not modelled'],
    ['{ push: { paths: [src] } }', 'on.push: paths is not modelled'],
    ['{ pull_request: { types: [closed] } }', 'on.pull_request: types is not modelled'],
  ])('%s is an error, lest a filter be overlooked', (text, problem) => {
    expect(() => on(text)).toThrow(problem)
  })
})
