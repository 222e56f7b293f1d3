import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ActionRun } from '../platform/action/run-action.ts'
import { ExecRecord, withDescendants } from '../platform/process/exec-record.ts'
import { livingWith } from '../platform/process/living.ts'
import { program } from '../platform/process/program.ts'
import { allBelow } from '../platform/secrecy/disk.ts'
import { type Places, placesWith } from '../platform/secrecy/forms.ts'
import { imagePlaces } from '../platform/secrecy/image-places.ts'
import type { BuildOptions, BuildStage } from '../platform/stage/build-stage.ts'
import { headline, openLiveBuild } from '../platform/stage/live-build.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'

const platform = usePlatform()
const { securedRegistry: secured } = platform
/** A secret of the kind that breaks what quotes and splits. */
const SECRET = 'correct "horse"\nbattery, \'staple\'=$HOME\n'
const sum = createHash('sha256').update(SECRET).digest('hex')
/** Debian's docker has BuildKit without buildx. */
const withSecrets: BuildOptions = {
  path: ['/usr/bin'],
  inputs: { 'registry-username': secured.username, 'registry-password': secured.password },
  env: { DOCKER_HOST: platform.dockerHost ?? '', TOKEN: SECRET },
}

let stage: BuildStage
let image: string
/** What records at the moment. */
const records: ExecRecord[] = []
beforeEach(async () => {
  ;({ stage, image } = await openLiveBuild(platform, secured.address, withSecrets))
})
afterEach(async () => {
  await Promise.all(records.splice(0).map(record => record.stop()))
  await stage.close()
})

const dockerfile = (...lines: string[]) => `${['FROM scratch', 'COPY busybox /busybox', ...lines].join('\n')}\n`

interface Recorded {
  readonly run: ActionRun
  readonly places: Places
  /** What was started, in order: by the step and all below it, and by the engine, its containers among them. */
  readonly started: Readonly<Record<'runner' | 'engine', readonly (readonly string[])[]>>
}

/** Builds a commit, with every program recorded that is started meanwhile, and looks everywhere. */
async function recorded(content: string, inputs: Record<string, string>, env = {}): Promise<Recorded> {
  const sha = await stage.commit({ Dockerfile: content })
  const engine = withDescendants(livingWith(`--host=${platform.dockerHost}`))
  // The engine's first: what this process starts once it is watched itself is watched too, and slow.
  records.push(await ExecRecord.start(engine, join(stage.folder, 'engine.strace')))
  records.push(await ExecRecord.start([String(process.pid)], join(stage.folder, 'runner.strace')))
  const running = await stage.start(sha, {
    inputs: { ...withSecrets.inputs, ...inputs },
    env: { ...withSecrets.env, ...env },
  })
  const run = await running.ended
  const [engines = [], runner = []] = await Promise.all(records.splice(0).map(record => record.stop()))
  expect(headline(run)).toContain('Built')
  const url = `http://${secured.address}/v2/${image.split('/').slice(1).join('/')}`
  const login = Buffer.from(`${secured.username}:${secured.password}`).toString('base64')
  const places = {
    'arguments on the runner': JSON.stringify(runner),
    'arguments in the engine': JSON.stringify(engines),
    log: run.raw.replaceAll(/^::add-mask::.*$/gm, ''),
    summary: run.summary,
    outputs: JSON.stringify(run.outputs),
    state: JSON.stringify(run.state),
    disk: allBelow(join(running.temp, '..')),
    ...(await imagePlaces(url, sha, `Basic ${login}`)),
  }
  return { run, places, started: { runner, engine: engines } }
}

const MOUNT = '--mount=type=secret,id=token'

describe('the secrets of a build', () => {
  test('arrive as they are, and stay nowhere', async () => {
    const { run, places, started } = await recorded(
      dockerfile(
        `RUN ${MOUNT} ["/busybox", "sh", "-c", "/busybox sha256sum /run/secrets/token > /sum"]`,
        `RUN ${MOUNT} ["/busybox", "cat", "/run/secrets/token"]`,
      ),
      {
        secrets: 'token=TOKEN',
        lint: 'printenv TOKEN',
        test: 'echo "$TOKEN"',
        'test-image': `/busybox grep -q ${sum} /sum`,
      },
    )
    expect(run.log.map(({ text }) => text).join('\n')).toContain("docker build (the engine's BuildKit")
    for (const each of [SECRET, secured.password]) expect(placesWith(each, places)).toEqual([])
    // Nothing was looked at only because there was nothing: each of these is among what was started.
    const all = (where: keyof Recorded['started']) => started[where].map(args => args.join(' '))
    for (const each of ['printenv TOKEN', expect.stringMatching(/^docker login .*--password-stdin/)])
      expect(all('runner')).toContainEqual(each)
    for (const each of ['/busybox cat /run/secrets/token', `/busybox grep -q ${sum} /sum`])
      expect(all('engine')).toContainEqual(each)
  })

  test('that are leaked on purpose are found in each of these places', async () => {
    // Not named as a secret, so that nothing hides it; fit for a tag and the name of a file.
    const leak = 'leaked-on-purpose.4711'
    const inFile = 'leaked-in-a-file.4712'
    const files = '../../file-commands'
    const { places } = await recorded(
      dockerfile(
        'ARG IN_FILE',
        'RUN ["/busybox", "sh", "-c", "/busybox echo $IN_FILE > /leaked"]',
        'RUN ["/busybox", "rm", "/leaked"]',
        `RUN ["/busybox", "touch", "/${leak}"]`,
        `RUN ["/busybox", "rm", "/${leak}"]`,
        `LABEL leaked=${leak}`,
      ),
      {
        'build-args': `IN_FILE=${inFile}`,
        tags: leak,
        test: [
          `/bin/true ${leak}; printf %s ${leak} | od -An -v -tx1 | tr -d ' \\n'`,
          `echo ${leak} >>"$GITHUB_STEP_SUMMARY"; echo leaked=${leak} >>${files}/state`,
          // Not in Docker's own config.json: the build reads that one meanwhile.
          `printf %s 'robot:${leak}' | base64 >"$HOME/login"`,
        ].join('\n'),
      },
    )
    const found = placesWith(leak, places)
    // Everything but the layer of the file's content; the last layer has nothing but the file's whiteout.
    expect(found.toSorted()).toEqual(
      Object.keys(places)
        .filter(place => place !== 'manifest' && !/^layer [123]$/.test(place))
        .toSorted(),
    )
    expect(placesWith(inFile, places)).toEqual(
      expect.arrayContaining(['history', 'layer 2', 'arguments in the engine']),
    )
    expect(placesWith('leaked-nowhere.4713', places)).toEqual([])
  })

  test('are asked of a builder that has none: refused', async () => {
    const sha = await stage.commit()
    const env = { ...withSecrets.env, DOCKER_BUILDKIT: '0' }
    const run = await stage.build(sha, { env, inputs: { ...withSecrets.inputs, secrets: 'token=TOKEN' } })
    expect(headline(run)).toMatch(
      /^docker build \(the classic builder, engine .*\) cannot do this: secrets; add docker\/setup-buildx-action/,
    )
  })
})

test('labels and build arguments may hold commas, quotes and "="', async () => {
  ;({ stage, image } = await openLiveBuild(platform))
  const value = `a,b="c"=d 'e'`
  const sha = await stage.commit({
    Dockerfile: dockerfile('ARG SAID', 'RUN ["/busybox", "sh", "-c", "/busybox echo \\"$SAID\\" > /said"]'),
  })
  const run = await stage.build(sha, {
    inputs: {
      labels: `com.acme.note=${value}`,
      'build-args': `SAID=${value}`,
      'test-image': `/busybox grep -F -x "a,b=\\"c\\"=d 'e'" /said`,
    },
  })
  expect(headline(run)).toContain('Built')
  const config = JSON.parse(await program(['crane', 'config', '--insecure', `${image}:${sha}`]))
  expect(config.config.Labels['com.acme.note']).toBe(value)
})
