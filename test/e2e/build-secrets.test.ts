import { createHash } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ActionRun } from '../platform/action/run-action.ts'
import { program } from '../platform/process/program.ts'
import type { BuildStage } from '../platform/stage/build-stage.ts'
import { headline, openLiveBuild } from '../platform/stage/live-build.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'

const platform = usePlatform()
/** A secret of the kind that breaks what quotes and splits. */
const secret = 'correct "horse"\nbattery, \'staple\'=$HOME\n'
const sum = createHash('sha256').update(secret).digest('hex')
/** What nobody writes but who has read the secret. */
const telling = "battery, 'staple'=$HOME"

let stage: BuildStage
let image: string
let calls: string
beforeEach(async () => {
  ;({ stage, image } = await openLiveBuild(platform))
  const bin = join(stage.folder, 'bin')
  calls = join(stage.folder, 'calls')
  await mkdir(bin)
  // Notes its arguments and becomes Debian's docker, which has BuildKit without buildx.
  await writeFile(join(bin, 'docker'), `#!/bin/sh\nprintf '%s\\n' "$@" >>${calls}\nexec /usr/bin/docker "$@"\n`)
  await chmod(join(bin, 'docker'), 0o755)
})
afterEach(() => stage.close())

async function build(dockerfile: string, inputs: Record<string, string>): Promise<{ run: ActionRun; sha: string }> {
  const sha = await stage.commit({ Dockerfile: `FROM scratch\nCOPY busybox /busybox\n${dockerfile}\n` })
  const path = [join(stage.folder, 'bin')]
  const run = await stage.build(sha, { inputs, path, env: { DOCKER_HOST: platform.dockerHost ?? '', TOKEN: secret } })
  return { run, sha }
}

/** Every place where the secret could be read, with what is there. */
async function places({ run, sha }: { run: ActionRun; sha: string }): Promise<Record<string, string>> {
  const crane = (...args: string[]) => program(['crane', ...args, '--insecure'])
  const reference = `${image}:${sha}`
  const seen = run.raw.split('\n').filter(line => !line.startsWith('::add-mask::'))
  return {
    log: seen.join('\n'),
    summary: run.summary,
    outputs: JSON.stringify([run.outputs, run.state]),
    history: await crane('config', reference),
    manifest: await crane('manifest', reference),
    layers: await crane('export', reference, '-'),
    arguments: await readFile(calls, 'utf8'),
  }
}

const found = (all: Record<string, string>) =>
  Object.keys(all).filter(place =>
    [telling, JSON.stringify(telling).slice(1, -1)].some(form => all[place]?.includes(form)),
  )

const mount = '--mount=type=secret,id=token'

describe('a secret of the build', () => {
  test('arrives as it is, and stays nowhere', async () => {
    const built = await build(
      `RUN ${mount} ["/busybox", "sh", "-c", "/busybox sha256sum /run/secrets/token > /sum"]\nRUN ${mount} ["/busybox", "cat", "/run/secrets/token"]`,
      { secrets: 'token=TOKEN', 'test-image': `/busybox grep -q ${sum} /sum`, test: 'echo "$TOKEN"' },
    )
    expect(headline(built.run)).toContain('Built')
    expect(built.run.log.map(({ text }) => text).join('\n')).toContain("docker build (the engine's BuildKit")
    expect(found(await places(built))).toEqual([])
  })

  test('that is leaked on purpose is found in each of these places', async () => {
    const labels = `leaked=${telling}`
    const built = await build(`ARG LEAK\nRUN ["/busybox", "sh", "-c", "echo \\"$LEAK\\" > /leaked"]`, {
      'build-args': `LEAK=${telling}`,
      labels,
      test: `echo '${telling.replaceAll("'", "'\\''")}'`,
    })
    expect(headline(built.run)).toContain('Built')
    expect(found(await places(built))).toEqual(['log', 'history', 'layers', 'arguments'])
  })

  test('is asked of a builder that has no secrets: refused', async () => {
    const sha = await stage.commit()
    const env = { DOCKER_HOST: platform.dockerHost ?? '', TOKEN: secret, DOCKER_BUILDKIT: '0' }
    const run = await stage.build(sha, { env, path: ['/usr/bin'], inputs: { secrets: 'token=TOKEN' } })
    expect(headline(run)).toMatch(
      /^docker build \(the classic builder, engine .*\) cannot do this: secrets; add docker\/setup-buildx-action/,
    )
  })
})

test('labels and build arguments may hold commas, quotes and "="', async () => {
  const value = `a,b="c"=d 'e'`
  const { run, sha } = await build(`ARG SAID\nRUN ["/busybox", "sh", "-c", "/busybox echo \\"$SAID\\" > /said"]`, {
    labels: `com.acme.note=${value}`,
    'build-args': `SAID=${value}`,
    'test-image': `/busybox grep -F -x "a,b=\\"c\\"=d 'e'" /said`,
  })
  expect(headline(run)).toContain('Built')
  const config = JSON.parse(await program(['crane', 'config', '--insecure', `${image}:${sha}`]))
  expect(config.config.Labels['com.acme.note']).toBe(value)
})
