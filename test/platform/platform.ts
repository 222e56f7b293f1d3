import { auditLogOf } from './cluster/api-server.ts'
import { startCluster } from './cluster/cluster.ts'
import { startEngine } from './containers/engine.ts'
import { answers, startRegistry, startSecuredRegistry } from './containers/registry.ts'
import { BIN_VARIABLE, CGROUP_VARIABLE, RUN_FOLDER } from './isolation/environment.ts'
import { ADDRESS, type Layout, layoutOf } from './layout.ts'
import { TestNamespaces } from './namespaces.ts'
import type { PlatformInfo } from './platform-info.ts'
import type { Daemon } from './process/daemon.ts'
import { until } from './process/until.ts'

/** A running platform. */
export interface Platform extends PlatformInfo {
  /** Makes a namespace whose name begins with `prefix` and resolves with its name when pods can be run in it. */
  createNamespace(prefix: string): Promise<string>
  /** Ends every program of the platform. What they started goes with the namespaces of the run. */
  stop(): Promise<void>
}

export interface PlatformOptions {
  /** Whether to start a Docker engine. Default: true. */
  readonly engine?: boolean
}

/**
 * Starts cluster, registries and engine, everything at once as far as it can be, and resolves when all of it can be used.
 * Runs only inside the namespaces that `runIsolated` makes. Throws, with the log file to read, when a part does not come up.
 */
export async function startPlatform(options: PlatformOptions = {}): Promise<Platform> {
  const cgroup = process.env[CGROUP_VARIABLE]
  if (cgroup === undefined)
    throw new Error('the platform runs in namespaces of its own: start this through runIsolated')
  const daemons: Daemon[] = []
  const note = (daemon: Daemon): Daemon => {
    daemons.push(daemon)
    return daemon
  }
  const stop = async () => {
    await Promise.all(daemons.map(daemon => daemon.stop()))
  }
  try {
    const info = await start(layoutOf(RUN_FOLDER), cgroup, options.engine ?? true, note)
    const namespaces = new TestNamespaces(info.kubeconfig)
    return {
      ...info,
      createNamespace: prefix => namespaces.create(prefix),
      stop: async () => {
        namespaces.close()
        await stop()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(
  layout: Layout,
  cgroup: string,
  engine: boolean,
  note: (daemon: Daemon) => Daemon,
): Promise<PlatformInfo> {
  const registry = note(startRegistry(layout))
  const [kubeconfig, securedRegistry, dockerHost] = await Promise.all([
    startCluster(layout, cgroup, registry, note),
    bringUpSecuredRegistry(layout, note),
    engine ? bringUpEngine(layout, cgroup, note) : undefined,
  ])
  return {
    kubeconfig,
    registry: ADDRESS.registry,
    securedRegistry,
    ...(dockerHost === undefined ? {} : { dockerHost }),
    auditLog: auditLogOf(layout),
    bin: process.env[BIN_VARIABLE] ?? '',
    logs: layout.logs,
  }
}

async function bringUpSecuredRegistry(layout: Layout, note: (daemon: Daemon) => Daemon) {
  const { daemon, secured } = await startSecuredRegistry(layout)
  note(daemon)
  await until({ what: 'the secured registry to answer', daemon }, () => answers(secured.address))
  return secured
}

async function bringUpEngine(layout: Layout, cgroup: string, note: (daemon: Daemon) => Daemon): Promise<string> {
  const engine = startEngine(layout, cgroup)
  note(engine.daemon)
  await until({ what: 'the Docker engine to answer', daemon: engine.daemon }, () => engine.answers())
  return engine.host
}
