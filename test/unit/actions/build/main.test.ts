import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BUILD_INPUTS } from '../../../../src/actions/build/inputs.ts'
import { buildStep } from '../../../../src/actions/build/main.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { fakeRunner } from '../fake-runner.ts'

const defaults = Object.fromEntries(
  Object.entries(BUILD_INPUTS).map(([name, spec]) => [name, 'default' in spec ? spec.default : '']),
)
const SHA = 'a'.repeat(40)

/** The environment of a run in an empty workspace, without docker and git. */
function environment(): Record<string, string> {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'event.json'), '{}')
  return {
    GITHUB_REPOSITORY: 'acme/hello',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: SHA,
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_WORKSPACE: temporaryFolder(),
    RUNNER_TEMP: temporaryFolder(),
    PATH: '/nowhere',
  }
}

async function step(inputs: Record<string, string>, env: Record<string, string>) {
  const runner = fakeRunner({ ...defaults, ...inputs }, env)
  await buildStep(runner, new AbortController().signal)
  return runner
}

test.each<[string, Record<string, string>, () => Record<string, string>, string]>([
  ['a missing input', {}, () => ({}), 'input-missing'],
  ['an input that is wrong', { image: 'ghcr.io/acme/hello:1' }, () => ({}), 'input-invalid'],
  ['no runner', { image: 'ghcr.io/acme/hello' }, () => ({}), 'runner-variables-missing'],
  [
    'an event without a commit',
    { image: 'ghcr.io/acme/hello' },
    () => ({ ...environment(), GITHUB_SHA: 'main' }),
    'event-invalid',
  ],
])('%s: red before anything starts', async (_what, inputs, env, reason) => {
  const { outputs, failures, kept, summaries } = await step(inputs, env())
  expect(outputs).toEqual({ outcome: 'error', reason })
  expect(failures).toHaveLength(1)
  expect(kept).toEqual({})
  expect(summaries).toEqual([expect.stringContaining(`reasons.md#${reason})`)])
})

test('a build reports how it ended, and leaves nothing behind', async () => {
  const env = environment()
  const { outputs, kept } = await step({ image: '127.0.0.1:9/acme/hello', push: 'true' }, env)
  // There is no repository in the workspace, so that it ends before anything is asked of docker.
  expect(outputs).toMatchObject({ outcome: 'error', reason: 'commit-not-checked-out', commit: SHA })
  expect(kept).toEqual({ folder: expect.stringContaining(`${env.RUNNER_TEMP}/build-`), marker: expect.any(String) })
  expect(readdirSync(env.RUNNER_TEMP ?? '')).toEqual([])
})
