import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { namedDeployment, readDeployContext } from '../../../../src/actions/deploy/run-context.ts'
import { kubectlEnvironment } from '../../../../src/runner/child-environment.ts'

const folder = mkdtempSync(join(tmpdir(), 'run-context-'))
afterAll(() => rmSync(folder, { recursive: true }))

const env = {
  GITHUB_REPOSITORY: 'acme/hello',
  GITHUB_API_URL: 'https://api.github.com',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_RUN_ID: '42',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_EVENT_NAME: 'deployment',
  GITHUB_EVENT_PATH: join(folder, 'event.json'),
  GITHUB_WORKSPACE: '/workspace',
  RUNNER_TEMP: '/temp',
  PATH: '/bin',
  HTTPS_PROXY: 'http://proxy',
  INPUT_TOKEN: 'secret',
  AWS_PROFILE: 'cluster',
  DB_PASSWORD: 'hunter2',
}

describe('readDeployContext', () => {
  test('reads what the runner gives', () => {
    const context = readDeployContext(env)
    expect(context).toMatchObject({ owner: 'acme', repository: 'hello', runId: 42, workspace: '/workspace' })
    expect(context.logUrl).toBe('https://github.com/acme/hello/actions/runs/42/attempts/2')
    expect(context.page).toBe('https://github.com/acme/hello')
  })

  test('names what is missing', () => {
    expect(() => readDeployContext({ ...env, RUNNER_TEMP: '' })).toThrow(/missing: RUNNER_TEMP$/)
  })

  test('hands only the few variables that a child needs on', () => {
    expect(readDeployContext(env).childEnv).toEqual({ PATH: '/bin', HTTPS_PROXY: 'http://proxy' })
  })

  test('leaves logins of clouds to kubectl, inputs and secrets not', () => {
    const kept = kubectlEnvironment(env, ['DB_PASSWORD'], 'mark')
    expect(kept).toMatchObject({ PATH: '/bin', AWS_PROFILE: 'cluster' })
    expect(kept).not.toHaveProperty('INPUT_TOKEN')
    expect(kept).not.toHaveProperty('DB_PASSWORD')
  })
})

describe('namedDeployment', () => {
  const payload = { id: 7, sha: 'a'.repeat(40), environment: 'staging', task: 'deploy' }
  const context = readDeployContext(env)
  const write = (text: string): void => writeFileSync(env.GITHUB_EVENT_PATH, text)

  test('takes the deployment of the event, and the default branch where it says it', () => {
    write(JSON.stringify({ deployment: payload, repository: { default_branch: 'trunk' } }))
    expect(namedDeployment(context, undefined)).toEqual({ by: 'event', deployment: payload, defaultBranch: 'trunk' })
    write(JSON.stringify({ deployment: payload }))
    expect(namedDeployment(context, 7)).toEqual({ by: 'event', deployment: payload, defaultBranch: undefined })
  })

  test('takes the id on other events', () => {
    expect(namedDeployment({ ...context, eventName: 'workflow_dispatch' }, 7)).toEqual({ by: 'id', id: 7 })
  })

  test('refuses another event without an id', () => {
    expect(() => namedDeployment({ ...context, eventName: 'push' }, undefined)).toThrow(
      /started by "push".*"deployment" events, or give the input "deployment-id"/,
    )
  })

  test('refuses an id that is not the one of the event', () => {
    write(JSON.stringify({ deployment: payload }))
    expect(() => namedDeployment(context, 8)).toThrow(/"deployment-id" is 8, but .* deployment 7/)
  })

  test.each([
    ['not JSON', '{'],
    ['no deployment', '{}'],
    ['null', 'null'],
    ['no id', JSON.stringify({ deployment: { ...payload, id: undefined } })],
  ])('refuses an event file with %s', (_what, text) => {
    write(text)
    expect(() => namedDeployment(context, undefined)).toThrow(/^The event file of this run/)
  })
})
