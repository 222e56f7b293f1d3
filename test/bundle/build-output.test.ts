import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ActionRun } from '../platform/action/run-action.ts'
import { BuildStage } from '../platform/stage/build-stage.ts'

/** No engine is needed: lint and test come to their end, whatever becomes of the image. */
const INPUTS = { image: 'ghcr.io/acme/hello', push: 'false', 'fail-fast': 'false' }
const ENV = { DOCKER_HOST: 'unix:///run/nobody.sock' }

let stage: BuildStage
beforeEach(async () => {
  stage = await BuildStage.open({ inputs: INPUTS, env: ENV })
})
afterEach(() => stage.close())

const linesOf = (run: ActionRun, task: string): readonly string[] =>
  run.log.filter(({ group }) => group?.startsWith(`${task}: passed after`)).map(({ text }) => text)

test('a test that prints a million lines, and a lint a line of 10 MB: all of it is shown, in little memory', async () => {
  const run = await stage.build(await stage.commit(), {
    inputs: { ...INPUTS, test: 'seq 1 1200000', lint: 'head -c 10000000 /dev/zero | tr "\\0" x' },
    env: { ...ENV, NODE_OPTIONS: '--max-old-space-size=80' },
  })
  expect(run.summary).toContain('| test | ✅ passed |')
  const shown = linesOf(run, 'test')
  expect(shown).toHaveLength(1_200_001)
  expect(shown.findIndex((line, index) => index > 0 && line !== `${index}`)).toBe(-1)
  const pieces = linesOf(run, 'lint').slice(1)
  expect(pieces.reduce((sum, piece) => sum + piece.length, 0)).toBe(10_000_000)
  expect(pieces.every(piece => piece.length < 1_200_000 && /^x+$/.test(piece))).toBe(true)
})

test("node's fetch, which takes as long to load as node to start, is not loaded to ask the registry", async () => {
  const atEnd = `process.on('exit', () => console.log('fetch loaded: ' + process.moduleLoadList.some(name => /deps\\/undici/.test(name))))`
  const run = await stage.build(await stage.commit(), {
    inputs: { ...INPUTS, image: '127.0.0.1:1/acme/hello', lint: 'true' },
    env: { ...ENV, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(atEnd)}` },
  })
  expect(run.raw).toContain('Could not check whether the image exists: 127.0.0.1:1')
  expect(run.raw).toContain('fetch loaded: false')
})
