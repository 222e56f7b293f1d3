import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { runCommand } from '../command.ts'
import type { Task } from '../graph.ts'
import type { Setup } from '../setup.ts'
import { SetupError } from '../setup-error.ts'

/** What the platform runs that is not compiled here, and the programs that those run. */
const PACKAGES = [
  'busybox-static',
  'ca-certificates',
  'conntrack',
  'containerd',
  'containernetworking-plugins',
  'docker.io',
  'docker-registry',
  'iproute2',
  'iptables',
  'mount',
  'openssl',
  'perl-base',
  'runc',
  'socat',
  'strace',
]

const POLICY = '/usr/sbin/policy-rc.d'

/** Debian packages by apt, their daemons held back while they are installed. */
export function debianPackages(setup: Setup): Task {
  return {
    name: 'debian-packages',
    title: 'Debian packages: apt-get install',
    needs: [],
    cost: 30,
    how: 'fetched',
    done: async () => absent().length === 0 && !existsSync(`${POLICY}.commit-train`) && !policyIsOurs(),
    run: async () => {
      refuseWhereImpossible()
      await fetch(setup)
      // No signal: dpkg must not be stopped half-way. It takes seconds, works without a network, and ends by itself.
      const script = path.join(import.meta.dirname, 'install-debian.sh')
      await runCommand({
        what: 'installing Debian packages',
        argv: [script, ...PACKAGES],
        log: setup.log('apt-install'),
      })
    },
  }
}

function absent(): string[] {
  const format = `-f=\${Package} \${db:Status-Status}\\n`
  const listed = spawnSync('dpkg-query', ['-W', format, ...PACKAGES], { encoding: 'utf8' }).stdout ?? ''
  const installed = new Set(listed.split('\n'))
  return PACKAGES.filter(name => !installed.has(`${name} installed`))
}

/** True when an installation that was killed left its policy in place: the next one takes it away. */
function policyIsOurs(): boolean {
  return existsSync(POLICY) && readFileSync(POLICY, 'utf8').includes('commit-train')
}

function refuseWhereImpossible(): void {
  const by = `Debian packages are missing: ${absent().join(' ') || 'none'}`
  if (spawnSync('apt-get', ['--version']).error !== undefined) {
    throw new SetupError(`${by}; there is no apt-get here to install them: run this on Debian 12 or newer`)
  }
  if (process.getuid?.() !== 0) {
    throw new SetupError(`${by}; run this as root, or install them: apt-get install ${PACKAGES.join(' ')}`)
  }
}

/** Fetching can be stopped at any time. Package lists are brought up to date only when the ones there do not do. */
async function fetch(setup: Setup): Promise<void> {
  const options = ['-o', 'DPkg::Lock::Timeout=600', '-o', 'Acquire::Retries=3']
  const install = ['apt-get', ...options, 'install', '-y', '--no-install-recommends', '--download-only', ...PACKAGES]
  const env = { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' }
  const tryFetch = (log: string) =>
    runCommand({ what: 'fetching Debian packages', argv: install, env, log: setup.log(log) }, setup.signal)
  if (knowsPackages()) {
    try {
      return await tryFetch('apt-fetch')
    } catch {
      setup.signal.throwIfAborted()
      setup.say(`Debian packages: the package lists here do not do; updating them`)
    }
  }
  const update = ['apt-get', ...options, 'update']
  await runCommand({ what: 'apt-get update', argv: update, env, log: setup.log('apt-update') }, setup.signal)
  await tryFetch('apt-fetch-again')
}

function knowsPackages(): boolean {
  try {
    execFileSync('apt-cache', ['show', ...PACKAGES], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
