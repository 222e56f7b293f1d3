import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { BIN_VARIABLE, CGROUP_VARIABLE } from '../isolation/environment.ts'
import { Daemon } from '../process/daemon.ts'
import { program } from '../process/program.ts'
import { until } from '../process/until.ts'

/** A BuildKit of its own, as docker/setup-buildx-action starts one in a container: it can do what the engine's cannot. */
export interface BuildKit {
  readonly daemon: Daemon
  /** For `docker buildx create --driver remote`. */
  readonly address: string
}

/** Starts BuildKit with everything below `folder`. Whoever starts it stops it. */
export async function startBuildKit(folder: string, logs: string): Promise<BuildKit> {
  mkdirSync(folder, { recursive: true })
  const address = `unix://${path.join(folder, 'buildkit.sock')}`
  const file = path.join(folder, 'buildkit.toml')
  const configuration = `root = "${path.join(folder, 'state')}"
[grpc]
  address = ["${address}"]
[worker.oci]
  enabled = true
  networkMode = "host"
  defaultCgroupParent = "${process.env[CGROUP_VARIABLE] ?? ''}/buildkit"
[worker.containerd]
  enabled = false
`
  writeFileSync(file, configuration)
  const daemon = new Daemon({ name: 'buildkitd', argv: ['buildkitd', '--config', file], logs })
  const env = { DOCKER_CONFIG: dockerConfig(path.join(folder, 'probe')) }
  const create = ['create', '--name', 'probe', '--driver', 'remote', address]
  await until({ what: 'BuildKit to answer', daemon }, async () => {
    await buildx(env, 'rm', '--force', 'probe').catch(() => undefined)
    await buildx(env, ...create)
    return (await buildx(env, 'inspect', 'probe')).includes('Status:           running')
  })
  return { daemon, address }
}

/** Makes a folder for `DOCKER_CONFIG` in which docker finds buildx. */
export function dockerConfig(folder: string): string {
  mkdirSync(path.join(folder, 'cli-plugins'), { recursive: true })
  const real = path.join(process.env[BIN_VARIABLE] ?? '', 'docker-buildx')
  symlinkSync(real, path.join(folder, 'cli-plugins', 'docker-buildx'))
  return folder
}

/** The same, where everything is built by this BuildKit. */
export async function dockerConfigWith({ address }: BuildKit, folder: string): Promise<string> {
  dockerConfig(folder)
  const env = { DOCKER_CONFIG: folder }
  await buildx(env, 'create', '--name', 'own', '--driver', 'remote', address)
  // For whatever engine DOCKER_HOST names.
  await buildx(env, 'use', '--global', 'own')
  return folder
}

/** `docker buildx …` with these variables of docker's; resolves with what it printed. */
export function buildx(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<string> {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  return program(['env', ...variables, 'docker', 'buildx', ...args])
}
