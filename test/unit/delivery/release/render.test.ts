import { chmodSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { DEPLOY_INPUTS, validateDeployInputs } from '../../../../src/actions/deploy/inputs.ts'
import { type GomplateRendering, render } from '../../../../src/delivery/release/render.ts'
import type { DeploySettings } from '../../../../src/delivery/release/settings.ts'
import { spawnExec } from '../../../../src/process/spawn-exec.ts'
import { Masks } from '../../../../src/secrets/masks.ts'
import { type CheckOut, checkOut, git, write } from '../../git/check-out.ts'
import { realGomplate } from '../../gomplate/real-gomplate.ts'
import { RecordingLogger } from '../../recording-logger.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const TEMPLATE = `
apiVersion: v1
kind: ConfigMap
metadata: { name: hello }
data: { greeting: "{{ .deploy.values.greeting }}" }
`

function settings(version: string): DeploySettings {
  const names = Object.keys(DEPLOY_INPUTS) as (keyof typeof DEPLOY_INPUTS)[]
  const defaults = names.map(name => {
    const input: { readonly description: string; readonly default?: string } = DEPLOY_INPUTS[name]
    return [name, input.default ?? '']
  })
  return validateDeployInputs({ ...Object.fromEntries(defaults), 'gomplate-version': version }, {})
}

/** The render step on a checked-out commit, with the gomplate of the tests on the PATH. */
async function scene({ workspace, sha }: CheckOut, signal = new AbortController().signal): Promise<GomplateRendering> {
  const bin = temporaryFolder()
  symlinkSync(realGomplate(), join(bin, 'gomplate'))
  const { stdout } = await spawnExec(realGomplate(), ['--version'], { env: {} })
  return {
    settings: settings(/\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? 'none'),
    paths: { workspace, templates: 'deploy/templates', values: ['deploy/values.yaml'] },
    folder: temporaryFolder(),
    deploy: { commit: sha, image: 'ghcr.io/acme/hello@sha256:0f', service: 'hello', environment: 'staging', id: 1 },
    childEnv: { PATH: `${bin}:${process.env.PATH}` },
    exec: spawnExec,
    log: new RecordingLogger(),
    masks: new Masks({ emit: () => undefined }),
    signal,
  }
}

const COMMITTED = { 'deploy/templates/web.yaml': TEMPLATE, 'deploy/values.yaml': 'greeting: as committed\n' }

test('templates and values are those of the commit, whatever the checkout shows', async () => {
  const it = checkOut(COMMITTED)
  git(it.workspace, 'update-index', '--assume-unchanged', 'deploy/values.yaml', 'deploy/templates/web.yaml')
  write(it.workspace, { 'deploy/values.yaml': 'greeting: edited\n', 'deploy/templates/web.yaml': '{{ broken' })
  const { manifests } = await render(await scene(it))
  expect(manifests.map(({ object, file }) => ({ object, file }))).toMatchObject([
    { object: { kind: 'ConfigMap', data: { greeting: 'as committed' } }, file: 'deploy/templates/web.yaml' },
  ])
})

test('templates that the commit does not have are not there, also when the checkout shows some', async () => {
  const it = checkOut(COMMITTED)
  write(it.workspace, { 'deploy/other/a.yaml': TEMPLATE })
  const rendering = await scene(it)
  const other = { ...rendering, paths: { ...rendering.paths, templates: 'deploy/other' } }
  await expect(render(other)).rejects.toMatchObject({
    reason: 'templates-missing',
    message: expect.stringContaining('deploy/other: not in the checked-out commit'),
  })
})

test('a program that hangs ends with the signal', async () => {
  const stop = new AbortController()
  const rendering = await scene(checkOut(COMMITTED), stop.signal)
  const bin = temporaryFolder()
  writeFileSync(join(bin, 'git'), '#!/bin/sh\nexec sleep 1000\n')
  chmodSync(join(bin, 'git'), 0o755)
  let started = 0
  const hanging = render({
    ...rendering,
    childEnv: { PATH: `${bin}:${rendering.childEnv.PATH}` },
    exec: (file, args, options) => {
      if (file === 'git') started += 1
      return spawnExec(file, args, options)
    },
  })
  onTestFinished(() => stop.abort())
  const ended = expect(hanging).rejects.toThrow('stopped by hand')
  await vi.waitFor(() => expect(started).toBe(1))
  stop.abort(new Error('stopped by hand'))
  await ended
})
