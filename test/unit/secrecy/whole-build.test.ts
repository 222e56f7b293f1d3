import { afterEach, expect, test, vi } from 'vitest'
import { BUILD_INPUTS } from '../../../src/actions/build/inputs.ts'
import { reportBuild } from '../../../src/actions/build/outputs.ts'
import type { BuildSettings } from '../../../src/delivery/image/plan/settings.ts'
import { UserError } from '../../../src/errors.ts'
import { hideInputs } from '../../../src/runner/input-secrets.ts'
import { placesWith } from '../../platform/secrecy/forms.ts'
import { BuildWorld } from '../delivery/image/build-world.ts'
import { watchedRunner } from './places.ts'
import { planted } from './planted.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  process.exitCode = undefined
})

type Plant = (text: string) => { readonly world?: Partial<BuildWorld>; readonly settings?: Partial<BuildSettings> }

const failing = (phase: keyof BuildWorld['before'], thrown: (text: string) => Error): Plant => {
  return text => ({ world: { before: { [phase]: () => Promise.reject(thrown(text)) } } })
}

/** What comes from outside and should not hold a secret, each planted in a build. */
const FOREIGN: readonly (readonly [string, Plant])[] = [
  [
    'the output of a script that fails',
    text => ({
      world: { exitCodes: { [text]: 1 } },
      settings: { test: [{ kind: 'test', name: 'test', script: text }], failFast: false },
    }),
  ],
  ['the name of a script', text => ({ settings: { lint: [{ kind: 'lint', name: text, script: 'true' }] } })],
  ['an error of docker build', failing('build', text => new UserError('build-failed', text))],
  ['an error of docker push', failing('push', text => new UserError('registry-broken', text))],
  ['a bug', failing('build', text => new TypeError(text))],
  ['a missing builder', text => ({ world: { builder: new UserError('docker-engine-unreachable', text) } })],
  ['a warning of the cache', text => ({ world: { cacheProblem: text } })],
  ['a work tree that cannot be read', text => ({ world: { noTree: new Error(text) } })],
]

/** The places of a whole build in which a secret can be read. */
async function found(at: number, isHidden: boolean): Promise<readonly string[]> {
  const { secrets, env, text } = planted(BUILD_INPUTS, at)
  const { runner, takenByPlace } = watchedRunner(env, (name, value) => vi.stubEnv(name, value))
  if (isHidden) hideInputs(BUILD_INPUTS, runner)
  const { world: change = {}, settings = {} } = FOREIGN[at]?.[1](text) ?? {}
  const world = Object.assign(new BuildWorld(), change)
  const { log, masks, print } = runner
  world.outside = { log, masks, print: lines => print(lines) }
  await reportBuild(await world.run(settings), runner)
  const places = takenByPlace()
  return [...new Set(secrets.flatMap(secret => placesWith(secret, places)))]
}

test.each(FOREIGN.map(([what], at) => [what, at] as const))(
  'a whole build: no secret of any input is in any place, although %s holds all of them',
  async (_, at) => {
    expect(await found(at, true)).toEqual([])
  },
)

test('without masks each of them is found, and in each place', async () => {
  const all = new Set<string>()
  for (const [at, [what]] of FOREIGN.entries()) {
    const places = await found(at, false)
    expect([what, places.length > 0]).toEqual([what, true])
    for (const place of places) all.add(place)
  }
  expect([...all].toSorted()).toEqual(['annotations', 'log', 'outputs', 'summary'])
})
