import { existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { cgroupFolders } from '../../platform/isolation/cgroups.ts'
import { insideEnvironment } from '../../platform/isolation/environment.ts'
import { keptLogsFolder, pruneKeptLogs } from '../../platform/isolation/kept-logs.ts'
import { checkNamespaces } from '../../platform/isolation/namespaces.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'isolation-'))
})

const make = (...names: string[]) => {
  for (const name of names) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), '')
  }
}

describe('control groups', () => {
  test('version 2: one folder', () => {
    make('cgroup.controllers', 'cgroup.procs', 'system.slice/cgroup.procs')
    expect(cgroupFolders('/run-1', folder)).toEqual([path.join(folder, 'run-1')])
  })

  test('version 1: one for each controller, and what is linked to another is not counted twice', () => {
    make('memory/cgroup.procs', 'cpu,cpuacct/cgroup.procs', 'not-mounted/other')
    symlinkSync('cpu,cpuacct', path.join(folder, 'cpu'))
    expect(cgroupFolders('/run-1', folder).toSorted()).toEqual(
      ['cpu,cpuacct/run-1', 'memory/run-1'].map(name => path.join(folder, name)),
    )
  })

  test('none', () => {
    expect(cgroupFolders('/run-1', path.join(folder, 'missing'))).toEqual([])
  })
})

describe('the environment inside', () => {
  const run = { bin: '/bin-of-run', cgroup: '/group', kept: '/kept' }

  test.each(['HTTPS_PROXY', 'no_proxy', 'KUBECONFIG', 'DOCKER_HOST', 'GITHUB_TOKEN', 'INPUT_X', 'RUNNER_TEMP'])(
    '%s of the machine stays outside',
    name => {
      expect(Object.keys(insideEnvironment({ [name]: 'x' }, run))).not.toContain(name)
    },
  )

  test.each(['HOME', 'XDG_CACHE_HOME', 'GOFLAGS', 'LANG'])('%s comes along', name => {
    expect(insideEnvironment({ [name]: 'x' }, run)[name]).toBe('x')
  })

  test('programs of the run are found first, those of the system always', () => {
    const folders = insideEnvironment({ PATH: '/mine' }, run).PATH?.split(':')
    expect(folders?.slice(0, 2)).toEqual(['/bin-of-run', '/mine'])
    expect(folders).toContain('/usr/sbin')
  })
})

describe('logs of failed runs', () => {
  test('have a name that sorts by time', () => {
    const now = new Date('2026-01-02T03:04:05.678Z')
    expect(keptLogsFolder('/logs', 'e2e', now, 42)).toBe('/logs/run-2026-01-02T03-04-05-e2e-42')
  })

  test('are kept for the newest five, and other logs are not touched', () => {
    make(...[1, 2, 3, 4, 5, 6, 7].map(day => `run-2026-01-0${day}T00-00-00-e2e-1/etcd.log`), 'set-up/apt.log')
    pruneKeptLogs(folder)
    expect(readdirSync(folder).map(name => name.slice(0, 14))).toEqual([
      ...[3, 4, 5, 6, 7].map(day => `run-2026-01-0${day}`),
      'set-up',
    ])
  })

  test('need not be there', () => {
    pruneKeptLogs(path.join(folder, 'missing'))
    expect(existsSync(path.join(folder, 'missing'))).toBe(false)
  })
})

describe('where namespaces cannot be had, one line says what to do', () => {
  test.each<[string, string[], number, RegExp]>([
    ['no unshare', ['/nowhere/unshare'], 0, /\(.*ENOENT.*\): install util-linux$/],
    ['not root', ['sh', '-c', 'echo unshare: EPERM >&2; exit 1'], 1000, /\(unshare: EPERM\): run this as root$/],
    ['not allowed', ['sh', '-c', 'echo unshare: EPERM >&2; exit 1'], 0, /in a container, start it with --privileged$/],
  ])('%s', (_, unshare, uid, message) => {
    expect(() => checkNamespaces(unshare, uid)).toThrow(message)
  })
})
