import { symlinkSync } from 'node:fs'
import path from 'node:path'
import { runCommand } from '../command.ts'
import type { Task } from '../graph.ts'
import { keyOf } from '../places.ts'
import type { Setup } from '../setup.ts'
import { GO_ENV, goSources, requiredVersion } from './go.ts'

/** Every server of a cluster; they are one binary that looks at the name it was called by. */
const SERVERS = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy', 'kubelet']

const folderOf = (setup: Setup) => path.join(setup.root, 'test/platform/kubernetes')

/** Where this tree's Kubernetes programs are, or will be, by name. */
export function kubernetesPrograms(setup: Setup): Record<string, string> {
  const folder = setup.parts.path('kubernetes', kubernetesKey(setup))
  const names = [...SERVERS, 'kubectl', 'crane', 'pause']
  return Object.fromEntries(names.map(name => [name, path.join(folder, name)]))
}

function kubernetesKey(setup: Setup): string {
  return keyOf(goSources(folderOf(setup), linkerFlags(setup)))
}

/** Without these the API server says it is v0.0.0 and kubectl finds it too old. */
function linkerFlags(setup: Setup): string {
  const version = requiredVersion(folderOf(setup), 'k8s.io/kubernetes')
  const minor = version.split('.')[1]
  const values = {
    gitVersion: version,
    gitMajor: '1',
    gitMinor: minor,
    gitTreeState: 'clean',
    gitCommit: '0'.repeat(40),
    buildDate: '1970-01-01T00:00:00Z',
  }
  const sets = Object.entries(values).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)
  return ['-s -w', ...sets].join(' ')
}

/** The sources of Kubernetes and etcd, from the Go module proxy. */
export function kubernetesModules(setup: Setup): Task {
  return {
    name: 'kubernetes-modules',
    title: 'Kubernetes: fetch Go modules',
    needs: [],
    cost: 500,
    how: 'fetched',
    done: async () => false,
    run: () =>
      runCommand(
        {
          what: 'fetching the Go modules of Kubernetes',
          argv: ['go', 'mod', 'download'],
          cwd: folderOf(setup),
          env: GO_ENV,
          log: setup.log('kubernetes-modules'),
        },
        setup.signal,
      ),
  }
}

/** The servers, kubectl, crane and the pause program. */
export function kubernetes(setup: Setup): Task {
  return {
    name: 'kubernetes',
    title: 'Kubernetes: compile',
    needs: ['kubernetes-modules'],
    lane: 'compile',
    cost: 420,
    how: 'built',
    done: async () => setup.parts.has('kubernetes', kubernetesKey(setup)),
    run: () =>
      setup.parts.build('kubernetes', kubernetesKey(setup), async output => {
        const argv = ['go', 'build', '-ldflags', linkerFlags(setup), '-o', `${output}/`, './cmd/...']
        const log = setup.log('kubernetes')
        await runCommand({ what: 'compiling Kubernetes', argv, cwd: folderOf(setup), env: GO_ENV, log }, setup.signal)
        for (const server of SERVERS) symlinkSync('platform', path.join(output, server))
      }),
  }
}
