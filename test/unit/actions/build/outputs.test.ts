import { expect, test } from 'vitest'
import { reportBuild } from '../../../../src/actions/build/outputs.ts'
import { commandsOf } from '../../../../src/delivery/image/plan/command-parts.ts'
import { BUG_REPORT } from '../../../../src/text/bug-report.ts'
import { BuildWorld, sha, tagsNamed } from '../../delivery/image/build-world.ts'
import { imageNamed } from '../../delivery/image/fake-registry.ts'
import { fakeRunner } from '../fake-runner.ts'

const { digest } = imageNamed('hello')

async function reported(world: BuildWorld, settings: Parameters<BuildWorld['run']>[0] = {}) {
  const runner = fakeRunner()
  await reportBuild(await world.run(settings), runner)
  const { log, outputs, failures, summaries } = runner
  return { lines: log.lines, outputs, failures, summary: summaries.join('') }
}

test('green: the image by its digest, and every tag', async () => {
  const { outputs, failures, lines, summary } = await reported(new BuildWorld(), { tags: tagsNamed('main') })
  expect(outputs).toEqual({
    outcome: 'success',
    reason: '',
    commit: sha,
    image: `ghcr.io/acme/hello@${digest}`,
    digest,
    tag: sha,
    tags: JSON.stringify([`ghcr.io/acme/hello:${sha}`, 'ghcr.io/acme/hello:main']),
    skipped: 'false',
    durations: '{"lint":0,"test":0,"image":0,"push":0,"total":0}',
  })
  expect(failures).toEqual([])
  expect(lines).toEqual([`info: Built aaaaaaa in 0.0 s: ghcr.io/acme/hello@${digest}`])
  expect(summary).toMatch(/^## ✅ Built: hello aaaaaaa\n/)
})

test('an image that was there: skipped', async () => {
  const world = new BuildWorld()
  world.registry.give(sha, imageNamed('hello'))
  const { outputs, summary } = await reported(world)
  expect(outputs).toMatchObject({ outcome: 'success', skipped: 'true', digest, durations: '{"total":0}' })
  expect(summary).toContain('already in the registry; nothing was built')
})

test('red: the cause with its last lines, what was stopped, and that there is no image', async () => {
  const world = new BuildWorld()
  world.exitCodes.lint = world.until('build into the engine').then(() => 1)
  world.before.build = () => new Promise(() => undefined)
  const { outputs, failures, lines, summary } = await reported(world)
  expect(outputs).toMatchObject({ outcome: 'failed', reason: 'lint-failed', image: '', digest: '', tags: '[]' })
  expect(failures).toEqual(['lint failed in `lint`: exit code 1'])
  expect(lines).toEqual([
    'info:   last lines:',
    'info:   | $ lint',
    'info:   | output of lint',
    'info:   Stopped because of that: image.',
    'info:   The commit has no image.',
  ])
  expect(summary).toMatch(/^## ❌ Failed: hello aaaaaaa\n\n\*\*lint failed in /)
})

test('a secret in the name of a script is in no output', async () => {
  const runner = fakeRunner()
  runner.masks.add('hunter2')
  await reportBuild(await new BuildWorld().run({ test: commandsOf('test', '--- hunter2\nmake') }), runner)
  expect(runner.outputs.durations).toBe('{"lint":0,"test ***":0,"image":0,"push":0,"total":0}')
})

test('a secret that Markdown would escape is not in the summary', async () => {
  const runner = fakeRunner()
  runner.masks.add('ghp_a_token')
  const result = await new BuildWorld().run()
  result.report.warnings.push('a layer holds ghp_a_token')
  await reportBuild(result, runner)
  expect(runner.summaries.join()).toContain('a layer holds \\*\\*\\*')
  expect(runner.summaries.join().replaceAll('\\', '')).not.toContain('ghp_a')
})

test('cancelled: the step is red, with the state of the image', async () => {
  const world = new BuildWorld()
  world.before.build = () => world.stop.abort(new Error('this run was stopped'))
  const { outputs, failures, summary } = await reported(world)
  expect(outputs).toMatchObject({ outcome: 'cancelled', reason: 'cancelled', image: '' })
  expect(failures).toEqual(['Cancelled: this run was stopped; the commit has no image'])
  expect(summary).toMatch(/^## ✋ Cancelled: /)
})

test('a bug asks for a report', async () => {
  const world = new BuildWorld()
  world.registry.onRead = () => {
    throw new TypeError('undefined is not')
  }
  const { outputs, lines } = await reported(world)
  expect(outputs).toMatchObject({ outcome: 'error', reason: 'bug' })
  expect(lines).toContain(`info: ${BUG_REPORT}`)
})
