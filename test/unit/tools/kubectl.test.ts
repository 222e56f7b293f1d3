import { chmodSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { spawnExec } from '../../../src/process/spawn-exec.ts'
import { checkSkew, findKubectl } from '../../../src/tools/kubectl.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** A PATH with a kubectl that prints this. */
function pathWith(script: string): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'kubectl'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, 'kubectl'), 0o755)
  return folder
}

const find = (PATH: string) => findKubectl({ exec: spawnExec, env: { PATH } })

test('finds kubectl on the PATH and asks for no more than its own version', async () => {
  const folder = pathWith(
    '[ "$*" = "version --client -o json" ] && echo \'{"clientVersion":{"gitVersion":"v1.34.4+k3s1"}}\'',
  )
  expect(await find(folder)).toEqual({
    path: join(folder, 'kubectl'),
    version: { major: 1, minor: 34, text: 'v1.34.4+k3s1' },
  })
})

test('no kubectl is one line that says what to do', async () => {
  await expect(find('/nowhere')).rejects.toMatchObject({
    reason: 'kubectl-missing',
    outcome: 'error',
    message: expect.stringContaining('install it in a step before this one'),
  })
})

test.each([
  'echo \'{"clientVersion":{"gitVersion":"v1.34.4"}}\'; exit 2',
  'echo broken >&2; exit 2',
  'echo broken',
  'echo null',
  'echo \'{"clientVersion":{}}\'',
])('a kubectl that does %j is named', async script => {
  await expect(find(pathWith(script))).rejects.toMatchObject({
    reason: 'kubectl-broken',
    message: expect.stringMatching(/kubectl does not say its version/),
  })
})

const version = (text: string) => {
  const [major = 0, minor = 0] = text.split('.').map(Number)
  return { major, minor, text: `v${text}.0` }
}

test.each(['1.33', '1.34', '1.35'])('kubectl %s is fit for a server 1.34', client => {
  expect(() => checkSkew(version(client), version('1.34'))).not.toThrow()
})

test.each(['1.32', '1.36', '2.34'])('kubectl %s is not fit for a server 1.34', client => {
  expect(() => checkSkew(version(client), version('1.34'))).toThrow(
    expect.objectContaining({
      reason: 'kubectl-skew',
      outcome: 'error',
      message: expect.stringContaining('install kubectl 1.34'),
    }),
  )
})

test('a kubectl that does not answer has 15 seconds, and ends with the signal', async () => {
  const started = join(temporaryFolder(), 'started')
  const env = { PATH: `${pathWith(`touch ${started}; exec sleep 1000`)}:/usr/bin:/bin` }
  const stop = new AbortController()
  const limits: (number | undefined)[] = []
  const finding = findKubectl({
    exec: (file, args, options) => {
      limits.push(options.timeoutMs)
      return spawnExec(file, args, options)
    },
    env,
    signal: stop.signal,
  })
  const ended = expect(finding).rejects.toThrow('stopped by hand')
  await vi.waitFor(() => expect(existsSync(started)).toBe(true))
  stop.abort(new Error('stopped by hand'))
  await ended
  expect(limits).toEqual([15_000])
})
