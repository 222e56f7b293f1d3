import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ExampleStage } from '../platform/stage/example-stage.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'
import type { EndedRun } from '../platform/workflows/workflows.ts'

const platform = usePlatform()
let stage: ExampleStage
beforeEach(async () => {
  stage = await ExampleStage.open(platform)
})
afterEach(() => stage.close())

const logOf = (run: EndedRun) => run.act.lines.map(({ text }) => text).join('\n')
const head = (run: EndedRun) => run.event.head?.sha ?? run.event.sha

function changed(path: string, before: string, after: string): Record<string, string> {
  const text = readFileSync(join(import.meta.dirname, '../../examples/hello-service', path), 'utf8')
  expect(text).toContain(before)
  return { [path]: text.replace(before, after) }
}

async function expectNothingPushed(run: EndedRun): Promise<void> {
  expect(run.act.outputs).toMatchObject({ image: '', digest: '', tags: '[]' })
  expect(await stage.tags()).toEqual([])
}

describe('a push', () => {
  test('that passes has one image under its SHA; a second run finds it; manifests alone take it over', async () => {
    const run = await stage.pushAsItIs()
    const sha = head(run)
    expect(logOf(run)).toContain('hello-service v0.0.0-')
    const digest = await stage.digestOf(sha)
    expect(digest).toMatch(/^sha256:/)
    expect(run.act.outputs).toMatchObject({
      outcome: 'success',
      commit: sha,
      tag: sha,
      digest,
      image: `${stage.image}@${digest}`,
      tags: JSON.stringify([`${stage.image}:${sha}`]),
      skipped: 'false',
    })
    expect(run.act.summary).toContain(`\`${stage.image}@${digest}\``)
    for (const task of ['lint', 'test', 'image']) expect(run.act.summary).toContain(`| ${task} | ✅ passed |`)
    expect(run.jobs).toEqual({ build: 'success' })
    expect(await stage.checksOf(sha)).toEqual({ build: 'success' })
    expect(run.act.raw).not.toContain(platform.securedRegistry.password)

    const second = await stage.again(run)
    expect(second.act.outputs).toMatchObject({ outcome: 'success', skipped: 'true', digest })
    expect(logOf(second)).not.toContain('Side by side')

    const manifests = await stage.push(changed('deploy/values/staging.yaml', 'greeting: ', 'greeting: Once more '))
    expect(manifests.act.outputs).toMatchObject({ outcome: 'success', skipped: 'true', digest, tag: head(manifests) })
    expect(await stage.digestOf(head(manifests))).toBe(digest)
    expect(await stage.tags()).toEqual([sha, head(manifests)].toSorted())
  })

  test.each([
    [
      'lint',
      { 'more.go': 'package main\n\nvar  unformatted = 1\n' },
      'lint-failed',
      /lint failed in line 1, `test -z .*gofmt/,
    ],
    [
      'test',
      changed('service.go', 's.config.commit,', 's.config.commit[:7],'),
      'test-failed',
      /test failed in `go test \.\/\.\.\.`: exit code 1/,
    ],
    [
      'image',
      changed('Dockerfile', 'COPY bin/hello-service', 'COPY bin/hallo-service'),
      'build-failed',
      /could not be built/,
    ],
  ])('with a red %s has no image, although the others come to their end', async (what, files, reason, text) => {
    const run = await stage.push({ ...stage.workflow({ 'fail-fast': 'false' }), ...files })
    for (const task of ['lint', 'test', 'image'])
      expect(run.act.summary).toContain(`| ${task} | ${task === what ? '❌ failed' : '✅ passed'} |`)
    expect(run.act.outputs).toMatchObject({ outcome: 'failed', reason })
    expect(logOf(run)).toMatch(text)
    expect(run.act.summary).toContain('the commit has no image')
    expect(run.jobs).toEqual({ build: 'failure' })
    expect(await stage.checksOf(head(run))).toEqual({ build: 'failure' })
    await expectNothingPushed(run)
  })

  test('with scripts of several lines: folders and variables hold, and the line that fails is named', async () => {
    const scripts = {
      lint: 'cd deploy\nexport FOUND=$(ls values | wc -l)\nif [ "$FOUND" -lt 1 ]; then\n  exit 1\nfi\necho "found $FOUND in $(basename "$PWD")"',
      test: '--- unit\ngo test ./...\n--- values\ncd deploy/values\ngrep -q greeting staging.yaml\ngrep -q "no such greeting" staging.yaml',
      'fail-fast': 'false',
    }
    const run = await stage.push(stage.workflow(scripts))
    expect(run.act.outputs).toMatchObject({ outcome: 'failed', reason: 'test-failed' })
    expect(logOf(run)).toMatch(/found \d+ in deploy/)
    expect(logOf(run)).toContain('test values failed in line 3, `grep -q "no such greeting" staging.yaml`: exit code 1')
    expect(run.act.summary).toContain('| test unit | ✅ passed |')
    await expectNothingPushed(run)
  })

  test('to a repository of two services: each has its image; what one changes, the other takes over', async () => {
    const first = await stage.push(await stage.inPlace('monorepo'))
    expect(first.jobs).toEqual({ 'build api': 'success', 'build web': 'success' })
    const [api, web] = await Promise.all(['/api', '/web'].map(below => stage.digestOf(head(first), below)))
    expect([api, web]).toEqual([expect.stringMatching(/^sha256:/), expect.stringMatching(/^sha256:/)])
    expect(api).not.toBe(web)
    const second = await stage.push({ 'web/README.md': 'changed\n', 'web/static.txt': 'changed\n' })
    expect(second.jobs).toEqual({ 'build api': 'success', 'build web': 'success' })
    expect(await stage.digestOf(head(second), '/api')).toBe(api)
    // Its labels name the commit: what is built is another image.
    expect(await stage.digestOf(head(second), '/web')).not.toBe(web)
    expect(logOf(second).match(/Side by side/g)).toHaveLength(1)
  })

  test('that does not compile has no image', async () => {
    const run = await stage.push({ 'more.go': 'package main\n\nvar more = less\n' })
    expect(run.jobs).toEqual({ build: 'failure' })
    expect(logOf(run)).toContain('undefined: less')
    expect(await stage.tags()).toEqual([])
  })
})

describe('a pull request', () => {
  test('of the repository is built at its head, by a token that may only read, and not pushed', async () => {
    const { head: sha, run } = await stage.pull({ 'README.md': '# changed\n' }, { by: 'maria' })
    expect(run.event.sha).not.toBe(sha)
    expect(run.act.outputs).toMatchObject({ outcome: 'success', commit: sha, skipped: 'false' })
    for (const task of ['lint', 'test', 'image']) expect(run.act.summary).toContain(`| ${task} | ✅ passed |`)
    expect(await stage.checksOf(sha)).toEqual({ build: 'success' })
    expect(await stage.checksOf(run.event.sha)).toEqual({})
    await expectNothingPushed(run)
  })

  test("whose own workflow pushes has its head's image, and no other", async () => {
    const { head: sha, run } = await stage.pull(stage.pushingPullWorkflow(), { by: 'maria' })
    expect(run.act.outputs).toMatchObject({ outcome: 'success', tag: sha, skipped: 'false' })
    expect(await stage.tags()).toEqual([sha])
  })

  test('from a fork is built and not pushed, and says why', async () => {
    const { head: sha, run } = await stage.pull(stage.pushingPullWorkflow(), { by: 'mallory', fork: true })
    expect(run.event).toMatchObject({ outsider: 'fork', sender: 'mallory' })
    expect(run.act.outputs).toMatchObject({ outcome: 'success', commit: sha, skipped: 'false' })
    const why = 'not pushed: this is a pull request from a fork, which GitHub gives no secrets'
    expect(logOf(run)).toContain(`The image is ${why}`)
    expect(run.act.summary).toContain(why)
    for (const task of ['lint', 'test', 'image']) expect(run.act.summary).toContain(`| ${task} | ✅ passed |`)
    expect(await stage.checksOf(sha)).toEqual({ build: 'success' })
    await expectNothingPushed(run)
  })

  test('from a fork whose workflow pushes all the same cannot', async () => {
    const { run } = await stage.pull(stage.pullWorkflow({ push: 'true' }), { by: 'mallory', fork: true })
    expect(run.jobs).toEqual({ build: 'failure' })
    expect(run.act.outputs).toMatchObject({ outcome: 'error', reason: 'registry-credentials-missing' })
    expect(logOf(run)).toMatch(/a pull request from a fork, which GitHub gives no secrets/)
    await expectNothingPushed(run)
  })

  test('of Dependabot, whose secrets are empty, is built and says why it is not pushed', async () => {
    const { head: sha, run } = await stage.pull(
      { ...stage.pushingPullWorkflow(), 'go.mod': 'module example.com/hello-service\n\ngo 1.25\n' },
      { by: 'dependabot' },
    )
    expect(run.event).toMatchObject({ outsider: 'dependabot', sender: 'dependabot[bot]' })
    expect(run.act.outputs).toMatchObject({ outcome: 'success', commit: sha })
    expect(logOf(run)).toMatch(
      /not pushed: this run was started by Dependabot, which GitHub gives none of Actions' secrets/,
    )
    await expectNothingPushed(run)
  })
})
