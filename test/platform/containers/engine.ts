import { writeFileSync } from 'node:fs'
import { request } from 'node:http'
import path from 'node:path'
import { ADDRESS, type Layout } from '../layout.ts'
import { Daemon } from '../process/daemon.ts'

export interface Engine {
  readonly daemon: Daemon
  /** For `DOCKER_HOST`. */
  readonly host: string
  answers(): Promise<boolean>
}

/** A Docker engine with everything of its own, its containers below the control group of this run. */
export function startEngine(layout: Layout, cgroup: string): Engine {
  const run = layout.state('engine-run')
  const socket = path.join(run, 'docker.sock')
  // The only way to keep the engine's identity out of /etc/docker.
  const configuration = path.join(layout.configuration, 'engine.json')
  writeFileSync(configuration, JSON.stringify({ 'deprecated-key-path': path.join(run, 'key.json') }))
  const argv = [
    'dockerd',
    `--config-file=${configuration}`,
    `--host=unix://${socket}`,
    `--data-root=${layout.state('engine')}`,
    `--exec-root=${path.join(run, 'exec')}`,
    `--pidfile=${path.join(run, 'pid')}`,
    '--storage-driver=overlay2',
    `--cgroup-parent=${cgroup}/engine`,
    `--insecure-registry=${ADDRESS.registry}`,
    `--insecure-registry=${ADDRESS.securedRegistry}`,
    `--bip=${ADDRESS.engine}`,
  ]
  const daemon = new Daemon({ name: 'dockerd', argv, logs: layout.logs })
  return { daemon, host: `unix://${socket}`, answers: () => ping(socket) }
}

async function ping(socketPath: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath, path: '/_ping' }, answer => {
      answer.resume()
      resolve(answer.statusCode === 200)
    })
    sent.on('error', reject)
    sent.end()
  })
}
