import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { SetupError } from '../../../script/setup/setup-error.ts'

const MOUNT = '/sys/fs/cgroup'

/** Every folder that makes up the control group `name` (`/run-1`): one with version 2, one for each controller before. */
export function cgroupFolders(name: string, mount = MOUNT): string[] {
  if (existsSync(path.join(mount, 'cgroup.controllers'))) return [path.join(mount, name)]
  const hierarchies = existsSync(mount) ? readdirSync(mount).map(entry => realpathSync(path.join(mount, entry))) : []
  return [...new Set(hierarchies)]
    .filter(folder => existsSync(path.join(folder, 'cgroup.procs')))
    .map(folder => path.join(folder, name))
}

/**
 * Makes the control group that a run's containers live under: the kubelet wants it to be there, and no two runs may share
 * one. With version 2 the controllers must be handed down by the root group first.
 */
export function createCgroup(name: string): string[] {
  const folders = cgroupFolders(name)
  if (folders.length === 0) {
    throw new SetupError(`no control groups under ${MOUNT}: in a container, start it with --privileged`)
  }
  const controllers = path.join(MOUNT, 'cgroup.controllers')
  try {
    if (existsSync(controllers)) {
      const all = readFileSync(controllers, 'utf8').trim().split(/\s+/)
      writeFileSync(path.join(MOUNT, 'cgroup.subtree_control'), all.map(one => `+${one}`).join(' '))
    }
    for (const folder of folders) mkdirSync(folder)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const advice = 'run this as root; in a container, start it with --privileged'
    throw new SetupError(`control groups cannot be made (${why}): ${advice}`, { cause: error })
  }
  return folders
}
