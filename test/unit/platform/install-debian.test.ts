import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { until } from '../../platform/process/until.ts'

const script = path.resolve(import.meta.dirname, '../../../script/setup/tasks/install-debian.sh')
let folder: string
let policy: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'apt-'))
  policy = path.join(folder, 'policy-rc.d')
  mkdirSync(path.join(folder, 'bin'))
})

/** Stands in for apt-get and dpkg: what they would do to this machine is not for a unit test. */
function programs(aptGet: string, audit = ''): NodeJS.ProcessEnv {
  const write = (name: string, text: string) => {
    writeFileSync(path.join(folder, 'bin', name), `#!/bin/sh\ncd '${folder}'\n${text}\n`)
    chmodSync(path.join(folder, 'bin', name), 0o755)
  }
  write('apt-get', aptGet)
  write('dpkg', `if [ "$1" = --audit ]; then printf '%s' '${audit}'; else echo "$@" >>dpkg; fi`)
  return { ...process.env, PATH: `${folder}/bin:${process.env.PATH}`, POLICY_FILE: policy }
}

const ASK_POLICY = './policy-rc.d docker start; echo $? >answer'

test('daemons are held back during the installation, and no policy stays', () => {
  const { status } = spawnSync(script, ['docker.io'], { env: programs(`${ASK_POLICY}; echo "$@" >words`) })
  expect(status).toBe(0)
  expect(readFileSync(path.join(folder, 'answer'), 'utf8')).toBe('101\n')
  expect(readFileSync(path.join(folder, 'words'), 'utf8')).toMatch(/install -y --no-install-recommends docker\.io/)
  expect(existsSync(policy)).toBe(false)
})

test("somebody else's policy is put aside and back, also when the installation fails", () => {
  writeFileSync(policy, '#!/bin/sh\nexit 0 # theirs\n', { mode: 0o755 })
  const { status } = spawnSync(script, ['x'], { env: programs(`${ASK_POLICY}; exit 7`) })
  expect(status).toBe(7)
  expect(readFileSync(path.join(folder, 'answer'), 'utf8')).toBe('101\n')
  expect(readFileSync(policy, 'utf8')).toMatch(/theirs/)
})

test('an interrupted dpkg is finished first', () => {
  spawnSync(script, ['x'], { env: programs('echo install >>dpkg', 'half-installed') })
  expect(readFileSync(path.join(folder, 'dpkg'), 'utf8')).toMatch(/^--configure -a .*\ninstall\n$/)
})

test('TERM does not stop it half-way', async () => {
  const child = spawn(script, ['x'], {
    env: programs('echo >begun; while [ ! -e go-on ]; do sleep 0.02; done; echo >ended'),
  })
  await until({ what: 'apt-get to begin' }, async () => existsSync(path.join(folder, 'begun')))
  child.kill('SIGTERM')
  writeFileSync(path.join(folder, 'go-on'), '')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(existsSync(path.join(folder, 'ended'))).toBe(true)
  expect(existsSync(policy)).toBe(false)
})

test('what one that was killed left behind is cleared by the next', async () => {
  writeFileSync(policy, '#!/bin/sh\nexit 0 # theirs\n', { mode: 0o755 })
  const child = spawn(script, ['x'], { env: programs('echo >begun; while [ ! -e go-on ]; do sleep 0.02; done') })
  await until({ what: 'apt-get to begin' }, async () => existsSync(path.join(folder, 'begun')))
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(readFileSync(policy, 'utf8')).not.toMatch(/theirs/)
  writeFileSync(path.join(folder, 'go-on'), '')
  spawnSync(script, ['x'], { env: programs('true') })
  expect(readFileSync(policy, 'utf8')).toMatch(/theirs/)
  expect(readdirSync(folder).filter(name => name.startsWith('policy'))).toEqual(['policy-rc.d'])
})
